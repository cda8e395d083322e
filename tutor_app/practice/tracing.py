"""What a learner knows of each concept, by knowledge tracing with forgetting; an interval beside each number.

One learner's answers are too few to fit a concept's parameters. So two hundred sets of them, drawn from how
parameters lie (`TracingPrior`), are weighed by how well each explains the learner's own answers; mastery is
their mean, its interval what nine tenths of them say.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from tutor_app.core.practice import Observation, ObservationKind
from tutor_app.practice.bkt import Numbers

DRAWS = 200
INTERVAL = 0.9  # of the probability lies between `low` and `high`
MASTERED = 0.85  # mean mastery from which a concept counts as known
STRENGTHENS = 1.6  # times that a recall makes a memory last longer
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
        self.prior = _draw(random, prior.prior)
        self.learn = _draw(random, prior.learn)
        self.guess = np.minimum(_draw(random, prior.guess), 0.49)  # who doesn't know is mostly wrong
        self.slip = np.minimum(_draw(random, prior.slip), 0.49)
        shortest, longest = prior.half_life_days
        self.half_life_days = np.exp(random.uniform(math.log(shortest), math.log(longest), DRAWS))

    def begin(self) -> "ConceptTrace":
        """Begin to trace a concept of which nothing is known."""
        return ConceptTrace(self)

    def trace(self, observations: Iterable[Observation], now: datetime) -> Mastery:
        """Return what the observations of one concept, oldest first, say of it now."""
        trace = self.begin()
        for one in observations:
            trace.observe(one.observed_at, one.kind, is_right=one.is_right)
        return trace.read(now)

    def trace_all(self, observations: Iterable[Observation], now: datetime) -> dict[str, Mastery]:
        """Return the mastery of each concept that there is evidence of."""
        by_concept: dict[str, list[Observation]] = {}
        for one in observations:
            by_concept.setdefault(one.concept, []).append(one)
        return {concept: self.trace(own, now) for concept, own in by_concept.items()}

    @property
    def unseen(self) -> Mastery:
        """A concept without evidence."""
        return self.begin().read(None)


class ConceptTrace:
    """What each set of parameters makes of the evidence so far."""

    def __init__(self, tracer: KnowledgeTracer) -> None:
        self._of = tracer
        self._known = tracer.prior.copy()
        self._weights = np.zeros(DRAWS)  # log likelihoods
        self._strength = np.ones(DRAWS)  # each recall makes a memory last longer
        self._last: datetime | None = None
        self._count = 0

    def observe(self, at: datetime, kind: ObservationKind, *, is_right: bool) -> None:
        """Take one piece of evidence in, no earlier than the last one."""
        known, drawn = self._fade(at), self._of
        power = EVIDENCE_WEIGHTS[kind]
        if_known = (1 - drawn.slip if is_right else drawn.slip) ** power
        if_not = (drawn.guess if is_right else 1 - drawn.guess) ** power
        chance = known * if_known + (1 - known) * if_not
        self._known = known * if_known / chance
        self._weights += np.log(chance)
        if kind != "question":
            self._known += (1 - self._known) * drawn.learn
            longer = self._strength * STRENGTHENS
            self._strength = longer if is_right else np.maximum(1.0, self._strength / STRENGTHENS)
        self._last = at
        self._count += 1

    def read(self, now: datetime | None) -> Mastery:
        """Return the mastery at a time after the last evidence; None: right after it."""
        shares = np.exp(self._weights - self._weights.max())
        shares /= shares.sum()
        known = self._fade(now) if now else self._known
        low, high = _find_interval(known, shares)
        recalled = float(shares @ self._known) if self._count else 0.0
        return Mastery(float(shares @ known), low, high, self._count, self._last, recalled)

    def _fade(self, until: datetime) -> Numbers:
        """What is still known by then."""
        if self._last is None:
            return self._known
        days = max(0.0, (until - self._last).total_seconds() / 86_400)
        return np.asarray(self._known * 0.5 ** (days / (self._of.half_life_days * self._strength)))


def _draw(random: np.random.Generator, spread: ParameterRange) -> Numbers:
    return random.beta(spread.mean * spread.strength, (1 - spread.mean) * spread.strength, DRAWS)


def _find_interval(values: Numbers, shares: Numbers) -> tuple[float, float]:
    """The values between which the middle nine tenths of the shares lie."""
    order = np.argsort(values)
    reached = np.cumsum(shares[order])
    tail = (1 - INTERVAL) / 2
    places = np.searchsorted(reached, [tail, 1 - tail])
    low, high = values[order][np.minimum(places, len(values) - 1)]
    return float(low), float(high)
