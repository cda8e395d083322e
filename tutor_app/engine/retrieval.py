"""From a question and what is on the learner's screen to passages and figures of the course.

Each signal is one function that gives ids, best first; `search` fuses them by reciprocal rank. How much a
signal counts is data (`Weights`), chosen on other books than those whose figures are reported.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from tutor_app.core.answer import Evidence
from tutor_app.core.arrays import Ids, Vector, Vectors
from tutor_app.core.material import Region
from tutor_app.core.rank import reciprocal_rank
from tutor_app.core.shelf import Hit, Kind, Shelf

Ranking: TypeAlias = tuple[float, Sequence[int]]  # weight, ids best first

MEANING = "meaning"  # a weight that a course can change
DEPTH = 100  # results of one signal; what stands deeper never came first
RRF_K = 10  # of 5, 10, 20 and 60 the best on sociology, statistics and anatomy; see the benchmark
# Cosines of looks. Of a book's figures cut to 90 % or framed anew 95 in 100 still came first; three quarters
# lay above 0.9, nine in ten best strangers below that. Cut to 75 % they lay between 0.75 and 0.86.
SAME_LOOK, LIKE_LOOK = 0.9, 0.75
AGREED = 0.6  # of the score that a figure first in every signal would have: what a shown one needs at least
ALIKE = 5  # figures that may be the one on the screenshot


@dataclass(frozen=True)
class Fused:
    """Passages and figures in the fusion model's order, and whether it recognised one."""

    passages: tuple[int, ...]
    figures: tuple[int, ...]
    seen: bool = False  # the first figure is the one on the screenshot


@dataclass(frozen=True)
class Query:
    """A question as the search takes it. What is absent is empty or None, and its signals are silent."""

    words: str = ""  # said and typed
    screen_words: str = ""
    meaning: Vector | None = None  # of `words`, by the shelf's encoder
    screen_meaning: Vector | None = None
    look: Vector | None = None  # of the screenshot
    region: Region | None = None  # where on a page of this course it was taken
    fused: Fused | None = None  # what the fusion model finds; the screen is its business then
    meaning_counts: float = 1.0  # times as much, for passages: what the course taught


@dataclass(frozen=True)
class Weights:
    """How much each signal counts beside the others."""

    words: float = 1.0
    meaning: float = 1.0
    screen_words: float = 0.4
    screen_meaning: float = 0.4
    look: float = 1.5
    region: float = 3.0
    fused: float = 2.0
    fused_figure: float = 1.0  # a figure found by words alone is shown when what was found mentions it, too
    mention: float = 0.7  # a passage speaks of a figure that was found, or the other way round


ASKING = Weights()
POINTING = Weights(words=0.5, meaning=0.5, screen_words=1.0, screen_meaning=1.0)


@dataclass(frozen=True)
class Limits:
    """How much evidence a turn gets."""

    passages: int = 6
    figures: int = 3


def search(shelf: Shelf, query: Query, limits: Limits = Limits()) -> tuple[Evidence, ...]:
    """The passages and figures that speak to a question, best first, passages before figures."""
    seen = seen_figures(shelf, query)
    passages = rank_passages(shelf, query, seen)[: limits.passages]
    figures = rank_figures(shelf, query, seen, [hit.id for hit in passages])[: limits.figures]
    return (
        *(Evidence(n, "passage", hit.id, hit.score) for n, hit in enumerate(passages, start=1)),
        *(Evidence(n, "figure", hit.id, hit.score) for n, hit in enumerate(figures, start=len(passages) + 1)),
    )


def rank_passages(shelf: Shelf, query: Query, seen: Sequence[int] = ()) -> list[Hit]:
    """All passages that any signal names, best first; `seen` are figures on the learner's screen."""
    weights = weights_for(query)
    return _fuse(
        [
            *_said(shelf, "passage", query, weights),
            (weights.region, passages_pointed_at(shelf, query)),
            (weights.mention, passages_about(shelf, seen)),
        ]
    )


def rank_figures(shelf: Shelf, query: Query, seen: Sequence[int], passages: Sequence[int]) -> list[Hit]:
    """Figures on the learner's screen, and those that most signals agree on, best first.

    A search always finds some figure; a wrong one beside an answer misleads more than none.
    """
    weights = weights_for(query)
    rankings = [
        *_said(shelf, "figure", query, weights),
        *([(weights.region, seen)] if seen else []),
        *_alike(shelf, query, weights),
        (weights.mention, figures_of(shelf, passages)),
    ]
    enough = AGREED * sum(weight for weight, _ in rankings) / (RRF_K + 1)
    return [hit for hit in _fuse(rankings) if hit.id in seen or hit.score >= enough]


