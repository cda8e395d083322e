"""Bayesian knowledge tracing with forgetting: its parameters, fitted by expectation–maximisation.

A skill is known or not. Before the first answer it is known with probability `prior`; between two answers
it is learnt (`learn`) or forgotten (`forget`); who knows it answers wrongly with `slip`, who does not rightly
with `guess`.

Source: Corbett and Anderson 1995, doi.org/10.1007/BF01099821; forgetting as in pyBKT, arXiv 2105.00385
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]

ITERATIONS = 60
TOLERANCE = 1e-5  # of the mean log likelihood of an answer
STRENGTH = 8.0  # pseudo-answers that hold a skill's parameters near those of all skills together
_START = (0.4, 0.15, 0.03, 0.25, 0.12)  # prior, learn, forget, guess, slip
_LEAST, _MOST = 1e-4, 1 - 1e-4
_TINY = 1e-12  # without forgetting a state becomes certain


@dataclass(frozen=True)
class BktParameters:
    """One number for each skill, in each array (k,)."""

    prior: Numbers
    learn: Numbers
    forget: Numbers
    guess: Numbers
    slip: Numbers

    def take(self, skills: Places) -> "BktParameters":
        """Return the parameters of some skills, in their order."""
        return BktParameters(*(values[skills] for values in self.as_tuple()))

    def as_tuple(self) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        return self.prior, self.learn, self.forget, self.guess, self.slip


@dataclass(frozen=True)
class AnswerLog:
    """Answers in the order in which they were given; arrays (n,)."""

    learners: Places
    skills: Places
    correct: NDArray[np.bool_]


@dataclass(frozen=True)
class BktFit:
    """What fitting came to."""

    parameters: BktParameters
    iterations: int
    log_likelihood: float  # mean of an answer


@dataclass(frozen=True)
class _Sequences:
    """Answers of each learner to each skill, longest first; alike ones stand once, with their number."""

    skills: Places  # (m,)
    weights: Numbers  # (m,)
    answers: list[NDArray[np.bool_]]  # at step t: (number of sequences longer than t,)
    places: list[Places] | None  # of these answers in the log, where alike ones were not joined

    @property
    def widths(self) -> list[int]:
        return [len(step) for step in self.answers]


def fit_bkt(log: AnswerLog, skills: int, *, has_forgetting: bool = True) -> BktFit:
    """Fit one set of parameters to each of `skills` skills, each held near those of all together.

    A skill without answers has those of all together.
    """
    whole = _arrange(log, is_joined=True)
    pooled = _Sequences(np.zeros_like(whole.skills), whole.weights, whole.answers, None)
    start = BktParameters(*(np.array([value]) for value in _START))
    if not has_forgetting:
        start = BktParameters(start.prior, start.learn, np.zeros(1), start.guess, start.slip)
    common, _, _ = _maximise(pooled, start, start, 0.0)
    spread = common.take(np.zeros(skills, np.int64))
    parameters, iterations, likelihood = _maximise(whole, spread, spread, STRENGTH)
    return BktFit(parameters, iterations, likelihood)


def predict_answers(log: AnswerLog, parameters: BktParameters) -> Numbers:
    """Return the chance that each answer is right, as known before it was given; (n,)."""
    sequences = _arrange(log, is_joined=False)
    chances = np.empty(len(log.correct))
    own = parameters.take(sequences.skills)
    known, _, _ = _filter(sequences, own)
    for places, state in zip(sequences.places or [], known, strict=True):
        width = len(state)
        chances[places] = state * (1 - own.slip[:width]) + (1 - state) * own.guess[:width]
    return chances


def _arrange(log: AnswerLog, *, is_joined: bool) -> _Sequences:
    """Cut a log into sequences."""
    order = np.lexsort((log.learners, log.skills))  # stable: answers stay in their order
    learners, skills, correct = log.learners[order], log.skills[order], log.correct[order]
    begins = np.flatnonzero(np.r_[True, (learners[1:] != learners[:-1]) | (skills[1:] != skills[:-1])])
    lengths = np.diff(np.r_[begins, len(order)])
    weights = np.ones(len(begins))
    if is_joined:
        begins, lengths, weights = _join_alike(begins, lengths, skills, correct)
    longest_first = np.argsort(-lengths, kind="stable")
    begins, lengths, weights = begins[longest_first], lengths[longest_first], weights[longest_first]
    widths = np.searchsorted(-lengths, -np.arange(lengths[0] if len(lengths) else 0), side="left")
    answers = [correct[begins[:width] + step] for step, width in enumerate(widths)]
    places = None if is_joined else [order[begins[:width] + step] for step, width in enumerate(widths)]
    return _Sequences(skills[begins], weights, answers, places)


def _join_alike(
    begins: Places, lengths: Places, skills: Places, correct: NDArray[np.bool_]
) -> tuple[Places, Places, Numbers]:
    """Keep one of the sequences that are the same, with how many there are: two thirds are such."""
    text = correct.astype(np.uint8).tobytes()
    counts: dict[tuple[int, bytes], list[int]] = {}
    for begin, length, skill in zip(begins.tolist(), lengths.tolist(), skills[begins].tolist(), strict=True):
        counts.setdefault((skill, text[begin : begin + length]), [begin, 0])[1] += 1
    first = np.array([begin for begin, _ in counts.values()], np.int64)
    weights = np.array([count for _, count in counts.values()], np.float64)
    kept = np.array([len(answers) for _, answers in counts], np.int64)
    return first, kept, weights


def _filter(sequences: _Sequences, own: BktParameters) -> tuple[list[Numbers], list[Numbers], list[Numbers]]:
    """At each step: P(known) before the answer and after it, and the answer's probability."""
    before, after, chances = [], [], []
    state = own.prior
    for answers in sequences.answers:
        width = len(answers)
        state = state[:width]
        slip, guess = own.slip[:width], own.guess[:width]
        right = state * np.where(answers, 1 - slip, slip)
        chance = right + (1 - state) * np.where(answers, guess, 1 - guess)
        posterior = right / chance
        before.append(state)
        after.append(posterior)
        chances.append(chance)
        state = posterior * (1 - own.forget[:width]) + (1 - posterior) * own.learn[:width]
    return before, after, chances


