"""Earlier questions are listed, searched, opened with their page, deleted and brought back, by keys alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible

from tests.gui.test_window import EVIDENCE, answer, asked, courses, heard, window  # noqa: F401  fixtures
from tutor_app.core.answer import Pin
from tutor_app.core.errors import TutorError
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box, PageLocator
from tutor_app.core.turn import Turn
from tutor_app.engine.messages import Found
from tutor_app.gui.draft import Draft
from tutor_app.gui.history.rows import AT_ONCE, Rows
from tutor_app.tutor.past import PastTurn

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
_ROLES = Qt.ItemDataRole


@pytest.fixture
def keep(window):  # noqa: F811
    def keep(note, outcome=None, course=None):
        tutor = window._tutor
        kept = tutor.begin(Turn((course or window.course.folder).path, note))
        tutor.finish(kept.id, outcome or answer(f"About {note} [1]."))
        return tutor._record.turn(kept.id)

    return keep


@pytest.fixture
def opened(window, qtbot):  # noqa: F811
    """Opens the history as it stands then."""

    def opened():
        window.show()
        window.ways.history.open()
        dialog = window.ways.history.dialog
        qtbot.waitExposed(dialog)
        look(dialog, qtbot)
        return dialog

    yield opened
    window.ways.history.close()


def look(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.rows.is_looking, timeout=5000)


def listed(dialog):
    return [dialog.rows.index(row).data() for row in range(dialog.rows.rowCount())]


def test_the_questions_of_the_open_course_are_listed_newest_first_with_their_page(
    window, keep, opened  # noqa: F811
):  # fmt: skip
    other = next(c for c in window._tutor.courses() if c.path != window.course.folder.path)
    keep("Why does ice float?")
    keep("Of another course", course=other)
    keep("And steel?", TutorError("No."))
    dialog = opened()
    assert listed(dialog) == ["And steel?", "Why does ice float?"]
    steel, ice = (dialog.rows.index(row).data(_ROLES.UserRole) for row in (0, 1))
    assert "not answered" in steel
    assert ice.startswith("page 2 · Motion, Forces")
    assert "answered" in ice


def test_the_page_is_that_of_the_first_citation_and_of_its_very_lines(window, keep, opened):  # noqa: F811
    lines = PageLocator(5, (Box(72, 72, 200, 84),))
    keep("Why?", replace(answer("Look here [2], and there [1]."), pins=(Pin(2, (lines,)), Pin(1))))
    assert opened().rows.index(0).data(_ROLES.UserRole).startswith("page 6 ·")


def test_words_narrow_the_list_and_all_courses_widen_it(window, keep, opened, qtbot):  # noqa: F811
    other = next(c for c in window._tutor.courses() if c.path != window.course.folder.path)
    keep("Why does ice float?")
    keep("Why does steel sink?")
    keep("什么是过拟合？", course=other)
    dialog = opened()
    qtbot.keyClicks(dialog.search, "FLOAT")
    qtbot.waitUntil(lambda: listed(dialog) == ["Why does ice float?"])
    dialog.search.setText("过拟合")
    dialog.courses.setCurrentIndex(0)
    dialog.courses.activated.emit(0)
    look(dialog, qtbot)
    assert listed(dialog) == ["什么是过拟合？"]


def test_an_empty_history_and_a_search_without_hits_say_so(keep, opened, qtbot):
    dialog = opened()
    assert dialog.nothing.text().startswith("No questions yet")
    assert not dialog.open_button.isEnabled()
    dialog.close()
    keep("Why?")
    dialog = opened()
    dialog.search.setText("zebra")
    dialog.seek()
    look(dialog, qtbot)
    assert dialog.nothing.text().startswith("Nothing was found")
    assert dialog.stack.currentWidget() is dialog.nothing


def test_only_what_is_looked_at_is_read_of_ten_thousand_turns(qtbot):
    read = []

    def pages():
        for page in range(250):
            read.append(page)
            yield [past(f"question {40 * page + n}") for n in range(40)]

    rows = Rows()
    rows.begin(pages())
    qtbot.waitUntil(lambda: not rows.is_looking)
    assert AT_ONCE <= rows.rowCount() < AT_ONCE + 40
    assert len(read) == 2
    rows.fetchMore(QModelIndex())
    qtbot.waitUntil(lambda: not rows.is_looking)
    assert rows.rowCount() == 160
    assert len(read) == 4


def past(note, id=1):
    return PastTurn(id, NOW, "asked", note, "gone", None, "")


def test_the_history_is_found_by_its_key_searched_and_opened_by_keys_alone(
    window, keep, qtbot  # noqa: F811
):  # fmt: skip
    keep("Why does ice float?")
    keep("Why does steel sink?")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.ways.history.dialog
    qtbot.waitUntil(dialog.search.hasFocus)
    look(dialog, qtbot)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.list.hasFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.panel.question.text() == "Why does ice float?"
    assert window.ways.history.dialog is None


def test_an_earlier_turn_stands_in_the_panel_as_it_did_with_its_page_lit(window, keep, opened):  # noqa: F811
    told = replace(
        answer("Ice is light [2]. It floats [1]."),
        formulas=(ReadFormula("F=ma", -0.001, True),),
        figure=FigureTold(1, ("Figure 1 shows ice.",), "Ice.", ("caption",)),
    )
    keep("Why does ice float?", told)
    dialog = opened()
    dialog.list.clicked.emit(dialog.rows.index(0))
    panel = window.panel
    assert panel.question.text() == "Why does ice float?"
    assert "Ice is light [2]" in panel.explanation.toPlainText()
    assert panel.evidence.count() == 3  # with its title
    assert not panel.figure.isHidden()
    assert not panel.read.isHidden()
    assert not panel.onward.isHidden()
    assert window.material.sheet.boxes_in_view(1)
    assert window.turn.numbers == [1, 2]
    assert window.ways.history.dialog is dialog  # a click leaves it open


def test_an_earlier_turn_of_another_course_opens_that_course(window, keep, opened):  # noqa: F811
    other = next(c for c in window._tutor.courses() if c.path != window.course.folder.path)
    keep("什么是过拟合？", course=other)
    dialog = opened()
    dialog.courses.setCurrentIndex(0)
    dialog.seek()
    while dialog.rows.is_looking:
        dialog.rows._step()
    dialog.list.clicked.emit(dialog.rows.index(0))
    assert window.course.folder == other
    assert window.panel.question.text() == "什么是过拟合？"


def test_what_was_not_answered_says_why(window, keep, opened):  # noqa: F811
    keep("Why?", TutorError("No words were heard.", "Speak up."))
    keep("And?", "stopped")
    dialog = opened()
    dialog.list.clicked.emit(dialog.rows.index(1))
    assert window.panel.detail.text() == "No words were heard. Speak up."
    dialog.list.clicked.emit(dialog.rows.index(0))
    assert window.panel.detail.text() == "This question was not answered."
    assert window.panel.explanation.isHidden()


def test_a_turn_whose_course_was_removed_is_shown_without_a_page(window, keep):  # noqa: F811
    kept = keep("Why does ice float?")
    window.turn.show_again(past("Why does ice float?"), kept)
    assert "About Why does ice float?" in window.panel.explanation.toPlainText()
    assert window.panel.onward.isHidden()
    window.turn.cite(1)
    assert window.turn.numbers == []


def test_an_earlier_turn_can_be_gone_on_from(window, keep, opened):  # noqa: F811
    kept = keep("Why does ice float?")
    dialog = opened()
    dialog.list.clicked.emit(dialog.rows.index(0))
    window.panel.onward.wishes["simpler"].click()
    assert window._tutor.turns()[0].turn.follows.id == kept.id


def test_a_click_does_not_stop_an_answer_that_is_being_written(window, asked, keep, opened):  # noqa: F811
    keep("Why does steel sink?")
    dialog = opened()
    dialog.list.clicked.emit(dialog.rows.index(0))
    assert window.turn.id == asked
    dialog.open_button.click()
    assert window.turn.id is None
    assert window.panel.question.text() == "Why does steel sink?"


def test_a_deleted_question_comes_back_with_undo_and_is_gone_when_the_history_is_closed(
    window, keep, opened, qtbot  # noqa: F811
):  # fmt: skip
    keep("Why does ice float?")
    keep("Why does steel sink?")
    dialog = opened()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert listed(dialog) == ["Why does ice float?"]
    assert "deleted" in dialog.foot.told.text()
    dialog.foot.undo.click()
    look(dialog, qtbot)
    assert listed(dialog) == ["Why does steel sink?", "Why does ice float?"]
    assert dialog.foot.undo.isHidden()
    dialog.list.setCurrentIndex(dialog.rows.index(1))
    dialog.delete.click()
    dialog.close()
    assert [turn.turn.note for turn in window._tutor.turns()] == ["Why does steel sink?"]
    assert b"ice float" not in window._tutor.home.record_file.read_bytes()


def test_several_are_deleted_at_once_and_undone_step_by_step(window, keep, opened, qtbot):  # noqa: F811
    for number in range(4):
        keep(f"question {number}")
    dialog = opened()
    dialog.delete.click()
    dialog.list.selectAll()
    dialog.delete.click()
    assert listed(dialog) == []
    dialog.foot.undo.click()
    look(dialog, qtbot)
    assert len(listed(dialog)) == 3
    dialog.foot.undo.click()
    look(dialog, qtbot)
    assert len(listed(dialog)) == 4


def test_a_deleted_turn_is_not_gone_on_from(window, asked, opened):  # noqa: F811
    heard(window, Found(asked, EVIDENCE))
    dialog = opened()
    dialog.delete.click()
    assert window.turn.id is None
    assert window.panel.question.text() == window.course.folder.title
    dialog.close()
    window.ask(Draft("and why?"))
    assert window._tutor.turns()[0].turn.follows is None


def test_what_is_deleted_is_gone_when_the_window_closes(window, keep, opened):  # noqa: F811
    keep("Why does ice float?")
    dialog = opened()
    dialog.delete.click()
    window.close()
    assert b"ice float" not in window._tutor.home.record_file.read_bytes()


def test_a_class_sees_no_history_and_its_own_turns_never_enter_it(window, keep, opened, qtbot):  # noqa: F811
    keep("A question of mine")
    dialog = opened()
    mode = window.ways.in_class
    mode.begin()
    assert not dialog.isVisible()
    window.ways.history.open()
    assert not dialog.isVisible()
    assert not window.header.history.isVisible()
    window.ask(Draft("In class"))
    mode.end()
    assert dialog.isVisible()
    dialog.seek()
    look(dialog, qtbot)
    assert listed(dialog) == ["A question of mine"]


def test_a_class_that_begins_with_the_history_closed_can_not_open_it(window, keep):  # noqa: F811
    keep("A question of mine")
    window.show()
    window.ways.in_class.begin()
    window.ways.history.open()
    assert window.ways.history.dialog is None
    window.ways.in_class.end()


def test_a_screen_reader_hears_question_page_course_time_and_state(keep, opened):
    keep("What is $F=ma$?")
    dialog = opened()
    row = QAccessible.queryAccessibleInterface(dialog.list).child(0)
    told = row.text(QAccessible.Text.Name)
    assert told.startswith("What is")
    assert "$" not in told
    assert "page 2 · Motion, Forces" in told
    assert told.endswith("answered")


def test_a_record_that_cannot_be_written_is_said_and_nothing_leaves_the_list(
    window, keep, opened, monkeypatch  # noqa: F811
):  # fmt: skip
    keep("Why?")
    dialog = opened()
    window._tutor._record._db.execute("PRAGMA query_only = ON")
    dialog.delete.click()
    assert "can't be saved" in dialog.foot.told.text()
    assert listed(dialog) == ["Why?"]
    window._tutor._record._db.execute("PRAGMA query_only = OFF")