def weights_for(query: Query) -> Weights:
    """A question that points (“why does this go down?”) is answered from what it points at."""
    on_screen = query.region or query.look is not None or query.screen_words
    return POINTING if on_screen and points(query.words) else ASKING


def points(words: str) -> bool:
    """Whether a question names its subject by pointing: “this”, “here”, “这”, or hardly any word at all."""
    return bool(_POINTER.search(words)) or len(_CONTENT.findall(words)) < 2


def by_meaning(shelf: Shelf, kind: Kind, vector: Vector) -> list[int]:
    """Ids nearest to a vector, by cosine."""
    return [hit.id for hit in nearest(*shelf.text_vectors(kind), vector, DEPTH)]


def by_words(shelf: Shelf, kind: Kind, words: str) -> list[int]:
    """Ids by BM25."""
    return [hit.id for hit in shelf.by_words(kind, words, DEPTH)]


def seen_figures(shelf: Shelf, query: Query) -> list[int]:
    """Figures in the region, else the one that surely is on the screenshot."""
    inside = shelf.figures_in(query.region) if query.region else []
    if inside:
        return inside
    if query.fused is not None:
        return list(query.fused.figures[: int(query.fused.seen)])
    if query.look is None:
        return []
    return alike(shelf, query.look, SAME_LOOK)[:1]


def alike(shelf: Shelf, look: Vector, least: float) -> list[int]:
    """Figures that may be the one on the screenshot, the most alike first.

    Looks of another width are of another picture encoder, by which the course was read: they say nothing.
    """
    ids, looks = shelf.looks()
    if looks.shape[1] != len(look):
        return []
    return [hit.id for hit in nearest(ids, looks, look, ALIKE) if hit.score >= least]


def passages_pointed_at(shelf: Shelf, query: Query) -> list[int]:
    """Passages whose lines lie in the region."""
    return shelf.passages_in(query.region) if query.region else []


def passages_about(shelf: Shelf, figures: Iterable[int]) -> list[int]:
    """Passages that mention the figures, in the order of the figures."""
    return list(dict.fromkeys(id for figure in figures for id in shelf.figure(figure).mentions))


def figures_of(shelf: Shelf, passages: Iterable[int]) -> list[int]:
    """Figures that the passages mention, in the order of the passages."""
    return list(dict.fromkeys(id for passage in passages for id in shelf.figures_of(passage)))


def nearest(ids: Ids, vectors: Vectors, vector: Vector, limit: int) -> list[Hit]:
    """The `limit` rows of `vectors` with the largest dot product, best first: exact, no index to build."""
    if not len(ids):
        return []
    scores = vectors @ vector
    few = np.argpartition(-scores, limit - 1)[:limit] if len(scores) > limit else np.arange(len(scores))
    return [Hit(int(ids[i]), float(scores[i])) for i in few[np.argsort(-scores[few], kind="stable")]]


def _said(shelf: Shelf, kind: Kind, query: Query, weights: Weights) -> list[Ranking]:
    """One ranking for each thing that was given, empty where nothing in the course answers to it."""
    if query.fused is not None:
        if kind == "passage":
            return [(weights.fused, query.fused.passages)]
        return [(weights.fused_figure, query.fused.figures[:DEPTH])]
    rankings: list[Ranking] = []
    if query.words.strip():
        rankings.append((weights.words, by_words(shelf, kind, query.words)))
    if query.meaning is not None:
        counts = query.meaning_counts if kind == "passage" else 1.0
        rankings.append((weights.meaning * counts, by_meaning(shelf, kind, query.meaning)))
    if query.screen_words.strip():
        rankings.append((weights.screen_words, by_words(shelf, kind, query.screen_words)))
    if query.screen_meaning is not None:
        rankings.append((weights.screen_meaning, by_meaning(shelf, kind, query.screen_meaning)))
    return rankings


def _alike(shelf: Shelf, query: Query, weights: Weights) -> list[Ranking]:
    if query.fused is not None or query.look is None:
        return []
    return [(weights.look, alike(shelf, query.look, LIKE_LOOK))]


def _fuse(rankings: Iterable[Ranking]) -> list[Hit]:
    return [Hit(id, score) for id, score in reciprocal_rank(rankings, k=RRF_K)]


_POINTER = re.compile(r"\b(this|that|these|those|here|there|it)\b|[这那此]|上面|下面|图中", re.IGNORECASE)
_CONTENT = re.compile(r"[a-z]{4,}|[㐀-鿿]{2}", re.IGNORECASE)
