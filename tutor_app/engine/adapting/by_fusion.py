"""Adapting the search by the fusion model: a course's own weight for each signal of its matching head."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.core.shelf import Shelf
from tutor_app.engine.adapting.adaptation import of_head
from tutor_app.engine.adapting.covered import covered
from tutor_app.engine.adapting.learning import Listed, learnt, together
from tutor_app.engine.adapting.questions import Question
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.looks import unpacked
from tutor_app.engine.fusion.model import Fused, FusionModel
from tutor_app.engine.fusion.ranking import Reading, Said, rank
from tutor_app.engine.fusion.signals import NAMES, candidates

BATCH = 64
_NO_FIGURES = unpacked(np.zeros(0, np.int64), np.zeros((0, 0), np.float32))  # words are asked, not pictures


@dataclass(frozen=True)
class ByFusion:
    """Implements `adapt.Way`."""

    model: FusionModel
    text: TextEncoder

    @property
    def of(self) -> str:
        return of_head(self.model.identity, self.model.head)

    def learn(
        self, shelf: Shelf, questions: Sequence[Question], done: Callable[[int], None], cancel: Cancellation
    ) -> Mapping[str, float]:
        listed: list[Listed] = []
        for question, fused, said in self._read(questions, cancel):
            listed.append(self._listed(covered(shelf, question.covered), question, fused, said, cancel))
            done(len(listed))
        weights = learnt(together(listed), cancel.check)
        return {name: float(weight) for name, weight in zip(NAMES, weights, strict=True) if weight}

    def places(
        self,
        shelf: Shelf,
        questions: Sequence[Question],
        weights: Mapping[str, float],
        done: Callable[[int], None],
        cancel: Cancellation,
    ) -> list[tuple[int, int]]:
        group = dict(zip(*(array.tolist() for array in shelf.neighbourhoods()), strict=True))
        models = (self.model, self.model.adapted(weights))
        found: list[tuple[int, int]] = []
        for question, fused, said in self._read(questions, cancel):
            view = covered(shelf, question.covered)
            rankings = (
                rank(view, model, _NO_FIGURES, fused, [Reading(fused, said)], cancel) for model in models
            )
            before, after = (
                place_of(question, [group[id] for id in ranking.passages]) for ranking in rankings
            )
            found.append((before, after))
            done(len(found))
        return found

    def _listed(
        self, shelf: Shelf, question: Question, fused: Fused, said: Said, cancel: Cancellation
    ) -> Listed:
        some = candidates(shelf, said.words, said.meaning)
        ids, vectors = shelf.fused("passage")
        rows = np.searchsorted(ids, some.ids)
        words = shelf.words_of(some.ids.tolist())
        logits, _ = self.model.match(fused, words, vectors[rows], some.signals, some.groups, cancel)
        return Listed(some.signals, logits, np.isin(some.groups, list(question.places)))

    def _read(
        self, questions: Sequence[Question], cancel: Cancellation
    ) -> Iterator[tuple[Question, Fused, Said]]:
        for start in range(0, len(questions), BATCH):
            some = questions[start : start + BATCH]
            states = [one.states for one in self.text.token_states([q.words for q in some], "query", cancel)]
            fused = self.model.fuse([Asked(note=of_text) for of_text in states], cancel)
            means = [of_text.mean(axis=0) for of_text in states]
            said = [
                Said(q.words, mean / max(float(np.linalg.norm(mean)), 1e-9))
                for q, mean in zip(some, means, strict=True)
            ]
            for one in zip(some, fused, said, strict=True):
                cancel.check()
                yield one


def place_of(question: Question, groups: Sequence[int]) -> int:
    """At which place, from 1, the first neighbourhood that answers comes; 0 if none does."""
    order = list(dict.fromkeys(groups))
    return next((place for place, group in enumerate(order, start=1) if group in question.places), 0)
