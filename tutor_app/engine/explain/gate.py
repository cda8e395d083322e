"""Whether the material answers a question, decided before a word is said."""

import math
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.question import Question

Holds: TypeAlias = Literal["yes", "perhaps", "no"]  # what is asked for

# By `engine.fusion` or `engine.support`, the chance that the material speaks of it: below, nobody is asked.
HOPELESS = 0.05
SURE = 0.8  # from which no model is asked: 55 of 80 answered questions have as much, and 1 of 40 others
ENOUGH = 0.2  # where nothing else is known
# Of the model's yes beside its no. It is asked only where its answer can decide: it has to read the passages.
LEAST_YES, MOST_YES = 0.3, 0.95
LEAST_CLOSE, MOST_CLOSE = 0.0, 2.5


@dataclass(frozen=True)
class Scale:
    """A logistic scale of how much each sign says."""

    offset: float
    likely: float  # its log odds
    closest: float
    covered: float
    yes: float  # its log odds

    least: float  # the chance from which the material is taken to answer
    perhaps: float  # and from which it may

    def holds(self, signs: "Signs", yes: float) -> Holds:
        chance = self.chance(signs, yes)
        return "yes" if chance >= self.least else "perhaps" if chance >= self.perhaps else "no"

    def chance(self, signs: "Signs", yes: float) -> float:
        total = (
            self.offset
            + self.likely * _log_odds(signs.likely)
            + self.closest * _within(signs.closest)
            + self.covered * signs.covered
            + self.yes * _log_odds(yes)
        )
        return 1 / (1 + math.exp(-total))


@dataclass(frozen=True)
class Signs:
    """What the search tells."""

    likely: float  # the chance that the material speaks of it
    closest: float | None  # how close the closest sentence is: `Search.closeness`; None: that can't be told
    covered: float = 1.0  # the share of the question's words that one passage holds


# Fitted on 125 questions that eleven courses answer and 55 that they don't, seven of these by a hair. Of ten
# folds, each told by the other nine: of 80 and 40 plain ones about five courses none is refused, 7 are quoted
# with a perhaps, and 2 answered that should not be; of 45 and 15 meant to be hard, 6, 10 and 3. Without the
# model none, 5 and 2; 5, 6 and 5. Read aloud and heard by Whisper, also in noise, no more are answered that
# should not be: a word that was misheard makes a question less likely, not more.
WITH_MODEL = Scale(-1.61, 0.45, 1.43, 1.17, 0.48, least=0.76, perhaps=0.36)
ALONE = Scale(-1.31, 0.52, 1.50, 1.25, 0.0, least=0.64, perhaps=0.3)


class Judge(Protocol):
    """Who can tell whether passages hold an answer."""

    def chance_of_answer(self, question: Question, cancel: Cancellation) -> float:
        """0 to 1."""


def holds_answer(question: Question, signs: Signs, judge: Judge | None, cancel: Cancellation) -> Holds:
    """Whether the passages answer the question, as far as can be told before it is answered."""
    if not question.passages or signs.likely < HOPELESS:
        return "no"
    if judge is None or not question.text.strip() or signs.likely >= SURE:
        if signs.closest is None:
            return "yes" if signs.likely >= ENOUGH else "no"
        return ALONE.holds(signs, 0.5)
    at_least, at_most = (WITH_MODEL.holds(signs, yes) for yes in (LEAST_YES, MOST_YES))
    if at_least == at_most:
        return at_least
    return WITH_MODEL.holds(signs, judge.chance_of_answer(question, cancel))


def _within(closest: float | None) -> float:
    """Far is far, and close is close."""
    return 1.0 if closest is None else min(max(closest, LEAST_CLOSE), MOST_CLOSE)


def _log_odds(chance: float) -> float:
    within = min(max(chance, 0.001), 0.999)
    return math.log(within / (1 - within))
