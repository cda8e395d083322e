"""The reader decides between passages that the search finds alike good, and not against it at any price."""

import pytest

from tutor_app.engine.reader.reranking import SEARCH_WEIGHT, rerank


@pytest.mark.parametrize(
    ("scores", "ranks", "first"),
    [
        ([0.2, 0.19, 0.1], [0.0, 3.0, 0.0], 1),
        ([0.2, 0.0], [0.0, 0.5], 0),
        ([0.2, 0.2], [1.0, 0.0], 0),
        ([0.0, 0.0], [0.0, 1.0], 1),
    ],
)
def test_both_count(scores, ranks, first):
    combined = rerank(scores, ranks)
    assert combined.index(max(combined)) == first


def test_the_search_is_worth_a_bounded_lead():
    best, none = rerank([0.3, 0.0], [0.0, 0.0])
    assert best - none == pytest.approx(SEARCH_WEIGHT)
    assert rerank([], []) == []
