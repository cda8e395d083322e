"""One ranking out of several."""

from collections.abc import Iterable, Sequence

RRF_K = 60  # Source: Cormack et al., Reciprocal Rank Fusion, SIGIR 2009


def reciprocal_rank(
    rankings: Iterable[tuple[float, Sequence[int]]], k: int = RRF_K
) -> list[tuple[int, float]]:
    """Ids with their fused scores, best first, from (weight, ids best first) of each ranking.

    The smaller `k`, the more the first few places count.
    Ties go to the id that an earlier ranking names first.
    """
    fused: dict[int, float] = {}
    for weight, ids in rankings:
        for rank, id in enumerate(ids, start=1):
            fused[id] = fused.get(id, 0.0) + weight / (k + rank)
    return sorted(fused.items(), key=lambda pair: -pair[1])
