"""From the weights of tokens to what a learner can see: words, stretches of speech, cells, lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.counted import Counted, Spot, Word
from tutor_app.core.material import Box
from tutor_app.engine.encoders.text import TokenStates
from tutor_app.engine.fusion.inputs import TEXT, Asked
from tutor_app.engine.fusion.ranking import Why

ROUNDED = 5  # digits that are kept


@dataclass(frozen=True)
class Gains:
    """What each token of a question did for what was found, in any unit for each modality."""

    note: NDArray[np.float32]
    heard: NDArray[np.float32]
    sound: NDArray[np.float32]
    cells: NDArray[np.float32]
    screen: NDArray[np.float32]


def counted(why: Why, gains: Gains, asked: Asked, read: Sequence[tuple[str, TokenStates | None]]) -> Counted:
    """`read`: the note and what was heard, with their token states.

    Words and picture get shares by what they said for what was found; within each, its tokens by their gains.
    """
    said, shown = why.said, why.shown
    if said + shown <= 0:  # nothing decided: what was given counts the same
        said, shown = float(len(gains.note) + len(gains.heard) > 0), float(len(gains.cells) > 0)
    total = max(said + shown, 1e-9)
    note, heard, sound = _within(said / total, gains.note, gains.heard, gains.sound)
    cells, screen = _within(shown / total, gains.cells, gains.screen)
    return Counted(
        _words(*read[0], note), _words(*read[1], heard), tuple(_rounded(sound)), tuple(_rounded(cells)),
        _spots(asked.words, screen),
    )  # fmt: skip


def _within(share: float, *gains: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """The gains of some parts, scaled so that together they make `share`."""
    total = sum(float(part.sum()) for part in gains)
    count = sum(map(len, gains))
    if total <= 0:
        return [np.full(len(part), share / max(count, 1), np.float32) for part in gains]
    return [part * (share / total) for part in gains]


def _words(text: str, tokens: TokenStates | None, weights: NDArray[np.float32]) -> tuple[Word, ...]:
    """Each written word with the weights of its pieces; what the encoder's own marks got is shared by all."""
    words = text.split()
    if tokens is None or not words or not len(weights):
        return ()
    starts = np.cumsum([0, *(len(word) + 1 for word in words[:-1])])
    shares, total = np.zeros(len(words)), float(weights.sum())
    for (begin, end), weight in zip(tokens.spans, weights, strict=False):  # what was too long was cut off
        if end > begin:
            shares[np.searchsorted(starts, begin, side="right") - 1] += weight
    if shares.sum() > 0:
        shares *= total / shares.sum()
    return tuple(Word(word, share) for word, share in zip(words, _rounded(shares), strict=True))


def _spots(words: NDArray[np.float32] | None, weights: NDArray[np.float32]) -> tuple[Spot, ...]:
    """Tokens that share a box are of one line."""
    if words is None or not len(weights):
        return ()
    boxes, line = np.unique(words[: len(weights), TEXT:], axis=0, return_inverse=True)
    shares = np.zeros(len(boxes))
    np.add.at(shares, line.reshape(-1), weights)
    return tuple(
        Spot(Box(*(float(side) for side in box)), share)
        for box, share in zip(boxes, _rounded(shares), strict=True)
    )


def _rounded(values: Sequence[float] | NDArray[np.floating]) -> list[float]:
    return [round(float(value), ROUNDED) for value in values]
