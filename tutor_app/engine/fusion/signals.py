"""What the older ways of searching say of a passage and its neighbourhood, for the matching head.

A passage that answers stands among others that speak of the same: so each way is asked twice, of the
passage and of the section around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Ids, Vector, Vectors
from tutor_app.core.shelf import Hit, Kind
from tutor_app.core.words import search_words

Signals: TypeAlias = NDArray[np.float32]  # (n, len(NAMES))

NAMES = (
    "words", "meaning", "coverage around", "meaning around", "pairs around",  # as they are
    "words beside others", "meaning beside others", "mean beside others", "coverage beside others",
    "likelihood beside others", "pairs beside others",  # in standard deviations over all neighbourhoods
)  # fmt: skip
DEPTH = 100
BEST_OF_SECTION = (1.0, 0.5, 0.25)  # what its best, second and third passage add
GROUPS = 10  # neighbourhoods that are looked at closely: the right one is among them in 99 of 100 exercises
OF_A_GROUP = 4  # passages of each
COMMON = 0.25  # a word that more of the passages hold tells nothing
MOST_WORDS = 60  # of a question that are looked up
PRIOR = 8.0  # passages' worth of the whole course in each neighbourhood's language. Source: Dirichlet prior,
# C. Zhai and J. Lafferty, A study of smoothing methods for language models (2001)


class Searched(Protocol):
    """The part of a course (`core.shelf.Shelf`) that is asked here."""

    def by_words(self, kind: Kind, query: str, limit: int) -> list[Hit]: ...

    def text_vectors(self, kind: Kind) -> tuple[Ids, Vectors]: ...

    def passages_with(self, phrase: str, most: int) -> Ids: ...

    def alike(self, words: str) -> Sequence[str]: ...

    def neighbourhoods(self) -> tuple[Ids, Ids]: ...


@dataclass(frozen=True)
class Candidates:
    """Passages worth a closer look, those of one neighbourhood together, the best first."""

    ids: Ids
    groups: Ids
    signals: Signals


def candidates(shelf: Searched, words: str, meaning: Vector | None) -> Candidates:
    """The best passages of the best neighbourhoods, by words and by `meaning`; empty for an empty course."""
    ids, groups = shelf.neighbourhoods()
    if not len(ids):
        return Candidates(ids, groups, np.zeros((0, len(NAMES)), np.float32))
    count = int(groups.max()) + 1
    by_words = _by_words(shelf, " ".join([words, *shelf.alike(words)]), ids)
    by_meaning, mean = _by_meaning(shelf, meaning, ids, groups, count)
    held = _holding(shelf, words, ids, groups, count)
    usual = float(by_meaning.mean())  # counts for passages that a short section lacks; of e5 it is 0.8
    meaning_around = _best_of(by_meaning - usual, groups, count) / sum(BEST_OF_SECTION) + usual
    beside = np.stack(
        [_standard(row) for row in (_best_of(by_words, groups, count), meaning_around, mean, held.coverage,
                                    held.likelihood, held.pairs)]
    )  # fmt: skip
    best = np.argsort(-beside.sum(axis=0), kind="stable")[:GROUPS]
    own = by_words + by_meaning
    chosen = np.concatenate([_first(np.flatnonzero(groups == g), own) for g in best])
    of = groups[chosen]
    plain = [by_words[chosen], by_meaning[chosen], held.coverage[of], meaning_around[of], held.pairs[of]]
    signals = np.concatenate([np.stack(plain), beside[:, of]]).T
    return Candidates(ids[chosen], of, signals.astype(np.float32))


def _first(rows: NDArray[np.int64], own: NDArray[np.float64]) -> NDArray[np.int64]:
    return rows[np.argsort(-own[rows], kind="stable")[:OF_A_GROUP]]


def _by_words(shelf: Searched, words: str, ids: Ids) -> NDArray[np.float64]:
    """BM25 of each passage, as a share of the best one's."""
    scores = np.zeros(len(ids))
    hits = shelf.by_words("passage", words, DEPTH) if words.strip() else []
    if hits and hits[0].score > 0:
        rows = np.searchsorted(ids, [hit.id for hit in hits])
        scores[rows] = [hit.score / hits[0].score for hit in hits]
    return scores


