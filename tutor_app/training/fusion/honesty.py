"""Is what is shown as counting honest? Without it the score falls, and more than without any other tenth."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from tutor_app.engine.fusion.contribution import of_cells, of_words
from tutor_app.engine.fusion.inputs import MOST, Asked
from tutor_app.training.fusion.evaluate import Bench

TENTH = 0.1
DRAWS = 3  # random tenths that the fall is compared with
MOST_ASKED = 200


def honesty(bench: Bench) -> dict[str, dict[str, float]]:
    """For words, picture and speech: how far the score of what was found falls without the tenth that counted
    most, and without a random tenth.
    """
    c, random = bench.corpus, np.random.default_rng(11)
    figures = random.permutation(len(c.figures))[:MOST_ASKED].tolist()
    exercises = random.permutation(len(c.exercises))[:MOST_ASKED].tolist()
    spoken = list(range(min(len(c.spoken), MOST_ASKED)))
    shots = [Asked(grid=bench.seen(f).grid) for f in figures]
    notes = [Asked(note=c.texts("exercise").row(e, MOST["note"])) for e in exercises]
    heard = [Asked(heard=c.texts("heard").row(s, MOST["heard"])) for s in spoken]
    said = [c.spoken[s].exercise for s in spoken]
    found = {}
    if shots:
        found["picture"] = _falls(shots, "grid", *_of_pictures(bench, shots))
    if notes:
        found["words"] = _falls(notes, "note", *_of_texts(bench, notes, exercises))
    if heard:
        found["speech"] = _falls(heard, "heard", *_of_texts(bench, heard, said))
    return found


Scores: TypeAlias = Callable[[Sequence[Asked]], np.ndarray]


def _of_pictures(bench: Bench, shots: Sequence[Asked]) -> tuple[list[np.ndarray], Scores]:
    """What counted in each, and the score of the figure that was found for it."""
    looks = bench.figures.looks
    queries = bench.judge.queries(shots)
    found = bench.figures.scores(queries).argmax(1)
    parts = [int((looks[f] @ look).argmax()) for f, look in zip(found, queries.look, strict=True)]
    targets = looks[found, parts]
    counted = [
        of_cells(shot.grid, target, bench.judge.looks_without)
        for shot, target in zip(shots, targets, strict=True)
        if shot.grid is not None
    ]

    def scores(asked: Sequence[Asked]) -> np.ndarray:
        near: np.ndarray = (bench.judge.queries(asked).look * targets).sum(1)
        return near

    return counted, scores


def _of_texts(
    bench: Bench, asked: Sequence[Asked], exercises: Sequence[int]
) -> tuple[list[np.ndarray], Scores]:
    """What counted in each, and the rank logit of the section found, above the mean of the others'."""
    queries = bench.judge.queries(asked)
    found, counted = [], []
    for q, e in enumerate(exercises):
        rank, _, modules = bench.by_words(queries, q, bench.corpus.candidates, e)
        rows = bench.corpus.candidates["rows"][e]
        words = [bench.passage_words[row] for row in rows[rows >= 0]]
        found.append(modules[rank.argmax()])
        counted.append(of_words(queries.words[q], queries.word_weights[q], words, modules, int(found[-1])))

    def scores(others: Sequence[Asked]) -> np.ndarray:
        again, values = bench.judge.queries(others), []
        for q, e in enumerate(exercises):
            rank, _, modules = bench.by_words(again, q, bench.corpus.candidates, e)
            here = modules == found[q]
            values.append(float(rank[here].max() - rank[~here].mean()) if (~here).any() else 0.0)
        return np.array(values)

    return counted, scores


def _falls(
    asked: Sequence[Asked], name: str, counted: Sequence[np.ndarray], scores: Scores
) -> dict[str, float]:
    random, whole = np.random.default_rng(12), scores(asked)

    def without(choose: Callable[[np.ndarray], np.ndarray]) -> float:
        cut = []
        for one, weights in zip(asked, counted, strict=True):
            gone = choose(weights)[: max(1, round(TENTH * len(weights)))]
            cut.append(replace(one, **{name: np.delete(getattr(one, name), gone, axis=0)}))
        return float((whole - scores(cut)).mean())

    most = without(lambda weights: np.argsort(-weights))
    any_tenth = float(np.mean([without(lambda w: random.permutation(len(w))) for _ in range(DRAWS)]))
    found = {"most counted": most, "random": any_tenth}
    return found | ({"ratio": most / any_tenth} if any_tenth > 0 else {})  # no ratio to a fall that is none
