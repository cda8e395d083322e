"""What a model takes is told by the turns of this machine."""

from datetime import UTC, datetime
from pathlib import Path

from tutor_app.core.answer import Answer, Stage
from tutor_app.core.turn import Turn
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.tutor.pace import seconds_by_task


def turn(*stages):
    answer = (
        Answer("So.", (), True, "quote", stages=tuple(Stage(*stage) for stage in stages)) if stages else None
    )
    state = "answered" if stages else "stopped"
    return KeptTurn(1, datetime.now(UTC), Turn(Path("course"), "Why?"), state, answer)


def test_the_median_of_each_task_is_told_and_nothing_of_what_was_not_done():
    turns = [turn(("search", 0.2), ("explain", 3)), turn(("search", 0.4)), turn(("search", 9)), turn()]
    assert seconds_by_task(turns) == {"text": 0.4, "explanation": 3}


def test_a_machine_that_answered_nothing_tells_nothing():
    assert seconds_by_task([]) == {}
