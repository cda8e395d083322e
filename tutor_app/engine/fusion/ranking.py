"""From a fused question to passages and figures of the course, and how sure it is that they answer.

The best passages of the best neighbourhoods are matched with the question word by word. What the words say
and what the picture shows then agree on a neighbourhood, and its passages come first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Vector
from tutor_app.core.cancel import Cancellation
from tutor_app.core.shelf import Shelf
from tutor_app.engine.fusion.looks import Figures
from tutor_app.engine.fusion.model import Fused, FusionModel
from tutor_app.engine.fusion.sections import PICTURE_DOUBT, WORDS_DOUBT, chances, together
from tutor_app.engine.fusion.signals import Candidates, candidates

WARMTH = 22.0  # a figure's score times this is its logit; learnt in training


@dataclass(frozen=True)
class Ranking:
    """What a question finds, best first."""

    passages: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    answered: float = 0.0  # the chance, 0 to 1, that one of the passages answers
    seen: float = 0.0  # the chance that the first figure is the one on the screenshot


@dataclass(frozen=True)
class Said:
    """What was typed and said, for the older ways of searching."""

    words: str = ""
    meaning: Vector | None = None


def rank(
    shelf: Shelf, model: FusionModel, figures: Figures, asked: Fused, said: Said, cancel: Cancellation
) -> Ranking:
    """Raises: Cancelled."""
    _, groups = shelf.neighbourhoods()
    count = int(groups.max(initial=-1)) + 1
    if not count:
        return Ranking()
    listed = candidates(shelf, said.words, said.meaning)
    vectors = _vectors(shelf, listed)
    logits, answers = model.match(
        asked, shelf.words_of(listed.ids.tolist()), vectors, listed.signals, listed.groups, cancel
    )
    sides = (
        [(chances(logits, listed.groups, count), WORDS_DOUBT)] if said.words.strip() and len(logits) else []
    )
    scores, places = figures.scores(asked), shelf.neighbourhoods_of(figures.ids)
    pictured = bool(np.any(asked.look)) or bool(np.any(asked.read))
    if pictured and len(scores):
        sides.append((chances(WARMTH * scores, places, count), PICTURE_DOUBT))
    agreed = together(sides, count)
    order = np.argsort(-(agreed[listed.groups] + 0.1 * (logits - logits.max(initial=0.0))), kind="stable")
    best = np.argsort(-scores, kind="stable")
    return Ranking(
        tuple(int(id) for id in listed.ids[order]),
        tuple(int(id) for id in figures.ids[best]),
        float(1 / (1 + np.exp(-answers.max(initial=-10.0)))) if said.words.strip() else 0.0,
        _share_of_first(WARMTH * scores) if pictured else 0.0,
    )


def _vectors(shelf: Shelf, listed: Candidates) -> NDArray[np.float32]:
    known, vectors = shelf.fused("passage")
    if not len(known):
        return np.zeros((len(listed.ids), 384), np.float32)
    rows = np.searchsorted(known, listed.ids).clip(0, len(known) - 1)
    found: NDArray[np.float32] = vectors[rows] * (known[rows] == listed.ids)[:, None]
    return found


def _share_of_first(logits: NDArray[np.float32]) -> float:
    if not len(logits):
        return 0.0
    raised = np.exp(logits - logits.max())
    return float(1 / raised.sum())
