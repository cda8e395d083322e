"""What a learner knows of each concept, by knowledge tracing with forgetting; an interval beside each number.

One learner's answers are too few to fit a concept's parameters. So two hundred sets of them, drawn from how
parameters lie (`TracingPrior`), are weighed by how well each explains the learner's own answers; mastery is
their mean, its interval what nine tenths of them say.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.practice import Observation, ObservationKind

DRAWS = 200
INTERVAL = 0.9  # of the probability lies between `low` and `high`
MASTERED = 0.85  # mean mastery from which a concept counts as known
SEEDED = 20260101  # the draws are the same each time: a number never changes by itself

# How much each kind of evidence counts, as the power of its likelihood. Who asks about a concept often lacks
# it, but may be ahead of all others: a tenth of an answer.
EVIDENCE_WEIGHTS: Mapping[ObservationKind, float] = {
    "review": 1.0,
    "test": 1.0,
    "teach_back": 1.0,
    "question": 0.1,
}


@dataclass(frozen=True)
class ParameterRange:
    """Beta distribution of a parameter over concepts."""

    mean: float
    strength: float  # pseudo-counts: the larger, the narrower


@dataclass(frozen=True)
class TracingPrior:
    """How the parameters of knowledge tracing lie before a learner's answers are seen.

    Learn, guess and slip lie as between the 168 skills with 500 answers or more that `./check --bench
    tracing` fits on ASSISTments 2009 and 2015; nothing of that data is here. Two are judged, not measured: a
    reader of a new chapter knows less than those pupils did (0.67), and forgetting goes by days, which that
    data lacks: a half in 10 to 60 days, about what FSRS's defaults say of items that were recalled once.
    """

    prior: ParameterRange = ParameterRange(0.40, 4.0)
    learn: ParameterRange = ParameterRange(0.26, 8.9)
    guess: ParameterRange = ParameterRange(0.28, 11.8)
    slip: ParameterRange = ParameterRange(0.155, 25.9)
    half_life_days: tuple[float, float] = (10.0, 60.0)


@dataclass(frozen=True)
class Mastery:
    """How probable it is that a concept is known now."""

    mean: float
    low: float
    high: float
    count: int  # observations
    last: datetime | None = None
    recalled: float = 0.0  # mean right after the last observation: what has faded since

    @property
    def is_mastered(self) -> bool:
        return self.mean >= MASTERED

    @property
    def is_fading(self) -> bool:
        """Say whether it was known and is not certain any more."""
        return self.recalled >= MASTERED > self.mean


class KnowledgeTracer:
    """Traces concepts one by one."""

    def __init__(self, prior: TracingPrior | None = None) -> None:
        prior = prior or TracingPrior()
        random = np.random.default_rng(SEEDED)
        self._prior = _draw(random, prior.prior)
        self._learn = _draw(random, prior.learn)
        self._guess = np.minimum(_draw(random, prior.guess), 0.49)  # who doesn't know is mostly wrong
        self._slip = np.minimum(_draw(random, prior.slip), 0.49)
        shortest, longest = prior.half_life_days
        self._half_life = np.exp(random.uniform(math.log(shortest), math.log(longest), DRAWS))

    def trace(self, observations: Sequence[Observation], now: datetime) -> Mastery:
        """Return what the observations of one concept, oldest first, say of it now."""
        known, weights = self._prior.copy(), np.zeros(DRAWS)  # weights: log likelihoods
        last: datetime | None = None
        strength = np.ones(DRAWS)  # each recall makes a memory last longer
        for one in observations:
            if last is not None:
                known *= self._keep(last, one.observed_at, strength)
            power = EVIDENCE_WEIGHTS[one.kind]
            if_known = (1 - self._slip if one.is_right else self._slip) ** power
            if_not = (self._guess if one.is_right else 1 - self._guess) ** power
            chance = known * if_known + (1 - known) * if_not
            known = known * if_known / chance
            weights += np.log(chance)
            if one.kind != "question":
                known = known + (1 - known) * self._learn
                strength = strength * 1.6 if one.is_right else np.maximum(1.0, strength / 1.6)
            last = one.observed_at
        shares = np.exp(weights - weights.max())
        shares /= shares.sum()
        recalled = float(shares @ known)
        if last is not None:
            known = known * self._keep(last, now, strength)
        low, high = _find_interval(known, shares)
        return Mastery(float(shares @ known), low, high, len(observations), last, recalled)

    def trace_all(self, observations: Iterable[Observation], now: datetime) -> dict[str, Mastery]:
        """Return the mastery of each concept that there is evidence of."""
        by_concept: dict[str, list[Observation]] = {}
        for one in observations:
            by_concept.setdefault(one.concept, []).append(one)
        return {concept: self.trace(own, now) for concept, own in by_concept.items()}

    @property
    def unseen(self) -> Mastery:
        """A concept without evidence."""
        low, high = _find_interval(self._prior, np.full(DRAWS, 1 / DRAWS))
        return Mastery(float(self._prior.mean()), low, high, 0)

    def _keep(self, since: datetime, until: datetime, strength: NDArray[np.float64]) -> NDArray[np.float64]:
        """The share of what was known that still is."""
        days = max(0.0, (until - since).total_seconds() / 86_400)
        return np.asarray(0.5 ** (days / (self._half_life * strength)))


def _draw(random: np.random.Generator, spread: ParameterRange) -> NDArray[np.float64]:
    return random.beta(spread.mean * spread.strength, (1 - spread.mean) * spread.strength, DRAWS)


def _find_interval(values: NDArray[np.float64], shares: NDArray[np.float64]) -> tuple[float, float]:
    """The values between which the middle nine tenths of the shares lie."""
    order = np.argsort(values)
    reached = np.cumsum(shares[order])
    tail = (1 - INTERVAL) / 2
    places = np.searchsorted(reached, [tail, 1 - tail])
    low, high = values[order][np.minimum(places, len(values) - 1)]
    return float(low), float(high)
