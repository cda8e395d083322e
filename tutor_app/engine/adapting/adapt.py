"""Learns from some of a course's own questions and judges on the others: kept only if better each time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.shelf import Shelf
from tutor_app.engine.adapting.adaptation import Adaptation, material_of
from tutor_app.engine.adapting.judging import Judged
from tutor_app.engine.adapting.questions import Question, questions_of

HELD_BACK = 0.6  # a dozen weights need few questions to learn from; to tell learning from luck takes many
FEWEST = 100  # questions held back: of fewer, luck can't be told from learning
DRAWS = (1, 2, 3)  # seeds: in one real book luck explained the same learning by 0.0008, 0.18 and 0.12


@dataclass(frozen=True)
class Progress:
    """How far it is."""

    stage: Literal["learn", "judge"]
    done: int
    total: int


Report: TypeAlias = Callable[[Progress], None]


class Way(Protocol):
    """A way of searching with weights that a course can change."""

    @property
    def of(self) -> str:
        """What the weights belong to."""

    def learn(
        self, shelf: Shelf, questions: Sequence[Question], done: Callable[[int], None], cancel: Cancellation
    ) -> Mapping[str, float]:
        """Weights by name; empty: it is best as it is. `done` hears how many questions are read."""

    def places(
        self,
        shelf: Shelf,
        questions: Sequence[Question],
        weights: Mapping[str, float],
        done: Callable[[int], None],
        cancel: Cancellation,
    ) -> list[tuple[int, int]]:
        """Where each question's neighbourhood comes in the whole ranking, without and with the weights."""


@dataclass(frozen=True)
class Outcome:
    """What was learnt, and how it did on the questions held back."""

    adaptation: Adaptation
    judged: Judged

    @property
    def is_kept(self) -> bool:
        return self.judged.is_better


def adapt(
    shelf: Shelf, way: Way, report: Report, cancel: Cancellation, seeds: Sequence[int] = DRAWS
) -> Outcome:
    """The first of several draws if each is better, else the one that is not. Nothing is written here.

    A seed decides which questions are made and which of them are held back.

    Raises:
        TutorError: the course gives too few questions.
        Cancelled.
    """
    first: Outcome | None = None
    for seed in seeds:
        outcome = _drawn(shelf, way, report, cancel, np.random.default_rng(seed))
        if not outcome.is_kept:
            return outcome
        first = first or outcome
    if first is None:
        raise ValueError("at least one seed")
    return first


def _drawn(
    shelf: Shelf, way: Way, report: Report, cancel: Cancellation, random: np.random.Generator
) -> Outcome:
    learning, held = split(questions_of(shelf, random), random)
    if len(held) < FEWEST:
        raise TutorError(
            tr("This course is too short to learn from."),
            tr("It gives {count} questions; about {least} are needed.", count=len(learning) + len(held),
               least=round(FEWEST / HELD_BACK)),
        )  # fmt: skip
    weights = way.learn(shelf, learning, lambda n: report(Progress("learn", n, len(learning))), cancel)
    places = way.places(shelf, held, weights, lambda n: report(Progress("judge", n, len(held))), cancel)
    judged = Judged(tuple(before for before, _ in places), tuple(after for _, after in places))
    return Outcome(Adaptation(way.of, material_of(shelf), weights), judged)


def split(
    questions: Sequence[Question], random: np.random.Generator
) -> tuple[list[Question], list[Question]]:
    """Those to learn from and those held back; what is made of one passage or figure stays together."""
    sources = list(dict.fromkeys(question.made_of for question in questions))
    order = random.permutation(len(sources))
    held = {sources[i] for i in order[: round(HELD_BACK * len(sources))]}
    return (
        [question for question in questions if question.made_of not in held],
        [question for question in questions if question.made_of in held],
    )
