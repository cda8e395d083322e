"""The record of a class is somewhere else, and goes."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.core.turn import Turn
from tutor_app.tutor.class_record import forget_classes
from tutor_app.tutor.session import Tutor


@pytest.fixture
def tutor(home):
    with Tutor(home) as tutor:
        yield tutor


def test_what_a_crash_left_of_a_class_is_deleted_at_the_next_start(tutor, home):
    tutor.begin_class()
    tutor.begin(Turn(home.courses / "motion", "Why?"))
    assert list(home.cache.iterdir())
    forget_classes(home)
    assert not list(home.cache.iterdir())


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
