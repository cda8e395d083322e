"""How many multiple choices are right: with passage or screenshot, and by the question alone."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from tutor_app.engine.fusion.inputs import Asked
from tutor_app.training.fusion.batches import OPTIONS, ChoiceBatch, exercise_choices, figure_choices
from tutor_app.training.fusion.evaluate import Bench

AT_ONCE, CHOICE_PASSAGES = 16, 8

Asking: TypeAlias = tuple[ChoiceBatch, Sequence[Asked] | None]  # with its screenshots


def multiple_choice(bench: Bench) -> dict[str, float]:
    """Shares that are right, and what guessing would reach."""
    c, found = bench.corpus, {}
    if c.choices:
        rows = c.candidates["rows"]
        passages = [[int(r) for r in rows[one.exercise][:CHOICE_PASSAGES] if r >= 0] for one in c.choices]
        whole: list[Asking] = []
        bare: list[Asking] = []
        for some in _parts(range(len(c.choices))):
            whole.append((exercise_choices(c, some, [passages[q] for q in some]), None))
            bare.append((exercise_choices(c, some, [[] for _ in some]), None))
        found["exercise with passages"] = _right(bench, whole)
        found["exercise alone"] = _right(bench, bare)
        found["exercise by chance"] = float(np.mean([1 / len(one.rows) for one in c.choices]))
    seen, unseen = _of_figures(bench)
    if seen:
        found["figure with screenshot"], found["figure alone"] = _right(bench, seen), _right(bench, unseen)
        found["figure by chance"] = 1 / OPTIONS
    return found


def _of_figures(bench: Bench) -> tuple[list[Asking], list[Asking]]:
    c = bench.corpus
    random = np.random.default_rng(31)
    near: dict[object, list[int]] = {}
    for f, figure in enumerate(c.figures):
        near.setdefault(figure.chapter, []).append(f)
    able = [f for f, figure in enumerate(c.figures) if len(near[figure.chapter]) >= OPTIONS]
    others = {
        f: [o for o in random.permutation(near[c.figures[f].chapter]) if o != f][: OPTIONS - 1] for f in able
    }
    seen: list[Asking] = []
    unseen: list[Asking] = []
    for some in _parts(able):
        wrong = [[int(o) for o in others[f]] for f in some]
        seed = int(random.integers(2**31))
        shots = [bench.seen(f) for f in some]
        nothing = [Asked() for _ in some]
        seen.append((figure_choices(c, some, wrong, shots, np.random.default_rng(seed)), shots))
        unseen.append((figure_choices(c, some, wrong, nothing, np.random.default_rng(seed)), nothing))
    return seen, unseen


def _right(bench: Bench, asked: Sequence[Asking]) -> float:
    hits: list[bool] = []
    for batch, shots in asked:
        hits += (bench.judge.choose(batch, shots).argmax(-1) == batch.key.numpy()).tolist()
    return float(np.mean(hits))


def _parts(every: Sequence[int]) -> list[list[int]]:
    return [list(every[start : start + AT_ONCE]) for start in range(0, len(every), AT_ONCE)]
