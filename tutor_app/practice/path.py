"""The next best step through a course, with its reason, and a plan up to a date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal, TypeAlias

from tutor_app.core.language import Language, tr_to
from tutor_app.core.practice import Concept, ConceptMap
from tutor_app.practice.tracing import MASTERED, Mastery

Activity: TypeAlias = Literal["review", "restore", "untangle", "learn", "rest"]

READY = 0.6  # mastery of a prerequisite from which what needs it can be learnt
GAIN = 0.18  # of mastery by one item, roughly: how far a concept is
MINUTES_AN_ITEM = 0.75
MAX_ITEMS = 8  # of one concept in a step
LEARNING_MINUTES = 6  # to read about a concept that is new


@dataclass(frozen=True, kw_only=True)
class PathStep:
    """What to do next."""

    activity: Activity
    minutes: int
    concept: Concept | None = None
    other: Concept | None = None  # that it is mixed up with
    needed_by: Concept | None = None  # that it opens the way to
    due: int = 0  # items


@dataclass(frozen=True)
class PlannedDay:
    """What is planned for a day."""

    day: date
    steps: tuple[PathStep, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


class Path:
    """Chooses steps by the concept map and what is known."""

    def __init__(self, concepts: ConceptMap, mastery: Mapping[str, Mastery], unseen: Mastery) -> None:
        self._concepts = {concept.id: concept for concept in concepts.concepts}
        self._mastery, self._unseen = mastery, unseen
        self._needs: dict[str, list[str]] = {}
        self._opens: dict[str, list[str]] = {}
        for edge in concepts.prerequisites:
            self._needs.setdefault(edge.after, []).append(edge.before)
            self._opens.setdefault(edge.before, []).append(edge.after)

    def mastery(self, concept: str) -> Mastery:
        return self._mastery.get(concept, self._unseen)

    def choose(self, due: int = 0, confused: Iterable[tuple[str, str]] = ()) -> PathStep:
        """Return the next best step: what is due, what is mixed up, what fades, what is ready to be learnt.

        `confused` are pairs of concepts that the learner took for one another, the worst first.
        """
        if due:
            return PathStep(activity="review", minutes=_minutes(due), due=due)
        for first, second in confused:
            if step := self._untangle(first, second):
                return step
        best = self.choose_concept()
        return self._step(best) if best else PathStep(activity="rest", minutes=0)

    def choose_concept(self, without: Iterable[str] = ()) -> Concept | None:
        """Return the concept whose practice gives most for its time; None: all are mastered."""
        left_out = set(without)
        open_ones = [
            concept
            for concept in self._concepts.values()
            if concept.id not in left_out and not self.mastery(concept.id).is_mastered
        ]
        if not open_ones:
            return None
        return max(open_ones, key=lambda concept: (self._value(concept), -concept.rank))

    def plan(self, today: date, until: date, minutes_a_day: int) -> list[PlannedDay]:
        """Spread what is not mastered over the days up to a date, prerequisites first.

        A later day has no step where all is planned before; what doesn't fit is left out at the end.
        """
        steps, planned = [], set[str]()
        while (best := self.choose_concept(planned)) is not None:
            needed = self._weakest_need(best.id, planned)
            best = self._concepts[needed] if needed else best
            planned.add(best.id)
            steps.append(self._step(best))
        days = []
        for number in range((until - today).days + 1):
            of_day: list[PathStep] = []
            while steps and (
                not of_day or sum(step.minutes for step in of_day) + steps[0].minutes <= minutes_a_day
            ):
                of_day.append(steps.pop(0))
            days.append(PlannedDay(today + timedelta(days=number), tuple(of_day)))
        return days

    def find_blockers(self, concept: str) -> list[Concept]:
        """Return what a concept needs and the learner lacks, the weakest first."""
        weak = [
            need
            for need in self._needs.get(concept, [])
            if need in self._concepts and not self._is_ready(need)
        ]
        return [self._concepts[need] for need in sorted(weak, key=lambda need: self.mastery(need).mean)]

    def _value(self, concept: Concept) -> float:
        """What practising is worth a minute: the concept and what it opens, by how ready one is for it."""
        mastery = self.mastery(concept.id)
        opened = sum(1 for after in self._opens.get(concept.id, []) if not self.mastery(after).is_mastered)
        return (1 + 0.3 * opened) * self._readiness(concept.id) / _items_left(mastery)

    def _readiness(self, concept: str) -> float:
        """The chance that what a concept needs is known: by the weakest of it, since one gap is enough."""
        known = [self.mastery(need).mean for need in self._needs.get(concept, []) if need in self._concepts]
        return min(known, default=1.0) ** 2

    def _is_ready(self, concept: str) -> bool:
        return self.mastery(concept).mean >= READY

    def _weakest_need(self, concept: str, planned: set[str]) -> str | None:
        """What must come before a concept, in as many steps back as it takes."""
        seen, found = {concept}, None
        while needs := [
            need
            for need in self._needs.get(found or concept, [])
            if need in self._concepts and need not in planned | seen and not self._is_ready(need)
        ]:
            found = min(needs, key=lambda need: self.mastery(need).mean)
            seen.add(found)
        return found

    def _untangle(self, first: str, second: str) -> PathStep | None:
        one, other = self._concepts.get(first), self._concepts.get(second)
        if one is None or other is None:
            return None
        blockers = self.find_blockers(second) or self.find_blockers(first)
        return PathStep(
            activity="untangle",
            minutes=_minutes(MAX_ITEMS) + (LEARNING_MINUTES if blockers else 0),
            concept=blockers[0] if blockers else one,
            other=other if not blockers else None,
            needed_by=other if blockers else None,
        )

    def _step(self, concept: Concept) -> PathStep:
        mastery = self.mastery(concept.id)
        opened = [after for after in self._opens.get(concept.id, []) if after in self._concepts]
        waiting = [after for after in opened if not self.mastery(after).is_mastered]
        first = min(waiting, key=lambda after: self._concepts[after].rank, default=None)
        return PathStep(
            activity="restore" if mastery.is_fading else "learn",
            minutes=_minutes(_items_left(mastery)) + (0 if mastery.count else LEARNING_MINUTES),
            concept=concept,
            needed_by=self._concepts[first] if first else None,
        )


def describe_step(step: PathStep, language: Language) -> str:
    """Say in a sentence what to do next and why."""
    minutes = (
        tr_to(language, "{count} minutes", count=step.minutes)
        if step.minutes != 1
        else tr_to(language, "1 minute")
    )
    concept, other, after = (one.name if one else "" for one in (step.concept, step.other, step.needed_by))
    match step.activity:
        case "review" if step.due == 1:
            return tr_to(language, "One item is due: before it is forgotten. {minutes}.", minutes=minutes)
        case "review":
            return tr_to(
                language,
                "{count} items are due: before they are forgotten. {minutes}.",
                count=step.due,
                minutes=minutes,
            )
        case "untangle" if step.other:
            return tr_to(language,
                "You mix up {concept} and {other}: set them side by side. {minutes}.",
                concept=concept, other=other, minutes=minutes,
            )  # fmt: skip
        case "untangle":
            return tr_to(language,
                "You mix up {other} with something else; {other} needs {concept}. {minutes}.",
                concept=concept, other=after, minutes=minutes,
            )  # fmt: skip
        case "restore" if after:
            return tr_to(language,
                "You knew {concept}, and it fades; {after} needs it. {minutes}.",
                concept=concept, after=after, minutes=minutes,
            )  # fmt: skip
        case "restore":
            return tr_to(
                language, "You knew {concept}, and it fades. {minutes}.", concept=concept, minutes=minutes
            )
        case "learn" if after:
            return tr_to(language,
                "{concept} comes next: {after} needs it. {minutes}.",
                concept=concept, after=after, minutes=minutes,
            )  # fmt: skip
        case "learn":
            return tr_to(
                language,
                "{concept} comes next: you have what it needs. {minutes}.",
                concept=concept,
                minutes=minutes,
            )
        case _:
            return tr_to(language, "Nothing is due, and all concepts are known. Rest, or read on.")


def find_confusions(
    wrong: Sequence[tuple[Sequence[str], str]], concepts: Sequence[Concept]
) -> list[tuple[str, str]]:
    """Return pairs of concepts that were taken for one another at least twice, the most frequent first.

    `wrong` are wrong answers: the concepts of the item, and what was answered.
    """
    by_name = {
        name.casefold().strip(): concept.id
        for concept in reversed(concepts)
        for name in (concept.name, *concept.aliases)
    }
    counts: dict[tuple[str, str], int] = {}
    for asked, answer in wrong:
        given = by_name.get(answer.casefold().strip())
        if given is None or given in asked:
            continue
        for concept in asked:
            first, second = sorted((concept, given))
            counts[first, second] = counts.get((first, second), 0) + 1
    return [pair for pair, count in sorted(counts.items(), key=lambda entry: -entry[1]) if count > 1]


def _items_left(mastery: Mastery) -> int:
    return min(MAX_ITEMS, max(1, ceil((MASTERED - mastery.mean) / GAIN)))


def _minutes(items: int) -> int:
    return max(1, round(items * MINUTES_AN_ITEM))
