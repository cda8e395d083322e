"""A class sees large type and nothing private; afterwards nothing of it is left, unless that was asked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from tests.gui.test_window import EVIDENCE, answer, courses, heard, window  # noqa: F401  fixtures
from tutor_app.engine.messages import Answered, Found
from tutor_app.gui.design.tokens import CLASS_ROOM, DARK, class_type_px
from tutor_app.gui.draft import Draft
from tutor_app.gui.in_class.private import private
from tutor_app.gui.material.marks import Place
from tutor_app.gui.material.selection import Selection
from tutor_app.gui.material.side import MARKS
from tutor_app.gui.theme import dress

MARKED = "force"  # a word of the first page


@pytest.fixture
def in_class(window, qtbot):  # noqa: F811
    window.show()
    qtbot.waitExposed(window)
    window.ways.in_class.begin()
    return window


def ask(window, text="Why does ice float?"):  # noqa: F811
    window.ask(Draft(text))
    heard(window, Found(window.turn.id, EVIDENCE))
    heard(window, Answered(window.turn.id, answer("It is light [1].")))


def files_below(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file() and "courses" not in file.parts)


def test_a_class_leaves_no_trace(window, tmp_path):  # noqa: F811
    picture = tmp_path / "a.png"
    ask(window, "A question of mine")
    kept = window._tutor.turns()
    before = files_below(window._tutor.home.data)
    window.ways.in_class.begin()
    assert window._tutor.turns() == []
    picture.write_bytes(b"a picture")
    window.ask(Draft("In class", image=picture))
    assert window._tutor.turns()[0].turn.image.read_bytes() == b"a picture"
    window.ways.in_class.end()
    assert window._tutor.turns() == kept
    assert files_below(window._tutor.home.data) == before
    assert not list(window._tutor.home.cache.iterdir())


def test_a_class_is_kept_when_that_is_asked(in_class, tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"a picture")
    ask(in_class, "The first")
    in_class.ask(Draft("The second", image=picture))
    in_class.ways.in_class.strip.keep.setChecked(True)
    in_class.ways.in_class.end()
    second, first = in_class._tutor.turns()
    assert (first.turn.note, first.state, first.answer.text) == ("The first", "answered", "It is light [1].")
    assert (second.turn.note, second.state) == ("The second", "stopped")
    assert second.turn.image.parent == in_class._tutor.home.media
    assert second.turn.image.read_bytes() == b"a picture"


def test_the_next_class_is_not_kept_because_the_last_one_was(in_class):
    mode = in_class.ways.in_class
    mode.strip.keep.setChecked(True)
    mode.end()
    mode.begin()
    assert not mode.strip.keep.isChecked()


def test_what_is_private_is_hidden_before_a_class_and_as_it_was_afterwards(window, qtbot):  # noqa: F811
    notes, closed = private(QLabel("my notes", window)), private(QLabel("closed", window))
    window.show()
    qtbot.waitExposed(window)
    notes.show()
    closed.hide()
    window.ways.in_class.begin()
    assert notes.isHidden()
    assert closed.isHidden()
    window.ways.in_class.end()
    assert not notes.isHidden()
    assert closed.isHidden()


def test_nothing_of_the_learners_last_question_is_shown_to_a_class(window):  # noqa: F811
    ask(window, "A question of mine")
    window.bar.note.setPlainText("not sent yet")
    window.ways.in_class.begin()
    told = " ".join(label.text() for label in window.findChildren(QLabel) if not label.isHidden())
    assert "A question of mine" not in told
    assert not window.panel.explanation.isVisibleTo(window)
    assert window.bar.note.toPlainText() == ""
    window.ways.in_class.end()
    assert window.bar.note.toPlainText() == "not sent yet"


def marked(window, note="a private thought"):  # noqa: F811
    """The window with words that the learner has marked on the page in view."""
    [(first, count)] = window.material.sheet.book.spans(window.material.sheet.page, MARKED)[:1]
    page = window.material.sheet.page
    window.material.sheet.select(Selection((page, first), (page, first + count - 1)))
    window.material.marking.mark("highlight", "green")
    [made] = window._tutor.margins.of(window.course.folder.path.name)
    window.material.marking.changed.emit(replace(made, note=note))
    return made


def listed(window):  # noqa: F811
    side = window.material.side
    return side.tabs.isTabVisible(MARKS), side.marks.marks.count()


def drawn(window, qtbot):  # noqa: F811
    """The page as it is seen."""
    qtbot.waitUntil(lambda: window.material.sheet.is_drawn, timeout=20000)
    return window.material.sheet.viewport().grab().toImage()


def test_a_class_sees_nothing_that_the_learner_marked_on_the_page_or_beside_it(window, qtbot):  # noqa: F811
    window.show()
    qtbot.waitExposed(window)
    window.material.open_side(MARKS)
    bare = drawn(window, qtbot)
    marked(window)
    own = drawn(window, qtbot)
    assert own != bare
    assert listed(window) == (True, 1)
    window.material.put_marks_away(True)  # as the class does, in a window of the same size
    assert drawn(window, qtbot) == bare
    assert listed(window) == (False, 0)
    window.material.put_marks_away(False)
    assert drawn(window, qtbot) == own
    assert listed(window) == (True, 1)
    assert window.material.side.tabs.currentIndex() == MARKS


def test_marks_are_away_from_the_beginning_of_a_class_to_its_end_in_whatever_course(window):  # noqa: F811
    made = marked(window)
    here = window.course.folder
    other = next(course for course in window._tutor.courses() if course.path != here.path)
    window.ways.in_class.begin()
    assert listed(window) == (False, 0)
    window.open_course(other)
    window.open_course(here)
    assert listed(window) == (False, 0)
    window.ways.in_class.end()
    assert listed(window) == (True, 1)
    assert window._tutor.margins.of(here.path.name)[0].anchor == made.anchor


def test_a_class_marks_nothing_in_the_learners_record(in_class):
    material = in_class.material
    [(first, count)] = material.sheet.book.spans(material.sheet.page, MARKED)[:1]
    material.sheet.select(Selection((0, first), (0, first + count - 1)))
    offered = [b.toolTip() for b in material.marking._bar.findChildren(QToolButton) if not b.isHidden()]
    assert offered == ["Copy (Ctrl+C)", "Ask about the selected words (Ctrl+Shift+A)"]
    material.marking.mark("highlight", "green")
    assert in_class._tutor.margins.of(in_class.course.folder.path.name) == []
    assert "not marked while a class looks" in in_class.notice.text.text()


def test_an_explanation_is_read_from_the_last_row(in_class):
    ask(in_class)
    least = round(class_type_px(in_class.screen().size().height()))
    in_class.panel.explanation.ensurePolished()
    assert QFontInfo(in_class.panel.explanation.font()).pixelSize() >= least
    assert QFontInfo(in_class.panel.question.font()).pixelSize() >= least
    assert QFontInfo(in_class.bar.talk.caption.font()).pixelSize() >= least
    in_class.ways.in_class.end()
    assert QFontInfo(in_class.panel.explanation.font()).pixelSize() < least / 2


def test_a_presenter_steps_from_passage_to_passage_and_then_from_page_to_page(in_class, qtbot):
    ask(in_class)
    shown = []
    in_class.turn.shown.connect(shown.append)
    mode = in_class.ways.in_class
    mode.step(1)
    assert shown == [2]
    mode.step(-1)
    assert shown == [2, 1]
    mode.step(1)
    place = in_class.material.sheet.place().position
    mode.step(1)
    assert shown == [2, 1, 2]
    qtbot.waitUntil(lambda: in_class.material.sheet.place().position > place, timeout=3000)


def brightest(image, y):
    """The reddest pixel of a line: paper and marker have all of it. The scroll bar is left out."""
    return max(image.pixelColor(x, round(y)).red() for x in range(40, image.width() - 40))


def test_the_passage_that_is_talked_about_is_lit_and_the_rest_is_dimmed(in_class, qtbot):
    sheet = in_class.material.sheet
    qtbot.waitUntil(lambda: sheet.is_drawn, timeout=20000)
    before = sheet.grab().toImage()
    in_class.ask(Draft("Why?"))
    in_class.hear(Found(in_class.turn.id, EVIDENCE))
    in_class.turn.catch_up()  # it is lit a step later than it is marked
    qtbot.waitUntil(lambda: bool(sheet.boxes_in_view(1)) and sheet.is_drawn, timeout=20000)
    assert in_class.ways.in_class.spotlight.is_on
    box = sheet.boxes_in_view(1)[0]
    lit = sheet.grab().toImage()
    assert brightest(lit, box.center().y()) == brightest(before, 3) == 255
    assert brightest(lit, sheet.height() - 3) < 150
    in_class.ways.in_class.end()
    assert in_class.ways.in_class.spotlight is None


def test_another_course_in_class_takes_the_light_away(in_class):
    ask(in_class)
    other = next(c for c in in_class._tutor.courses() if c.path != in_class.course.folder.path)
    in_class.open_course(other)
    ask(in_class)
    in_class.ways.in_class.end()


def test_a_black_screen_is_there_and_gone_with_one_key(in_class, qtbot):
    dark = in_class.ways.in_class._dark
    in_class.activateWindow()
    qtbot.keyClick(in_class, Qt.Key.Key_B)
    assert not dark.isHidden()
    assert dark.geometry() == in_class.rect()
    qtbot.keyClick(in_class, Qt.Key.Key_Period)
    assert dark.isHidden()


def test_escape_ends_a_class_and_f5_begins_one(window, qtbot):  # noqa: F811
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.ways.in_class.is_on
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.ways.in_class.is_on
    assert not window.isFullScreen()


def test_after_a_class_the_learner_reads_on_where_they_were_before_it(window, qtbot):  # noqa: F811
    window.show()
    qtbot.waitExposed(window)
    folder = window.course.folder.path.name
    window.material.go(Place(2.0, window.material.place().zoom))
    before = window.material.place().position
    window.ways.in_class.begin()
    window.material.go(Place(5.0, window.material.place().zoom))
    window.course.margin.leave()
    assert window._tutor.margins.left_at(folder).position == pytest.approx(before)
    window.ways.in_class.end()
    assert window.material.place().position == pytest.approx(before, abs=0.05)


def test_a_window_that_is_closed_in_class_leaves_no_trace(in_class):
    ask(in_class)
    in_class.close()
    assert in_class._tutor.turns() == []
    assert not list(in_class._tutor.home.cache.iterdir())


def test_a_class_of_a_reader_in_the_dark_sees_black_on_white(window, qtbot):  # noqa: F811
    window._tutor.choose(replace(window._tutor.settings, theme="dark"))
    dress(QApplication.instance(), "dark")
    window.show()
    qtbot.waitExposed(window)
    window.ways.in_class.begin()
    ask(window)
    picture = window.panel.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() - 4).name() == CLASS_ROOM.window
    window.ways.in_class.end()
    assert window.palette().window().color().name() == DARK.window
    dress(QApplication.instance(), "light")
