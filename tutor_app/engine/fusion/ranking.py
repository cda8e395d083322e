"""From a fused question to passages and figures of the course, and how sure it is that they answer.

The best passages of the best neighbourhoods are matched with the question word by word. What the words say
and what the picture shows then agree on a neighbourhood, and its passages come first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Ids, Vector
from tutor_app.core.cancel import Cancellation
from tutor_app.core.shelf import Shelf
from tutor_app.engine.fusion.contribution import of_words
from tutor_app.engine.fusion.looks import MEANING, Figures
from tutor_app.engine.fusion.model import Fused, FusionModel
from tutor_app.engine.fusion.sections import picture_side, taken, together, words_side
from tutor_app.engine.fusion.signals import GROUPS, NAMES, OF_A_GROUP, Candidates, candidates

# Of a passage's own words and meaning, and of its match behind the best one's of its neighbourhood, beside
# the log chance of that one. With the match a passage that answers comes first for 56 of 125 questions about
# eleven courses, without it for 50.
OWN, MATCH = 2.0, 1.5
STEP_DOWN = 0.4  # in log chances: the next passage of one section against the first of a less likely one
_NONE = Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, len(NAMES)), np.float32))


@dataclass(frozen=True)
class Why:
    """What spoke for the neighbourhood that was found."""

    said: float = 0.0  # by words, in nats above knowing nothing
    shown: float = 0.0  # by the picture
    words: NDArray[np.float32] | None = None  # (n,) of the question's words: `contribution.of_words`
    looks_like: NDArray[np.float32] | None = None  # (256,) the part of the first figure that was recognised


@dataclass(frozen=True)
class Ranking:
    """What a question finds, best first."""

    passages: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    answered: float = 0.0  # the chance, 0 to 1, that one of the passages answers
    seen: float = 0.0  # the chance that the first figure is the one on the screenshot
    reading: int = 0  # which of the readings of the question's words found them
    why: Why = Why()


@dataclass(frozen=True)
class Said:
    """What was typed and said, for the older ways of searching."""

    words: str = ""
    meaning: Vector | None = None


@dataclass(frozen=True)
class Reading:
    """One way to take a question's words: all of them, or only those typed, or only those said."""

    told: Fused
    said: Said


@dataclass(frozen=True)
class _Matched:
    """A reading beside the passages that the older ways of searching list for it."""

    listed: Candidates
    words: list[NDArray[np.float32]]
    logits: NDArray[np.float32]
    answers: NDArray[np.float32]


def rank(
    shelf: Shelf,
    model: FusionModel,
    figures: Figures,
    whole: Fused,
    readings: Sequence[Reading],
    cancel: Cancellation,
) -> Ranking:
    """`whole`: the question with all that was given. Of its readings the one counts that is answered best.

    So what was misheard, or said by somebody else, doesn't hide what was typed.

    Raises:
        Cancelled.
    """
    known, groups = shelf.neighbourhoods()
    count = int(groups.max(initial=-1)) + 1
    if not count:
        return Ranking()
    matched = [_matched(shelf, model, reading, cancel) for reading in readings]
    reading = taken([one.answers for one in matched])
    told, listed, answers = readings[reading].told, matched[reading].listed, matched[reading].answers
    by_words = (
        words_side(matched[reading].logits, answers, listed.groups, count, model.calibration)
        if len(answers)
        else None
    )
    scores, places = figures.scores(whole), shelf.neighbourhoods_of(figures.ids)
    looked = bool(np.any(whole.look))
    pictured = bool(len(scores)) and (looked or bool(np.any(whole.read)))
    by_picture = picture_side(scores, places, count, model.calibration, looked=looked) if pictured else None
    sides = [side for side in (by_words, by_picture) if side is not None]
    if not sides:
        return Ranking()
    agreed = together(sides, count)
    section = int(agreed.argmax())
    best = np.argsort(-scores, kind="stable")
    there = by_words is not None and section in listed.groups
    return Ranking(
        _passages(shelf, (known, groups), agreed, matched[reading], whole),
        tuple(int(id) for id in figures.ids[best]),
        model.calibration.answered(float(answers.max(initial=-10.0))),
        _share_of_first(model.calibration.picture_sharpness * scores) * by_picture.trust
        if by_picture
        else 0.0,
        reading,
        Why(
            by_words.said_for(section) if by_words else 0.0,
            by_picture.said_for(section) if by_picture else 0.0,
            of_words(told.words, told.word_weights, matched[reading].words, listed.groups, section)
            if there
            else None,
            figures.best_part(int(best[0]), whole) if pictured and looked else None,
        ),
    )


def _matched(shelf: Shelf, model: FusionModel, reading: Reading, cancel: Cancellation) -> _Matched:
    said = reading.said
    listed = candidates(shelf, said.words, said.meaning) if said.words.strip() else _NONE
    words = shelf.words_of(listed.ids.tolist())
    vectors = _vectors(shelf, listed.ids)
    logits, answers = model.match(reading.told, words, vectors, listed.signals, listed.groups, cancel)
    return _Matched(listed, words, logits, answers)


def _passages(
    shelf: Shelf,
    table: tuple[Ids, Ids],
    agreed: NDArray[np.float64],
    matched: _Matched,
    whole: Fused,
) -> tuple[int, ...]:
    """The best passages of the likeliest neighbourhoods: as they match, else by what is meant."""
    known, groups = table
    listed = matched.listed
    found: list[tuple[float, int]] = []
    for group in np.argsort(-agreed, kind="stable")[:GROUPS]:
        rows = np.flatnonzero(listed.groups == group)
        if len(rows):
            logits = matched.logits[rows]
            scores = OWN * listed.signals[rows, :2].sum(axis=1) + MATCH * (logits - logits.max())
            order = np.argsort(-scores, kind="stable")
            ids, own = listed.ids[rows[order]], scores[order]
        else:
            ids = known[groups == group]
            own = np.zeros(OF_A_GROUP)
            ids = ids[np.argsort(-(_vectors(shelf, ids) @ whole.meaning), kind="stable")[:OF_A_GROUP]]
        found += [(agreed[group] + own[place] - STEP_DOWN * place, int(id)) for place, id in enumerate(ids)]
    return tuple(id for _, id in sorted(found, key=lambda one: -one[0]))


def _vectors(shelf: Shelf, ids: Ids) -> NDArray[np.float32]:
    known, vectors = shelf.fused("passage")
    if not len(known):
        return np.zeros((len(ids), MEANING), np.float32)
    rows = np.searchsorted(known, ids).clip(0, len(known) - 1)
    found: NDArray[np.float32] = vectors[rows] * (known[rows] == ids)[:, None]
    return found


def _share_of_first(logits: NDArray[np.float32]) -> float:
    if not len(logits):
        return 0.0
    raised = np.exp(logits - logits.max())
    return float(1 / raised.sum())
