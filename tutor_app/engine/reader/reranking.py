"""The search's order and the reader's as one."""

from collections.abc import Sequence

SEARCH_WEIGHT = 4.0  # logits that the search's best passage has before one that no signal names


def rerank(scores: Sequence[float], ranks: Sequence[float]) -> list[float]:
    """Combine a search's scores (0 and more) with the reader's logits of the same passages."""
    highest = max(scores, default=0.0) or 1.0
    return [rank + SEARCH_WEIGHT * score / highest for score, rank in zip(scores, ranks, strict=True)]
