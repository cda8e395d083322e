"""Adapting the search by reciprocal rank: how much meaning counts beside words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.core.shelf import Shelf
from tutor_app.engine.adapting.adaptation import of_reciprocal_rank
from tutor_app.engine.adapting.by_fusion import place_of
from tutor_app.engine.adapting.covered import covered
from tutor_app.engine.adapting.judging import reciprocal
from tutor_app.engine.adapting.questions import Question
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.retrieval import MEANING, Query, rank_passages

BATCH = 64
BALANCES = (0.25, 0.5, 0.7, 1.4, 2.0, 4.0)  # of meaning beside words; 1 is what there was before


@dataclass(frozen=True)
class ByReciprocalRank:
    """Implements `adapt.Way`."""

    text: TextEncoder

    @property
    def of(self) -> str:
        return of_reciprocal_rank(self.text.name)

    def learn(
        self, shelf: Shelf, questions: Sequence[Question], done: Callable[[int], None], cancel: Cancellation
    ) -> Mapping[str, float]:
        tried = (1.0, *BALANCES)
        places = self._places(shelf, questions, tried, done, cancel)
        gains = [reciprocal([of[i] for of in places]) for i in range(len(tried))]
        best = tried[int(np.argmax(gains))]  # the first of equals: as it was
        return {MEANING: best} if best != 1.0 else {}

    def places(
        self,
        shelf: Shelf,
        questions: Sequence[Question],
        weights: Mapping[str, float],
        done: Callable[[int], None],
        cancel: Cancellation,
    ) -> list[tuple[int, int]]:
        found = self._places(shelf, questions, (1.0, weights.get(MEANING, 1.0)), done, cancel)
        return [(before, after) for before, after in found]

    def _places(
        self,
        shelf: Shelf,
        questions: Sequence[Question],
        balances: Sequence[float],
        done: Callable[[int], None],
        cancel: Cancellation,
    ) -> list[list[int]]:
        group = dict(zip(*(array.tolist() for array in shelf.neighbourhoods()), strict=True))
        found: list[list[int]] = []
        for start in range(0, len(questions), BATCH):
            some = questions[start : start + BATCH]
            vectors = self.text.encode([question.words for question in some], "query", cancel)
            for question, vector in zip(some, vectors, strict=True):
                cancel.check()
                view = covered(shelf, question.covered)
                queries = (Query(question.words, meaning=vector, meaning_counts=by) for by in balances)
                hits = (rank_passages(view, query) for query in queries)
                found.append([place_of(question, [group[hit.id] for hit in of]) for of in hits])
                done(len(found))
        return found
