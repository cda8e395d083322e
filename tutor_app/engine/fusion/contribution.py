"""How much each word, and each cell of a picture, did for what was found rather than something else.

Weights of attention alone tell little: a word that every section holds may have much, and decide nothing.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float32]
AT_ONCE = 64  # pictures: finer grids than 7 × 7 would take much memory in one run


def of_words(
    question: NDArray[np.float32],
    weights: NDArray[np.float32],
    words: Sequence[NDArray[np.float32]],
    groups: NDArray[np.int64],
    found: int,
) -> Shares:
    """(n,) for the question's words (n, 64): how much nearer each one's nearest word in the neighbourhood
    `found` is than its nearest words in the other ones, in the mean, times its weight; at least 0.

    `words` are those of K candidates, (m_k, 64) each, in neighbourhoods `groups` (K,).
    """
    nearest = np.stack(
        [(question @ of.T).max(axis=1) if len(of) else np.zeros(len(question), np.float32) for of in words]
    )  # (K, n)
    best = np.stack([nearest[groups == group].max(axis=0) for group in np.unique(groups)])
    here = np.unique(groups) == found
    others = best[~here].mean(axis=0) if (~here).any() else np.zeros(len(question), np.float32)
    gained: Shares = np.maximum(weights * (best[here][0] - others), 0).astype(np.float32)
    return gained


def of_cells(
    grid: NDArray[np.float32],
    looks_like: NDArray[np.float32],
    look: Callable[[NDArray[np.float32], NDArray[np.bool_]], NDArray[np.float32]],
) -> Shares:
    """(cells,): how much less a grid (cells, width) looks like what was found (256,) with a cell covered."""
    cells = len(grid)
    masks = np.concatenate([np.ones((1, cells), np.bool_), ~np.eye(cells, dtype=np.bool_)])
    some = [masks[start : start + AT_ONCE] for start in range(0, cells + 1, AT_ONCE)]
    scores = np.concatenate([look(np.repeat(grid[None], len(of), axis=0), of) @ looks_like for of in some])
    gained: Shares = np.maximum(scores[0] - scores[1:], 0).astype(np.float32)
    return gained


def as_shares(gained: Shares) -> Shares:
    """The same as parts of 1; evenly where nothing stands out."""
    total = float(gained.sum())
    if total <= 0:
        return np.full(len(gained), 1 / max(len(gained), 1), np.float32)
    shares: Shares = gained / total
    return shares
