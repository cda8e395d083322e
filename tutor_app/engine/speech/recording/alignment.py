"""When each token was said: a path through what the decoder looked at, by dynamic time warping.

Source: github.com/openai/whisper, whisper/timing.py (`find_alignment`)
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Attention: TypeAlias = NDArray[np.float32]  # (heads, tokens, states): each row sums to 1
Times: TypeAlias = NDArray[np.float64]  # seconds

STATES_A_SECOND = 50
MEDIAN = 7  # states


def token_times(attention: Attention, before: int, states: int) -> Times:
    """(n + 1,): when each of n tokens begins, and when the last one ends.

    The tokens of `attention` are `before` + n + 1: what steers the decoder, the text, the end.
    `states`: how many of them are sound; silence that was added behind it is not looked at.
    """
    looks = attention[:, :, :states]
    looks = looks / np.maximum(looks.sum(axis=-1, keepdims=True), 1e-10)
    deviation = np.maximum(looks.std(axis=1, keepdims=True), 1e-10)
    looks = _median((looks - looks.mean(axis=1, keepdims=True)) / deviation)
    rows, columns = warped(-looks.mean(axis=0)[before - 1 : -1])
    begins = np.diff(rows, prepend=-1).astype(bool)
    times: Times = columns[begins] / STATES_A_SECOND
    return times


def warped(cost: NDArray[np.floating]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the cheapest path through a matrix, from its first corner to its last.

    All cells of an anti-diagonal at once: their neighbours lie in the two before.
    """
    n, m = cost.shape
    padded = np.zeros((n + 1, m + 1), dtype=np.float64)
    padded[1:, 1:] = cost
    total = np.full((n + 1, m + 1), np.inf, dtype=np.float32)
    total[0, 0] = 0
    move = np.zeros((n + 1, m + 1), dtype=np.int8)
    costs, totals, moves = padded.ravel(), total.ravel(), move.ravel()
    for at in range(2, n + m + 1):  # row + column
        first, last = max(1, at - m) * m + at, min(n, at - 1) * m + at

        def shifted(by: int, first: int = first, last: int = last) -> slice:
            return slice(first - by, last - by + 1, m)

        both, row, column = (totals[shifted(by)] for by in (m + 2, m + 1, 1))
        is_both = (both < row) & (both < column)
        is_row = (row < both) & (row < column)
        moves[shifted(0)] = np.where(is_both, 0, np.where(is_row, 1, 2))
        totals[shifted(0)] = costs[shifted(0)] + np.where(is_both, both, np.where(is_row, row, column))
    return _traced(move)


def _traced(move: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    row, column = move.shape[0] - 1, move.shape[1] - 1
    move[0, :], move[:, 0] = 2, 1
    path = []
    while row > 0 or column > 0:
        path.append((row - 1, column - 1))
        step = move[row, column]
        row -= step != 2
        column -= step != 1
    rows, columns = np.array(path[::-1], dtype=np.int64).T
    return rows, columns


def _median(looks: Attention) -> Attention:
    """Along the states, so that a single look elsewhere doesn't count."""
    half = MEDIAN // 2
    if looks.shape[-1] <= half:
        return looks
    padded = np.pad(looks, ((0, 0), (0, 0), (half, half)), mode="reflect")
    around = np.lib.stride_tricks.sliding_window_view(padded, MEDIAN, axis=-1)
    found: Attention = np.partition(around, half, axis=-1)[..., half]
    return found
