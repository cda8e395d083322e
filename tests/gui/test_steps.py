"""Steps are done in order, none of them holds the window, and what fails ends only itself."""

# ruff: noqa: F811
import pytest
from PySide6.QtCore import QTimer

from tests.gui.test_window import EVIDENCE, answer, asked, buttons, courses, window  # noqa: F401  fixtures
from tutor_app.engine.messages import Answered, Found
from tutor_app.gui.steps import Steps
from tutor_app.tutor.past import past_turns


@pytest.fixture
def steps(qapp):
    return Steps(qapp)


def noting(done, name, count):
    for number in range(count):
        done.append(f"{name}{number}")
        yield


def test_the_first_step_is_done_at_once_and_others_wait_their_turn(steps, qtbot):
    done = []
    steps.add(noting(done, "a", 2))
    steps.add(noting(done, "b", 2))
    assert done == ["a0"]
    qtbot.waitUntil(lambda: steps.are_done)
    assert done == ["a0", "a1", "b0", "b1"]


def test_what_waits_can_be_done_at_once(steps):
    done = []
    steps.add(noting(done, "a", 3))
    steps.add(noting(done, "b", 1))
    steps.catch_up()
    assert done == ["a0", "a1", "a2", "b0"]
    assert steps.are_done


def test_a_step_that_fails_ends_its_own_only(steps, qtbot):
    def broken():
        raise OSError("no room")
        yield

    done = []
    with pytest.raises(OSError, match="no room"):
        steps.add(broken())
    steps.add(noting(done, "a", 2))
    qtbot.waitUntil(lambda: steps.are_done)
    assert done == ["a0", "a1"]


def test_a_step_may_ask_to_catch_up(steps):
    done = []

    def asking():
        steps.catch_up()
        done.append("asked")
        yield

    steps.add(noting(done, "a", 1))
    steps.add(asking())
    steps.add(noting(done, "b", 1))
    steps.catch_up()
    assert sorted(done) == ["a0", "asked", "b0"]
    assert steps.are_done


def test_evidence_that_arrives_leaves_the_window_its_turns_and_the_answer_comes_behind_it(
    window, asked, qtbot
):
    turns = QTimer(window, interval=0)
    while_it_came = []
    turns.timeout.connect(lambda: while_it_came.append(len(buttons(window, "evidence"))))
    turns.start()
    window.hear(Found(asked, EVIDENCE))
    window.hear(Answered(asked, answer("Ice is light [1].")))
    assert window.turn.id == asked
    qtbot.waitUntil(lambda: window.turn.id is None)
    turns.stop()
    assert 0 in while_it_came
    assert len(EVIDENCE) in while_it_came
    assert window.panel.explanation.toPlainText() == "Ice is light [1]."


def test_an_answer_that_came_before_stop_is_kept_as_an_answer(window, asked):
    window.hear(Found(asked, EVIDENCE))
    window.hear(Answered(asked, answer("Ice is light [1].")))
    window.turn.end("stopped")
    assert window.panel.explanation.toPlainText() == "Ice is light [1]."
    assert next(past_turns(window._tutor))[0].state == "answered"
