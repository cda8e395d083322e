"""The record of a class is somewhere else, and goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tutor_app.core.answer import Answer
from tutor_app.core.checking import CheckQuestion
from tutor_app.core.errors import TutorError
from tutor_app.core.turn import Turn
from tutor_app.settings.home import VARIABLE
from tutor_app.tutor.session import Tutor

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tutor(home):
    with Tutor(home) as tutor:
        yield tutor


CRASH = """
import os, sys
from tutor_app.core.turn import Turn
from tutor_app.settings.home import find_home
from tutor_app.tutor.session import Tutor
home = find_home()
tutor = Tutor(home)
tutor.begin_class()
for n in range(3):
    tutor.begin(Turn(home.courses / "motion", f"Why {n}?"))
if sys.argv[1] == "keeping":
    first, lasting, count = tutor._record.begin, tutor._record, []
    def begin(*given):
        count.append(1)
        if len(count) == 2:
            os._exit(9)  # as a kill while the class is being kept
        return first(*given)
    lasting.begin = begin
    tutor.end_class(is_kept=True)
os._exit(9)
"""


def crash(home, how):
    environment = {**os.environ, VARIABLE: str(home.data.parent), "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", CRASH, how], env=environment, check=False).returncode == 9


def test_what_a_crash_left_of_a_class_is_deleted_at_the_next_start(home):
    crash(home, "teaching")
    assert list(home.cache.glob("class-*"))
    with Tutor(home) as tutor:
        tutor.forget_classes()
        assert not list(home.cache.glob("class-*"))
        assert tutor.turns() == []


def test_a_class_that_goes_on_in_another_window_stays(tutor, home):
    tutor.begin_class()
    tutor.begin(Turn(home.courses / "motion", "Why?"))
    with Tutor(home) as other:
        other.forget_classes()
    assert tutor.end_class(is_kept=True) == 1
    assert [kept.turn.note for kept in tutor.turns()] == ["Why?"]


def test_a_class_that_was_being_kept_when_it_was_killed_is_kept_at_the_next_start(home):
    crash(home, "keeping")
    with Tutor(home) as tutor:
        assert len(tutor.turns()) == 1
        tutor.forget_classes()
        assert sorted(kept.turn.note for kept in tutor.turns()) == ["Why 0?", "Why 1?", "Why 2?"]
        assert not list(home.cache.glob("class-*"))


def test_a_class_that_cannot_be_kept_now_is_not_lost(tutor, home, monkeypatch):
    tutor.begin_class()
    tutor.begin(Turn(home.courses / "motion", "Why?"))

    def full(*_):
        raise TutorError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(tutor._record, "begin", full)
        with pytest.raises(TutorError, match="full"):
            tutor.end_class(is_kept=True)
    tutor.forget_classes()
    assert [kept.turn.note for kept in tutor.turns()] == ["Why?"]


def test_a_failure_in_class_is_kept_as_one(tutor, home):
    tutor.begin_class()
    turn = tutor.begin(Turn(home.courses / "motion", "Why?"))
    tutor.finish(turn.id, TutorError("It failed."))
    assert tutor.end_class(is_kept=True) == 1
    assert [(kept.state, kept.failure, kept.asked_at) for kept in tutor.turns()] == [
        ("failed", "It failed.", turn.asked_at)
    ]


def test_a_class_that_can_not_be_kept_apart_does_not_begin(tutor, home):
    home.cache.parent.mkdir(parents=True, exist_ok=True)
    home.cache.write_text("in the way")
    with pytest.raises(TutorError, match="can't begin"):
        tutor.begin_class()
    assert not tutor.is_in_class


def test_threads_and_checks_of_a_class_belong_to_it_until_they_are_kept(tutor, home):
    course = home.courses / "motion"
    tutor.begin(Turn(course, "One of the learner's own"))
    tutor.begin_class()
    check = CheckQuestion("gap", "Ice ____.", ("floats", "sinks"), 0, 7, "Ice floats.")
    first = tutor.begin(Turn(course, "Why does ice float?"))
    tutor.finish(first.id, Answer("It is light.", (), True, "quote", check=check))
    [answered] = tutor.turns()
    tutor.check(answered, 1)
    tutor.begin(tutor.again(answered, "simpler"))
    assert [checked.is_right for checked in tutor.checks()] == [False]
    tutor.end_class(is_kept=True)
    last, kept, _ = tutor.turns()
    assert (last.turn.wish, last.turn.follows.id) == ("simpler", kept.id)
    assert last.turn.follows.question == "Why does ice float?"
    assert [checked.turn for checked in tutor.checks()] == [kept.id]


def test_checks_of_a_class_that_is_forgotten_leave_no_trace(tutor, home):
    tutor.begin_class()
    check = CheckQuestion("gap", "Ice ____.", ("floats", "sinks"), 0, 7, "Ice floats.")
    turn = tutor.begin(Turn(home.courses / "motion", "Why does ice float?"))
    tutor.finish(turn.id, Answer("It is light.", (), True, "quote", check=check))
    tutor.check(tutor.turns()[0], 0)
    tutor.end_class()
    assert tutor.checks() == []
