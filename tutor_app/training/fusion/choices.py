"""How many multiple choices are right: with passage or screenshot, and by the question alone."""

from collections.abc import Sequence

import numpy as np
import torch

from tutor_app.engine.fusion.inputs import Asked
from tutor_app.training.fusion.batches import OPTIONS, ChoiceBatch, exercise_choices, figure_choices
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.judge import TorchJudge
from tutor_app.training.fusion.network import choices_of

AT_ONCE = 16
CHOICE_PASSAGES = 8


def multiple_choice(bench: Bench) -> dict[str, float]:
    """Shares that are right; empty for an exported judge, which has no such head."""
    if not isinstance(bench.judge, TorchJudge):
        return {}
    c, found = bench.corpus, {}
    if c.choices:
        every = range(len(c.choices))
        rows = c.candidates["rows"]
        passages = [[int(r) for r in rows[one.exercise][:CHOICE_PASSAGES] if r >= 0] for one in c.choices]
        batches = [
            (
                exercise_choices(c, some, [passages[q] for q in some]),
                exercise_choices(c, some, [[] for _ in some]),
            )
            for some in _parts(every)
        ]
        found["exercise with passages"] = _right(bench, [whole for whole, _ in batches])
        found["exercise alone"] = _right(bench, [bare for _, bare in batches])
        found["exercise by chance"] = float(np.mean([1 / len(one.rows) for one in c.choices]))
    whole, bare = _of_figures(bench)
    found["figure with screenshot"], found["figure alone"] = _right(bench, whole), _right(bench, bare)
    found["figure by chance"] = 1 / OPTIONS
    return found


def _of_figures(bench: Bench) -> tuple[list[ChoiceBatch], list[ChoiceBatch]]:
    c = bench.corpus
    random = np.random.default_rng(31)
    near: dict[object, list[int]] = {}
    for f, figure in enumerate(c.figures):
        near.setdefault(figure.chapter, []).append(f)
    able = [f for f, figure in enumerate(c.figures) if len(near[figure.chapter]) >= OPTIONS]
    others = {
        f: [o for o in random.permutation(near[c.figures[f].chapter]) if o != f][: OPTIONS - 1] for f in able
    }
    whole, bare = [], []
    for some in _parts(able):
        wrong = [[int(o) for o in others[f]] for f in some]
        seed = int(random.integers(2**31))
        shots = [bench.seen(f) for f in some]
        whole.append(figure_choices(c, some, wrong, shots, np.random.default_rng(seed)))
        bare.append(figure_choices(c, some, wrong, [Asked() for _ in some], np.random.default_rng(seed)))
    return whole, bare


def _right(bench: Bench, batches: Sequence[ChoiceBatch]) -> float:
    assert isinstance(bench.judge, TorchJudge)
    network, hits = bench.judge.network, []
    with torch.no_grad():
        for batch in batches:
            scores = network.choice(choices_of(network, batch))
            hits += (scores.argmax(-1) == batch.key).tolist()
    return float(np.mean(hits))


def _parts(every: Sequence[int]) -> list[list[int]]:
    return [list(every[start : start + AT_ONCE]) for start in range(0, len(every), AT_ONCE)]
