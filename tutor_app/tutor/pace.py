"""How fast models are on this machine, by the turns that were answered on it."""

from collections.abc import Sequence
from statistics import median

from tutor_app.store.kept_turn import KeptTurn

TASK_OF_STAGE = {"speech": "speech", "screen": "reading", "search": "text", "explain": "explanation"}


def seconds_by_task(turns: Sequence[KeptTurn]) -> dict[str, float]:
    """The median of what a model's step took, by the model's task; only of what was done at all."""
    taken: dict[str, list[float]] = {}
    for turn in turns:
        for stage in turn.answer.stages if turn.answer else ():
            if task := TASK_OF_STAGE.get(stage.name):
                taken.setdefault(task, []).append(stage.seconds)
    return {task: median(seconds) for task, seconds in taken.items()}
