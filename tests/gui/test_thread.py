"""Questions and answers stay on the screen above the one that is open."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSlider

from tests.gui.test_history import keep, opened  # noqa: F401  fixtures
from tests.gui.test_window import EVIDENCE, answer, courses, heard, window  # noqa: F401  fixtures
from tutor_app.core.answer import Evidence, Pin
from tutor_app.core.material import Box, PageLocator
from tutor_app.engine.messages import Answered, Doing, Failed, Found, Partial
from tutor_app.gui.draft import Draft
from tutor_app.gui.thread import MAX_EARLIER, ThreadTurn, ThreadView
from tutor_app.gui.window import MainWindow


def ask(window, question, text="It floats [1].", evidence=EVIDENCE):  # noqa: F811
    window.ask(Draft(question))
    heard(window, Found(window.turn.id, evidence))
    heard(window, Answered(window.turn.id, replace(answer(text), evidence=evidence)))


def questions(window):  # noqa: F811
    return [one.question.text() for one in window.panel.earlier.turns]


def test_answers_stay_above_the_next_question(window):  # noqa: F811
    ask(window, "Why does ice float?", "It is light [1].")
    ask(window, "Why does steel sink?", "It is heavy [1].")
    window.ask(Draft("And gold?"))
    assert questions(window) == ["Why does ice float?", "Why does steel sink?"]
    assert [one.answer.toPlainText() for one in window.panel.earlier.turns] == [
        "It is light [1].",
        "It is heavy [1].",
    ]
    assert window.panel.question.text() == "And gold?"
    assert window.panel.explanation.isHidden()


def test_a_wish_says_above_its_answer_how_it_was_wished(window):  # noqa: F811
    ask(window, "Why does ice float?")
    window.panel.onward.wishes["simpler"].click()
    heard(window, Answered(window.turn.id, answer("Light things float [1].")))
    window.ask(Draft("Why does steel sink?"))
    details = [one.detail.text() for one in window.panel.earlier.turns]
    assert details == ["", "Explain it more simply"]


def test_a_question_without_an_answer_leaves_nothing_above(window):  # noqa: F811
    window.ask(Draft("Why?"))
    heard(window, Failed(window.turn.id, "The model process stopped."))
    window.ask(Draft("Why?"))
    assert questions(window) == []
    assert window.panel.earlier.isHidden()


def test_a_citation_of_an_earlier_answer_lights_its_own_passages(window):  # noqa: F811
    ask(window, "Why does ice float?", "It is light [1].", (Evidence(1, "passage", 3, 0.5),))
    of_ice = window.material.sheet.boxes_in_view(1)
    ask(window, "Why does steel sink?", "It is heavy [1].", (Evidence(1, "passage", 9, 0.5),))
    of_steel = window.material.sheet.boxes_in_view(1)
    assert of_ice != of_steel
    window.panel.earlier.turns[0].answer.anchorClicked.emit(QUrl("cite:1/0"))
    assert window.material.sheet.boxes_in_view(1) == of_ice
    window.material.number_pressed.emit(1)  # its badge on the page, too
    assert window.material.sheet.boxes_in_view(1) == of_ice
    window.panel.explanation.anchorClicked.emit(QUrl("cite:1/0"))
    assert window.material.sheet.boxes_in_view(1) == of_steel


def test_a_pinned_citation_of_an_earlier_answer_lights_its_very_lines(window):  # noqa: F811
    window.ask(Draft("Why does ice float?"))
    heard(window, Found(window.turn.id, EVIDENCE))
    line = PageLocator(0, (Box(72, 72, 200, 84),))
    heard(window, Partial(window.turn.id, "It is light [1].", (Pin(1, (line,)),)))
    told = replace(answer("It is light [1]."), pins=(Pin(1, (line,)),))
    heard(window, Answered(window.turn.id, told))
    whole = window.material.sheet.boxes_in_view(1)
    ask(window, "Why does steel sink?")
    window.panel.earlier.turns[0].answer.anchorClicked.emit(QUrl("cite:1/0"))
    assert window.material.sheet.boxes_in_view(1) not in ([], whole)


def test_a_new_thread_puts_all_away_and_the_next_question_stands_for_itself(window):  # noqa: F811
    ask(window, "Why does ice float?")
    ask(window, "And why does it melt?")
    assert window._tutor.turns()[0].turn.follows
    window.panel.new_thread.click()
    assert questions(window) == []
    assert window.panel.new_thread.isHidden()
    assert window.panel.question.text() == window.course.folder.title
    window.ask(Draft("And why is that?"))
    assert window._tutor.turns()[0].turn.follows is None


def test_a_new_thread_has_a_key(window, qtbot):  # noqa: F811
    ask(window, "Why does ice float?")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.question.text() == window.course.folder.title
    assert window.bar.note.hasFocus()


def test_another_course_begins_a_new_thread_and_stops_what_runs(window):  # noqa: F811
    ask(window, "Why does ice float?")
    window.ask(Draft("And why does it melt?"))
    other = next(c for c in window._tutor.courses() if c.path != window.course.folder.path)
    window.open_course(other)
    assert window.turn.id is None
    assert window.turn.thread_ids == []
    assert questions(window) == []


def test_the_panel_holds_no_more_than_its_latest_answers(qtbot):
    view = ThreadView()
    qtbot.addWidget(view)
    for number in range(MAX_EARLIER + 3):
        view.add(ThreadTurn(id=number, question=f"{number}?", detail="", answer="Yes."))
    assert [one.id for one in view.turns] == list(range(3, MAX_EARLIER + 3))
    assert len(view.findChildren(type(view.turns[0]), options=Qt.FindChildOption.FindDirectChildrenOnly)) < 30


def test_an_earlier_turn_is_named_for_a_screen_reader(window):  # noqa: F811
    ask(window, "Why does ice float?")
    window.ask(Draft("And gold?"))
    [earlier] = window.panel.earlier.turns
    assert (
        QAccessible.queryAccessibleInterface(earlier.question).text(QAccessible.Text.Name) == "Asked before"
    )
    name = QAccessible.queryAccessibleInterface(earlier.answer).text(QAccessible.Text.Name)
    assert name == "Answer to: Why does ice float?"
    assert earlier.answer.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_newest_question_stands_at_the_upper_edge_until_the_reader_scrolls(window, qtbot):  # noqa: F811
    long = "\n\n".join(["Ice is lighter than water, so it floats [1]."] * 40)
    window.show()
    qtbot.waitExposed(window)
    ask(window, "Why does ice float?", long)
    ask(window, "Why does steel sink?", long)
    scroll = window.panel._scroll
    top = window.panel.question
    qtbot.waitUntil(lambda: 0 <= top.mapTo(scroll.viewport(), top.rect().topLeft()).y() <= 20)
    bar = scroll.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    window.panel.write(long)
    window.panel._show()
    qtbot.wait(0)
    assert bar.value() == 0


@pytest.mark.parametrize("deleted", ["above", "open"])
def test_what_is_deleted_in_the_history_goes_from_the_thread(window, deleted):  # noqa: F811
    ask(window, "Why does ice float?")
    ask(window, "Why does steel sink?")
    place = {"above": 1, "open": 0}[deleted]
    window.ways.history._delete([window._tutor.turns()[place].id])
    assert questions(window) == []
    assert (window.panel.question.text() == "Why does steel sink?") == (deleted == "above")


def test_the_history_opens_a_question_below_those_that_it_went_on_from(window, opened):  # noqa: F811
    ask(window, "Why does ice float?", "It is light [1].", (Evidence(1, "passage", 3, 0.5),))
    ask(window, "And why is that?", "Its grid is wide [1].", (Evidence(1, "passage", 9, 0.5),))
    window.panel.new_thread.click()
    ask(window, "Why does steel sink?")
    dialog = opened()
    row = next(n for n in range(dialog.rows.rowCount()) if dialog.rows.index(n).data() == "And why is that?")
    dialog.opened.emit(dialog.rows.turn(row))
    assert questions(window) == ["Why does ice float?"]
    assert window.panel.question.text() == "And why is that?"
    marked = []
    window.material.highlight = marked.append
    window.panel.earlier.turns[0].answer.anchorClicked.emit(QUrl("cite:1/0"))
    [[highlight]] = marked
    index = window._tutor.index(window.course.folder)
    assert highlight.locators == index.passage(3).locators


def test_a_class_sees_nothing_of_the_thread(window):  # noqa: F811
    ask(window, "Why does ice float?")
    ask(window, "Why does steel sink?")
    window.ways.in_class.begin()
    assert questions(window) == []
    window.ways.in_class.end()


def test_a_window_made_anew_shows_the_thread_again(window, qtbot):  # noqa: F811
    ask(window, "Why does ice float?")
    ask(window, "Why does steel sink?")
    window.leave()
    after = MainWindow(window._tutor, window._client, window._indexer)
    qtbot.addWidget(after)
    after.begin()
    after.follow(window)
    assert questions(after) == ["Why does ice float?"]
    assert after.panel.question.text() == "Why does steel sink?"
    after.close()
    after.material.close_course()


@pytest.mark.parametrize(
    ("waited_s", "text", "says"),
    [
        (30, "It is light [1].", "Ready. The explanation added nothing to this."),
        (30, "It is light [1]. Its grid is wide [1].", "Ready"),
        (2, "It is light [1].", "Ready"),
    ],
)
def test_a_long_wait_that_adds_nothing_says_so(window, waited_s, text, says):  # noqa: F811
    now = [0.0]
    window.turn._clock = lambda: now[0]
    window.ask(Draft("Why does ice float?"))
    heard(window, Found(window.turn.id, EVIDENCE))
    heard(window, Doing(window.turn.id, "explain"))
    heard(window, Partial(window.turn.id, "It is light [1]."))
    now[0] += waited_s
    heard(window, Answered(window.turn.id, answer(text)))
    assert window.bar.state.text() == says


def test_plain_words_replace_the_quotation_and_lead_back_to_it(window):  # noqa: F811
    window.ask(Draft("Why does ice float?"))
    heard(window, Found(window.turn.id, EVIDENCE))
    assert window.panel.original.isHidden()
    heard(window, Partial(window.turn.id, "> Ice is less dense [1].\n\n"))
    heard(window, Partial(window.turn.id, "Ice is light [1].", replaces=True))
    heard(window, Answered(window.turn.id, answer("Ice is light [1].")))
    assert window.panel.explanation.toPlainText() == "Ice is light [1]."
    window.panel.original.click()
    assert window.panel.explanation.toPlainText().strip() == "Ice is less dense [1]."
    window.panel.original.click()
    assert window.panel.explanation.toPlainText() == "Ice is light [1]."
    window.ask(Draft("Why does steel sink?"))
    assert window.panel.original.isHidden()
