"""A simulated cohort: concepts known after 20 sessions, by our path, in the book's order, at random.

The learners are none of ours: their skills are known, learnt or forgotten by rules that the tracer doesn't
know, and what lacks its prerequisites is hardly ever learnt.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from tutor_app.core.practice import Concept, ConceptMap, Prerequisite
from tutor_app.practice.path import Path
from tutor_app.practice.tracing import KnowledgeTracer

CONCEPTS, SESSIONS, ITEMS = 40, 20, 15
IN_A_ROW = 3  # items of one concept before the path is asked again
BEGIN = datetime(2026, 1, 5, 17, tzinfo=UTC)
HALF_LIFE_DAYS = (12.0, 45.0)  # of a learner's fresh memory
POLICIES = ("path", "book", "random")


@dataclass
class SimulatedLearner:
    """One who learns by answering, forgets between sessions, and needs prerequisites."""

    known: np.ndarray
    learn: float
    guess: float
    slip: float
    half_life_days: float
    needs: list[list[int]]

    def __post_init__(self):
        self.strength = np.ones(len(self.known))
        self.since = np.zeros(len(self.known))

    def answer(self, concept, random):
        right = random.random() < (1 - self.slip if self.known[concept] else self.guess)
        has_needs = all(self.known[need] for need in self.needs[concept])
        if not self.known[concept] and random.random() < self.learn * (1 if has_needs else 0.1):
            self.known[concept] = True
        if self.known[concept]:
            self.strength[concept] *= 1.5 if self.since[concept] >= 1 else 1.1
        self.since[concept] = 0
        return right

    def sleep(self, days, random):
        keep = 0.5 ** (days / (self.half_life_days * self.strength))
        self.known &= random.random(len(self.known)) < keep
        self.since += days


def make_map(random):
    """A book: a concept needs up to two of the eight before it."""
    needs = []
    for place in range(CONCEPTS):
        before = list(range(max(0, place - 8), place))
        count = min(len(before), int(random.integers(0, 3)))
        needs.append(sorted(random.choice(before, count, replace=False).tolist()) if count else [])
    concepts = tuple(
        Concept(id=str(place), course="book", name=f"concept {place}", rank=place)
        for place in range(CONCEPTS)
    )
    edges = tuple(Prerequisite(str(need), str(place)) for place, own in enumerate(needs) for need in own)
    return needs, ConceptMap(concepts, edges)


def make_learner(needs, random):
    known = np.zeros(CONCEPTS, bool)
    for place in range(CONCEPTS):  # a fifth of the beginning is known already
        known[place] = random.random() < 0.35 * (1 - place / CONCEPTS) and all(
            known[one] for one in needs[place]
        )
    low, high = np.log(HALF_LIFE_DAYS)
    return SimulatedLearner(
        known, random.uniform(0.15, 0.4), random.uniform(0.1, 0.3), random.uniform(0.03, 0.15),
        float(np.exp(random.uniform(low, high))), needs,
    )  # fmt: skip


def practise(policy, seed, tracer):
    """Return how many concepts one learner knows after the last session."""
    random = np.random.default_rng(seed)
    needs, concepts = make_map(random)
    learner = make_learner(needs, random)
    chooser = _Chooser(policy, concepts, tracer, random)
    for session in range(SESSIONS):
        now = BEGIN + timedelta(days=2 * session)
        chooser.begin(now)
        for number in range(ITEMS):
            at = now + timedelta(minutes=number)
            concept = chooser.choose(session * ITEMS + number)
            chooser.note(concept, at, learner.answer(concept, random))
        learner.sleep(2, random)
    return int(learner.known.sum())


class _Chooser:
    def __init__(self, policy, concepts, tracer, random):
        self.policy, self.concepts, self.tracer, self.random = policy, concepts, tracer, random
        self.traces, self.mastery, self.row = {}, {}, 0
        self.current = 0

    def begin(self, now):
        self.row = 0
        if self.policy == "path":
            self.mastery = {key: trace.read(now) for key, trace in self.traces.items()}

    def choose(self, number):
        if self.policy == "book":
            return number * CONCEPTS // (SESSIONS * ITEMS)
        if self.policy == "random":
            return int(self.random.integers(CONCEPTS))
        if self.row % IN_A_ROW == 0:
            best = Path(self.concepts, self.mastery, self.tracer.unseen).choose_concept()
            self.current = int(best.id) if best else int(self.random.integers(CONCEPTS))
        self.row += 1
        return self.current

    def note(self, concept, at, is_right):
        if self.policy == "path":
            trace = self.traces.setdefault(str(concept), self.tracer.begin())
            trace.observe(at, "review", is_right=is_right)
            self.mastery[str(concept)] = trace.read(at)


def measure(learners=1000):
    """Mean number of concepts known after the last session, by policy."""
    tracer = KnowledgeTracer()
    return {
        policy: float(np.mean([practise(policy, seed, tracer) for seed in range(learners)]))
        for policy in POLICIES
    }
