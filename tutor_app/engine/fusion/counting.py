"""From the weights of tokens to what a learner can see: words, stretches of speech, cells, lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.counted import GRID, WHOLE, Counted, Spot, Stretch, whole_parts
from tutor_app.core.language import is_han
from tutor_app.engine.encoders.text import TokenStates
from tutor_app.engine.fusion.inputs import TEXT, Asked
from tutor_app.engine.fusion.ranking import Why

MOST_SPOTS = 20  # that can be told apart on a picture
EVERYWHERE = 0.95  # of the picture's area: the place of such words isn't known

Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Gains:
    """What each token of a question did for what was found, in any unit for each modality."""

    note: Weights
    heard: Weights
    sound: Weights
    cells: Weights
    screen: Weights


def counted(
    why: Why, gains: Gains, asked: Asked, read: Sequence[tuple[str, TokenStates | None]]
) -> Counted | None:
    """`read`: the note and what was heard, with single spaces, and their token states. None for no token.

    Words and picture get shares by what they said for what was found; within each, its tokens by their gains.
    """
    note, heard, sound, cells, screen = _shares(why, gains)
    cells = _as_drawn(cells)
    written, of_written = _per_word(*read[0], note)
    spoken, of_spoken = _per_word(*read[1], heard)
    lines, of_lines = _per_line(asked.words, screen)
    parts = [of_written, of_spoken, sound, cells, of_lines]
    if not sum(map(len, parts)):
        return None
    shares = _whole(parts)
    spots = _strongest(lines, shares[4])
    return Counted(
        tuple(Stretch(*span, share) for span, share in zip(written, shares[0], strict=True)),
        tuple(Stretch(*span, share) for span, share in zip(spoken, shares[1], strict=True)),
        tuple(shares[2]),
        tuple(shares[3]),
        spots,
        sum(shares[4]) - sum(spot.share for spot in spots),
    )


def _shares(why: Why, gains: Gains) -> list[Weights]:
    """Of the tokens of the note, of what was heard, of the sound, the cells and the words on the screen."""
    words, seen = [gains.note, gains.heard, gains.sound], [gains.cells, gains.screen]
    said, shown = why.said, why.shown
    if said + shown <= 0:  # nothing decided: what was given counts the same
        said, shown = (float(sum(map(len, parts)) > 0) for parts in (words, seen))
    total = max(said + shown, 1e-9)
    return [*_within(said / total, *words), *_within(shown / total, *seen)]


def _within(share: float, *gains: Weights) -> list[Weights]:
    """The gains of some parts, scaled so that together they make `share`."""
    total = sum(float(part.sum()) for part in gains)
    count = sum(map(len, gains))
    if total <= 0:
        return [np.full(len(part), share / max(count, 1), np.float32) for part in gains]
    return [part * (share / total) for part in gains]


def _as_drawn(cells: Weights) -> Weights:
    """Of the cells of an encoder → of the 7 × 7 that are drawn, by how much of each they cover."""
    side = isqrt(len(cells))
    if side in (0, GRID):
        return cells
    ends, borders = np.arange(1, side + 1) / side, np.arange(GRID + 1)[:, None] / GRID
    before = np.clip(side * (borders - ends) + 1, 0, 1)  # (8, side) of each cell before each border
    covered = np.diff(before, axis=0)
    return (covered @ cells.reshape(side, side) @ covered.T).astype(np.float32).reshape(-1)


def _whole(parts: Sequence[Weights]) -> list[list[int]]:
    """The parts in whole numbers that sum to `WHOLE`."""
    flat = iter(whole_parts(np.concatenate(parts).tolist(), WHOLE))
    return [[next(flat) for _ in part] for part in parts]


def _per_word(
    text: str, tokens: TokenStates | None, weights: Weights
) -> tuple[list[tuple[int, int]], Weights]:
    """Where the words of a text stand, and the weight of each one's pieces.

    What the encoder's own marks got is shared by all words. Where words aren't written apart, as in Chinese,
    the encoder's pieces are shown; what was too long for it is in no word.
    """
    spans: list[tuple[int, int]] = []
    sums: list[float] = []
    pieces = tokens.spans[: len(weights)].tolist() if tokens else []
    for (start, end), weight in zip(pieces, weights.tolist(), strict=False):
        while start < end and text[start].isspace():  # some tokenizers count the space before a word
            start += 1
        if start >= end:
            continue
        if spans and spans[-1][1] == start and not is_han(text[start - 1]) and not is_han(text[start]):
            spans[-1] = spans[-1][0], end
            sums[-1] += weight
        else:
            spans.append((start, end))
            sums.append(weight)
    shares = np.array(sums, dtype=np.float32)
    if not len(shares):
        return spans, shares
    total, known = float(weights.sum()), float(shares.sum())
    return spans, shares * (total / known) if known > 0 else np.full(len(shares), total / len(shares))


def _per_line(
    words: NDArray[np.float32] | None, weights: Weights
) -> tuple[list[tuple[int, int, int, int]], Weights]:
    """Corners of the lines, and the weight of each one's tokens: those that share a box are of one line."""
    if words is None or not len(weights):
        return [], np.zeros(0, np.float32)
    boxes, line = np.unique(words[: len(weights), TEXT:], axis=0, return_inverse=True)
    sums = np.zeros(len(boxes), np.float32)
    np.add.at(sums, line.reshape(-1), weights)
    corners = np.rint(1000 * boxes.clip(0, 1)).astype(int).tolist()
    return [(left, top, right, bottom) for left, top, right, bottom in corners], sums


def _strongest(lines: Sequence[tuple[int, int, int, int]], shares: Sequence[int]) -> tuple[Spot, ...]:
    """The lines that counted most, of those whose place is known."""
    spots = sorted((Spot(*line, share) for line, share in zip(lines, shares, strict=True)), key=_share)
    return tuple(spot for spot in reversed(spots[-MOST_SPOTS:]) if _area(spot) < EVERYWHERE)


def _share(spot: Spot) -> int:
    return spot.share


def _area(spot: Spot) -> float:
    return (spot.right - spot.left) * (spot.bottom - spot.top) / 1e6
