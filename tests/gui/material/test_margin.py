"""What is kept of reading: marks, their undo and export, and the place in each course."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from tests.gui.material.sample import SmallIndex, pdf_course, text_course
from tutor_app.core.language import speak
from tutor_app.core.material import PageLocator
from tutor_app.gui.margin import Margin
from tutor_app.gui.material.selection import Selection
from tutor_app.tutor.searching import CourseHit
from tutor_app.tutor.session import Tutor

PAGES = [f"Page number {n} on force and mass" for n in range(1, 9)]


@pytest.fixture
def tutor(home):
    speak("en")
    tutor = Tutor(home)
    yield tutor
    tutor.close()


@pytest.fixture
def course(tmp_path):
    (tmp_path / "motion").mkdir()
    return pdf_course(tmp_path / "motion", PAGES)


@pytest.fixture
def margin(view, tutor, course):
    return opened(view, tutor, course)


def opened(view, tutor, course):
    margin = Margin(tutor, view)
    view.open(course, SmallIndex())
    margin.open(course)
    return margin


def mark(view, words, page=0):
    view.go_to_page(page)
    [(first, count)] = view.sheet.book.spans(page, words)
    view.sheet.select(Selection((page, first), (page, first + count - 1)))
    view.marking.mark("highlight", "green")


def listed(view):
    marks = view.side.marks.marks
    return [marks.item(row).text() for row in range(marks.count())]


def test_marks_are_in_the_record_at_once(margin, view, tutor):
    mark(view, "force", 2)
    [kept] = tutor.margins.of("motion")
    assert (kept.anchor.quote.exact, kept.colour, kept.anchor.locator.page) == ("force", "green", 2)
    assert listed(view) == ["Page 3: force"]
    assert view.sheet.selected_text() == ""


def test_marks_are_there_when_the_course_is_opened_again(margin, view, tutor, course):
    mark(view, "force")
    view.open(course, SmallIndex())
    margin.open(course)
    assert listed(view) == ["Page 1: force"]


def test_marks_of_a_text_are_there_again_as_soon_as_it_is_set(view, tutor, tmp_path, qtbot):
    (tmp_path / "text").mkdir()
    course = text_course(tmp_path / "text", a="A force is a push.")
    margin = opened(view, tutor, course)
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    view.sheet.setTextCursor(view.sheet.document().find("force"))
    view.marking.mark("underline", "pink")
    view.open(course, SmallIndex())
    margin.open(course)  # not a word of it is set yet
    qtbot.waitUntil(lambda: view.sheet.is_drawn and view.marking.settling.is_idle)
    assert [marked.first for marked in view.sheet._marks().marked] == [2]
    assert listed(view) == ["force"]


def test_what_was_deleted_comes_back_in_turn(margin, view, tutor):
    mark(view, "force")
    mark(view, "mass")
    for kept in tutor.margins.of("motion"):
        view.marking.deleted.emit(kept.id)
    assert listed(view) == []
    QTest.keyClick(view.side.marks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert listed(view) == ["Page 1: mass"]
    view.side.marks.undo.click()
    assert listed(view) == ["Page 1: force", "Page 1: mass"]
    assert not view.side.marks.undo.isEnabled()


def test_a_note_is_kept(margin, view, tutor):
    mark(view, "force")
    [kept] = tutor.margins.of("motion")
    view.marking.changed.emit(replace(kept, note="why?"))
    [changed] = tutor.margins.of("motion")
    assert changed.note == "why?"
    assert changed.changed_at > kept.changed_at
    assert listed(view) == ["why?\nPage 1: force"]


def test_marks_survive_a_book_that_is_read_anew_with_other_pages(margin, view, tutor, course, qtbot):
    mark(view, "number 3 on force", 2)
    newer = pdf_course(course.path, ["A new preface", "And another", *PAGES])
    view.open(newer, SmallIndex())
    with qtbot.waitSignal(view.marking.settled):
        margin.open(newer)
    [kept] = tutor.margins.of("motion")
    assert kept.anchor.locator.page == 4
    assert view.sheet.text_of([kept.anchor.locator]) == "number 3 on force"


def test_a_course_opens_where_it_was_left(margin, view, tutor, course, tmp_path):
    view.spread_out("two")
    view.go_to_page(5)
    margin.leave()
    (tmp_path / "other").mkdir()
    other = text_course(tmp_path / "other", a="words")
    view.open(other, SmallIndex())
    margin.open(other)
    margin.leave()
    view.open(course, SmallIndex())
    margin.open(course)
    assert view.spread == "two"
    assert 5 in view.sheet.seen_pages()


def test_the_paper_is_kept_for_all_courses(margin, view, tutor, course):
    view._choose_paper("sepia")
    assert tutor.settings.paper == "sepia"
    view.paper = "print"
    assert opened(view, tutor, course) is not None
    assert view.sheet.paper == "sepia"


def test_a_paper_that_nobody_knows_is_print(view, tutor, course):
    tutor.choose(replace(tutor.settings, paper="papyrus"))  # type: ignore[arg-type]
    opened(view, tutor, course)
    assert view.sheet.paper == "print"


def test_marks_are_exported_from_the_window(margin, view, tmp_path):
    mark(view, "force")
    margin.export_to(tmp_path / "marks.json")
    [item] = json.loads((tmp_path / "marks.json").read_text(encoding="utf-8"))["items"]
    assert item["target"]["selector"][1]["exact"] == "force"


def test_what_cannot_be_written_is_said(margin, view, tmp_path, qtbot):
    mark(view, "force")
    with qtbot.waitSignal(margin.troubled):
        margin.export_to(tmp_path / "nowhere" / "marks.md")


def test_a_hit_of_this_course_is_gone_to_and_one_of_another_wants_it_open(margin, view, qtbot):
    hit = CourseHit("motion", "Motion", "Forces", "force", PageLocator(4, ()))
    view.course_hit_chosen.emit(hit)
    assert view.sheet.page == 4
    with qtbot.waitSignal(margin.course_wanted) as wanted:
        view.course_hit_chosen.emit(replace(hit, course="optics"))
    assert wanted.args == ["optics", PageLocator(4, ())]


def test_an_address_is_opened_only_when_the_learner_agrees(margin, view, qtbot, monkeypatch):
    gone = []
    monkeypatch.setattr(
        "tutor_app.gui.margin.QDesktopServices.openUrl", lambda url: gone.append(url.toString())
    )
    for answer in (QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Open):
        view.address_pressed.emit("https://example.org/a")
        box = view.window().findChildren(QMessageBox)[-1]
        assert "https://example.org/a" in box.informativeText()
        box.button(answer).click()
    assert gone == ["https://example.org/a"]
