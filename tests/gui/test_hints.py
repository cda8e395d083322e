"""Hints, wishes and checks in the window."""

# ruff: noqa: F811

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.gui.test_window import EVIDENCE, asked, courses, heard, window  # noqa: F401
from tutor_app.core.answer import Answer
from tutor_app.core.checking import CheckQuestion
from tutor_app.core.teaching import ANSWER, HINT, POINTER
from tutor_app.engine.messages import Answered, Found, Heard
from tutor_app.gui.draft import Draft
from tutor_app.gui.hints_dialog import HintsDialog
from tutor_app.settings.guidance import Key

CHECK = CheckQuestion("gap", "Ice ____ on water.", ("sinks", "floats"), 1, 3, "Ice floats on water.")
TOLD = Answer("Ice is light [1].", EVIDENCE, True, "quote", asked="Why does ice float?", check=CHECK)
HINTED = replace(TOLD, text="Look on page 3 [1].", level=POINTER, next_level=HINT, check=None)


def hear(window, answer):
    heard(window, Found(window.turn.id, EVIDENCE, level=answer.level))
    heard(window, Answered(window.turn.id, answer))


def evidence(window):
    return [
        b for b in window.panel.findChildren(QPushButton) if b.objectName() == "evidence" and not b.isHidden()
    ]


def chips(window):
    return {wish for wish, chip in window.panel.onward.wishes.items() if not chip.isHidden()}


def test_an_answer_can_be_wished_otherwise_by_chips_with_names(window, asked):
    hear(window, TOLD)
    assert chips(window) == {"simpler", "more", "example", "why", "compare", "zh"}
    for chip in window.panel.onward.wishes.values():
        assert chip.accessibleName()
        assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert window.panel.onward.hint.isHidden()


def test_a_chip_asks_again_in_the_thread(window, asked):
    hear(window, TOLD)
    window.panel.onward.wishes["simpler"].click()
    turn = window._tutor.turns()[0].turn
    assert (turn.wish, turn.follows.question, turn.follows.evidence) == (
        "simpler", "Why does ice float?", EVIDENCE,
    )  # fmt: skip
    assert window.panel.question.text() == "Why does ice float?"
    assert window.panel.detail.text() == "Explain it more simply"


def test_a_question_that_leans_shows_what_it_follows(window, asked):
    hear(window, TOLD)
    window.ask(Draft("and why is that?"))
    assert window._tutor.turns()[0].turn.follows.question == "Why does ice float?"
    assert window.panel.detail.text() == "After: Why does ice float?"
    assert not window.panel.detail.isHidden()


def test_a_question_that_names_its_subject_follows_nothing(window, asked):
    hear(window, TOLD)
    window.ask(Draft("What is friction?"))
    assert window._tutor.turns()[0].turn.follows is None
    assert window.panel.detail.isHidden()


def test_a_spoken_question_shows_its_thread_when_it_was_heard(window, asked, tmp_path):
    hear(window, TOLD)
    (tmp_path / "why.wav").write_bytes(b"")
    window.ask(Draft(audio=tmp_path / "why.wav"))
    assert window.panel.detail.isHidden()
    heard(window, Heard(window.turn.id, "And why is that?"))
    assert window.panel.detail.text() == "After: Why does ice float?"


def test_a_hint_shows_places_without_words_and_lights_no_line(window, asked):
    hear(window, HINTED)
    names = [button.accessibleName() for button in evidence(window)]
    assert len(names) == 1  # what the hint cites
    assert names[0].startswith("Look at page")
    assert not any(button.toolTip() or button.accessibleDescription() for button in evidence(window))
    assert not window.material.sheet.boxes_in_view(1)
    assert chips(window) == set()


def test_a_place_of_a_hint_opens_at_its_section(window, asked):
    hear(window, HINTED)
    opened, shown = [], []
    window.material.open_at = opened.append
    window.material.show = shown.append
    evidence(window)[0].click()
    assert len(opened) == 1
    assert shown == []