def _maximise(
    sequences: _Sequences, start: BktParameters, common: BktParameters, strength: float
) -> tuple[BktParameters, int, float]:
    """Repeat expectation and maximisation until the likelihood stays."""
    parameters, last, total = start, -np.inf, 0.0
    answers = float(sum(sequences.weights[:width].sum() for width in sequences.widths)) or 1.0
    iterations = 0
    while iterations < ITERATIONS and total - last >= TOLERANCE:
        last = total if iterations else -np.inf
        counts, likelihood = _expect(sequences, parameters)
        total = likelihood / answers
        parameters = _update(counts, common, strength)
        iterations += 1
    return parameters, iterations, total


def _expect(sequences: _Sequences, parameters: BktParameters) -> tuple[list[tuple[Numbers, Numbers]], float]:
    """Expected counts of each parameter's event and of its occasions, by skill; and the log likelihood."""
    own = parameters.take(sequences.skills)
    before, after, chances = _filter(sequences, own)
    weights, skills, number = sequences.weights, sequences.skills, len(parameters.prior)
    sums = np.zeros((10, len(skills)))  # event and occasions of prior, learn, forget, guess, slip
    later_known = later_not = np.zeros(0)
    likelihood = 0.0
    for step in range(len(before) - 1, -1, -1):
        answers, posterior = sequences.answers[step], after[step]
        width, inner = len(answers), len(later_known)
        known, unknown = posterior.copy(), 1 - posterior
        if inner:  # sequences that go on
            learn, forget = own.learn[:inner], own.forget[:inner]
            gain = unknown[:inner] * learn * later_known
            loss = known[:inner] * forget * later_not
            known[:inner] *= (1 - forget) * later_known + forget * later_not
            unknown[:inner] *= (1 - learn) * later_not + learn * later_known
            sums[2, :inner] += gain
            sums[3, :inner] += unknown[:inner]
            sums[4, :inner] += loss
            sums[5, :inner] += known[:inner]
        sums[6, :width] += unknown * answers
        sums[7, :width] += unknown
        sums[8, :width] += known * ~answers
        sums[9, :width] += known
        likelihood += float(weights[:width] @ np.log(chances[step]))
        if step:
            prior = before[step]
            later_known = known / np.maximum(prior, _TINY)
            later_not = unknown / np.maximum(1 - prior, _TINY)
        else:
            sums[0, :width], sums[1, :width] = known, 1.0
    totals: list[Numbers] = [np.bincount(skills, weights * row, number).astype(np.float64) for row in sums]
    return list(zip(totals[::2], totals[1::2], strict=True)), likelihood


def _update(counts: list[tuple[Numbers, Numbers]], common: BktParameters, strength: float) -> BktParameters:
    """The parameters that make the counts most probable, held near common ones."""
    values = []
    for (events, occasions), mean in zip(counts, common.as_tuple(), strict=True):
        if np.all(mean == 0):  # without forgetting
            values.append(mean)
            continue
        share = (events + strength * mean) / np.maximum(occasions + strength, 1e-9)
        values.append(np.clip(share, _LEAST, _MOST))
    return BktParameters(*values)