def _by_meaning(
    shelf: Searched, meaning: Vector | None, ids: Ids, groups: Ids, count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The cosine of each passage, and that of each neighbourhood's mean."""
    scores, means = np.zeros(len(ids)), np.zeros(count)
    known, vectors = shelf.text_vectors("passage")
    if meaning is None or not len(known):
        return scores, means
    rows = np.searchsorted(ids, known)
    scores[rows] = vectors @ meaning
    of = groups[rows]
    order = np.argsort(of, kind="stable")
    there, starts = np.unique(of[order], return_index=True)
    sums = np.add.reduceat(vectors[order], starts, axis=0, dtype=np.float64)  # ten times as fast as add.at
    means[there] = (sums @ meaning) / np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    return scores, means


def _best_of(scores: NDArray[np.float64], groups: Ids, count: int) -> NDArray[np.float64]:
    """What the best passages of each neighbourhood add up to."""
    total = np.zeros(count)
    order = np.lexsort((-scores, groups))
    place = np.arange(len(order)) - np.searchsorted(groups[order], groups[order])
    for rank, weight in enumerate(BEST_OF_SECTION):
        rows = order[place == rank]
        total[groups[rows]] += weight * scores[rows]
    return total


@dataclass(frozen=True)
class _Held:
    """What the passages of each neighbourhood hold of a question's words; (count,) each."""

    coverage: NDArray[np.float64]  # the share of the words that stand anywhere in it, rare ones counting more
    pairs: NDArray[np.float64]  # the share of neighbouring pairs of words that its best passage holds
    likelihood: NDArray[np.float64]  # log of the chance that its language makes the question, per word


def _holding(shelf: Searched, words: str, ids: Ids, groups: Ids, count: int) -> _Held:
    """Word by word, so that no text is read: the index says which passages hold each."""
    sizes = np.bincount(groups, minlength=count)
    covered, likelihood, total = np.zeros(count), np.zeros(count), 0.0
    telling = 0
    for word in _telling(words):
        rows = _rows(shelf, word, ids)
        if rows is None:
            continue
        telling += 1
        weight = _weight(len(rows), len(ids))
        total += weight
        held = np.bincount(groups[rows], minlength=count)
        covered[held > 0] += weight
        if len(rows):
            likelihood += np.log((held + PRIOR * len(rows) / len(ids)) / (sizes + PRIOR))
    return _Held(
        covered / total if total else covered,
        _pairs(shelf, words, ids, groups, count),
        likelihood / max(1, telling),
    )


def _pairs(shelf: Searched, words: str, ids: Ids, groups: Ids, count: int) -> NDArray[np.float64]:
    shares, total = np.zeros(len(ids)), 0.0
    pairs = dict.fromkeys(pairwise(search_words(words)[:MOST_WORDS]))
    for pair in pairs:
        rows = _rows(shelf, " ".join(pair), ids)
        if rows is not None and len(rows):  # most pairs of a question stand nowhere
            weight = _weight(len(rows), len(ids))
            total += weight
            shares[rows] += weight
    best = np.zeros(count)
    np.maximum.at(best, groups, shares / total if total else shares)
    return best


def _weight(holding: int, passages: int) -> float:
    """How much a word tells; most if the course doesn't know it at all."""
    return log(1 + passages / max(holding, 0.5))


def _rows(shelf: Searched, phrase: str, ids: Ids) -> NDArray[np.int64] | None:
    """Rows of the passages that hold a word or phrase; None for one that is everywhere."""
    most = max(3, int(COMMON * len(ids)))
    found = shelf.passages_with(phrase, most + 1)
    return np.searchsorted(ids, found) if len(found) <= most else None


def _telling(words: str) -> Sequence[str]:
    return list(dict.fromkeys(word for word in search_words(words) if len(word) > 1))[:MOST_WORDS]


def _standard(row: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = float(row.std())
    return (row - row.mean()) / spread if spread > 1e-9 else np.zeros_like(row)
