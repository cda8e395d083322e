"""Which neighbourhood of the material is meant: what the words say and what the picture says, as chances.

Each side gives every neighbourhood a chance and keeps a rest for “I may be wrong”; their product decides.
So a picture that has nothing to do with the question costs little, and one that a pointing question needs
decides alone.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float64]  # (count,), sum to 1

WORDS_DOUBT, PICTURE_DOUBT = 0.05, 0.05  # chosen on chapters held back from training; models/fusion/README.md


def chances(logits: NDArray[np.floating], groups: NDArray[np.int64], count: int) -> Chances:
    """(K,) logits of things in neighbourhoods (K,) → each neighbourhood by its best thing, a softmax."""
    best = np.full(count, -1e4)
    np.maximum.at(best, groups, logits)
    raised = np.exp(best - best.max())
    shares: Chances = raised / raised.sum()
    return shares


def together(parts: Sequence[tuple[Chances, float]], count: int) -> NDArray[np.float64]:
    """(count,) log chances up to a constant, of chances with their doubts; all zero for no part."""
    total = np.zeros(count)
    for chance, doubt in parts:
        total = total + np.log((1 - doubt) * chance + doubt / count)
    return total