def test_next_hint_climbs_and_says_when_the_answer_comes(window, asked):
    hear(window, HINTED)
    assert window.panel.onward.hint.text() == "Next hint"
    window.panel.onward.hint.click()
    assert window._tutor.turns()[0].turn.level == HINT
    hear(window, replace(HINTED, level=3, next_level=ANSWER))
    assert window.panel.onward.hint.text() == "Show the answer"
    window.panel.onward.hint.click()
    hear(window, TOLD)
    assert window.panel.onward.hint.isHidden()


@pytest.mark.parametrize(("option", "says"), [(1, "Right."), (0, "Not right. It is: floats")])
def test_a_check_is_answered_with_one_press_and_kept(window, asked, option, says):
    hear(window, TOLD)
    card = window.panel.check
    assert card.text.isHidden()
    card.open.click()
    assert card.text.text() == "Ice ____ on water."
    card.options[option].click()
    assert card.result.text() == f"{says}\nYour material says: Ice floats on water."
    assert not any(button.isEnabled() for button in card.options)
    [kept] = window._tutor.checks()
    assert (kept.is_right, kept.passage, kept.kind, kept.level) == (option == 1, 3, "gap", ANSWER)


def test_a_new_question_takes_chips_and_check_away(window, asked):
    hear(window, TOLD)
    window.ask(Draft("What is friction?"))
    assert window.panel.onward.isHidden()
    assert window.panel.check.isHidden()


@pytest.fixture
def dialog(window, qtbot):
    dialog = HintsDialog(window._tutor, window.course.folder, window)
    qtbot.addWidget(dialog)
    return dialog


def test_hints_are_chosen_and_locked_for_the_open_course(window, dialog):
    dialog.most.setCurrentIndex(1)
    dialog.lock.setChecked(True)
    dialog.new_pin.setText("4812")
    dialog.again.setText("4182")
    dialog.accept()
    assert "differ" in dialog.trouble.text()
    assert not window._tutor.guidance(window.course.folder).is_locked
    dialog.again.setText("4812")
    dialog.accept()
    guidance = window._tutor.guidance(window.course.folder)
    assert (guidance.first, guidance.most, guidance.is_locked) == (1, 2, True)


def test_a_wrong_pin_is_told_and_the_dialog_stays(window, qtbot):
    folder = window.course.folder
    window._tutor.guide(folder, (1, 2), Key(then="lock", new_pin="4812"))
    dialog = HintsDialog(window._tutor, folder, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.most.setCurrentIndex(3)
    dialog.pin.setText("1111")
    dialog.accept()
    assert dialog.isVisible()
    assert "PIN is wrong" in dialog.trouble.text()
    assert window._tutor.guidance(folder).most == 2
    dialog.pin.setText("4812")
    dialog.accept()
    assert window._tutor.guidance(folder).most == 4


def test_levels_that_cross_are_told(dialog):
    dialog.first.setCurrentIndex(2)
    dialog.most.setCurrentIndex(1)
    dialog.accept()
    assert "above the last" in dialog.trouble.text()


def test_the_page_turns_to_the_very_lines_of_a_check(window, asked):
    index = window._tutor.index(window.course.folder)
    passage = index.passage(12)
    sentence = passage.text[: passage.text.find(".") + 1] or passage.text
    rests_on = replace(CHECK, passage=12, sentence=sentence)
    hear(window, replace(TOLD, check=rests_on))
    gone = []
    window.material.go_to = gone.append
    window.panel.check.open.click()
    window.panel.check.options[1].click()
    window.panel.check.source.click()
    assert gone == [index.lines_of(12, 0, len(sentence))[0]]


def test_pins_are_shown_while_it_is_wished_and_only_then(dialog):
    dialog.lock.setChecked(True)
    assert dialog.new_pin.echoMode() == QLineEdit.EchoMode.Password
    dialog.reveal.setChecked(True)
    assert {field.echoMode() for field in (dialog.new_pin, dialog.again)} == {QLineEdit.EchoMode.Normal}
    dialog.reveal.setChecked(False)
    assert dialog.again.echoMode() == QLineEdit.EchoMode.Password
