"""What `tutor_app.open().practice()` gives: what is due, answers, what is known, what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, language_of, spoken, tr
from tutor_app.core.practice import (
    GRADE_BY_VERDICT,
    Card,
    Concept,
    ConceptMap,
    Grade,
    Item,
    ItemSource,
    Occasion,
    Review,
    Verdict,
    derive_item_id,
)
from tutor_app.core.valid_text import to_valid_text
from tutor_app.practice.fitting import FitReport, fit_parameters
from tutor_app.practice.path import Path, PathStep, PlannedDay, describe_step, find_confusions
from tutor_app.practice.queue import DailyLimits, ReviewQueue, bury, make_queue, start_of_day
from tutor_app.practice.scheduling import (
    DEFAULT_PARAMETERS,
    DEFAULT_RETENTION,
    MAX_RETENTION,
    MIN_RETENTION,
    ReviewScheduler,
    are_parameters,
    forecast,
)
from tutor_app.practice.tracing import KnowledgeTracer, Mastery
from tutor_app.settings.settings import Settings
from tutor_app.store.practice.changes import Change
from tutor_app.store.practice.practice_record import PracticeRecord
from tutor_app.tutor.practice.exchange.bundle import PracticeBundle

FITTED = "fsrs"  # the name under which the record keeps parameters
FORECAST_DAYS = 30
ProgressState: TypeAlias = Literal["known", "fading", "learning", "unseen"]


@dataclass(frozen=True, kw_only=True)
class GivenAnswer:
    """What the learner gave, and how it is graded."""

    grade: Grade
    words: str = ""
    verdict: Verdict | None = None  # of a judge; None: the learner graded it
    duration_ms: int = 0
    hints: int = 0  # that were seen before
    occasion: Occasion = "review"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of an answer."""

    review: Review
    card: Card
    before: Card
    is_leech: bool  # it was set aside


@dataclass(frozen=True, kw_only=True)
class ConceptProgress:
    """A concept with what is known of it."""

    concept: Concept
    mastery: Mastery
    items: int

    @property
    def state(self) -> ProgressState:
        if not self.mastery.count:
            return "unseen"
        if self.mastery.is_mastered:
            return "known"
        return "fading" if self.mastery.is_fading else "learning"


@dataclass(frozen=True, kw_only=True)
class Today:
    """What one sees first."""

    queue: ReviewQueue
    step: PathStep
    reason: str  # of the step, in a sentence
    forecast: tuple[int, ...]  # items due each day from today on
    done: int  # reviews today


class Practice:
    """One learner's practice in a course, or in all."""

    def __init__(
        self,
        record: PracticeRecord,
        settings: Settings,
        course: str = "",
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        """`course` is a folder's name; empty: all courses."""
        self._record, self._settings, self._now = record, settings, now
        self.course = course
        self._tracer = KnowledgeTracer()

    # what is asked

    @property
    def items(self) -> list[Item]:
        """All items that may be asked: those that the learner flagged wait for a correction."""
        return [row.item for row in self._record.items.all(self.course or None) if not row.flag]

    def item(self, id: str) -> Item:
        """Raises: TutorError: there is none."""
        try:
            return self._record.items.find(id).item
        except KeyError as error:
            raise TutorError(
                tr("There is no item {id}.", id=id), tr("See the items with: tutor practice list")
            ) from error

    def queue(self) -> ReviewQueue:
        """What is asked now."""
        now = self._now()
        today = self._record.reviews.log(self.course or None, start_of_day(now))
        limits = DailyLimits(max(0, self._settings.new_a_day), max(0, self._settings.reviews_a_day))
        return make_queue(self.items, self._cards(), today, limits, self.scheduler, now)

    def next_item(self) -> Item | None:
        """The item to ask now; None: nothing is due."""
        id = self.queue().next
        return self.item(id) if id else None

    def preview(self, item: Item) -> dict[Grade, float]:
        """How many days an item would stay away after each grade."""
        gaps = self.scheduler.preview(self._record.reviews.card(item.id), self._now())
        return {grade: gap.total_seconds() / 86_400 for grade, gap in gaps.items()}

    @property
    def scheduler(self) -> ReviewScheduler:
        """FSRS with the learner's own parameters, where they were fitted."""
        retention = self._settings.desired_retention
        if not MIN_RETENTION <= retention <= MAX_RETENTION:
            retention = DEFAULT_RETENTION
        kept = self._record.fitted(FITTED)
        own = tuple(kept[0]) if kept and are_parameters(kept[0]) else DEFAULT_PARAMETERS
        return ReviewScheduler(own, retention)

    # answers

    def answer(self, item: Item, given: GivenAnswer) -> Outcome:
        """Keep an answer and move its card.

        Raises:
            TutorError: the record can't be written.
        """
        before = self._record.reviews.card(item.id)
        at = max(self._now(), before.last_review or self._now())  # a clock that was set back
        card = self.scheduler.review(replace(before, is_suspended=False), given.grade, at)
        review = Review(
            item=item.id, reviewed_at=at, grade=given.grade, duration_ms=given.duration_ms,
            answer=to_valid_text(given.words), verdict=given.verdict, hints=given.hints,
            occasion=given.occasion,
        )  # fmt: skip
        kept = self._record.reviews.add(review, card, item.course)
        return Outcome(review=kept, card=card, before=before, is_leech=card.is_suspended)

    def overrule(self, item: Item, grade: Grade) -> Card:
        """Let the learner's word count for the last answer to an item. Raises: TutorError."""
        log = self._record.reviews.log(item=item.id)
        if not log:
            raise TutorError(tr("There is no item {id}.", id=item.id))
        last = log[-1]
        card = self.scheduler.replay(item.id, [*log[:-1], replace(last, grade=grade)])
        self._record.reviews.overrule(last.id, grade, card, item.course, self._now())
        return card

    def undo(self) -> Change | None:
        """Take the last change back: a review, a deletion, an edit, …; None where there is none."""
        return self._record.undo()

    @property
    def last_change(self) -> Change | None:
        return self._record.last_change

    def bury(self, item: Item) -> None:
        """Hide an item until tomorrow. Raises: TutorError."""
        card = bury(self._record.reviews.card(item.id), self._now())
        self._record.reviews.put_cards([card], "bury", item.course, self._now())

    def suspend(self, item: Item, *, is_suspended: bool = True) -> None:
        """Don't ask an item any more, or again. Raises: TutorError."""
        card = replace(self._record.reviews.card(item.id), is_suspended=is_suspended)
        deed = "suspend" if is_suspended else "unsuspend"
        self._record.reviews.put_cards([card], deed, item.course, self._now())

    # items

    def add_card(self, prompt: str, key: str, course: str, source: ItemSource | None = None) -> Item:
        """Make a card of what the learner wrote, marked or was answered. Raises: TutorError."""
        prompt, key = to_valid_text(prompt.strip()), to_valid_text(key.strip())
        if not (prompt and key):
            raise TutorError(tr("A card has two sides."), tr("Write a question and its answer."))
        language: Language = language_of(f"{prompt} {key}")
        item = Item(
            id=derive_item_id(course, "short_answer", prompt, (key,)), course=course,
            kind="short_answer", prompt=prompt, key=(key,), source=source or ItemSource((), ()),
            language=language, origin="learner",
        )  # fmt: skip
        self._record.items.add([item], self._now())
        return item

    def add_items(self, items: Sequence[Item]) -> None:
        """Keep items that were made of something, as of a point left out. Raises: TutorError."""
        if items:
            self._record.items.add(list(items), self._now())

    def change(self, item: Item) -> None:
        """Correct an item. Raises: TutorError."""
        self._record.items.change(item, self._now())

    def flag(self, item: Item, reason: str) -> None:
        """Say what is wrong with an item: it is not asked until it is corrected. Raises: TutorError."""
        self._record.items.flag(item.id, to_valid_text(reason), self._now())

    def delete(self, items: Sequence[Item]) -> None:
        """Take items away, until an undo. Raises: TutorError."""
        if items:
            self._record.items.delete([item.id for item in items], self._now())

    def refresh(self, items: Sequence[Item], concepts: ConceptMap) -> int:
        """Put what was made of the material in place of what was; how many items are new."""
        self._record.concepts.refresh(self.course, concepts)
        return self._record.items.refresh(self.course, items, self._now())

    # what is known

    @property
    def is_begun(self) -> bool:
        """Say whether anything was ever practised."""
        return self._record.reviews.is_begun()

    @property
    def concepts(self) -> ConceptMap:
        return self._record.concepts.map(self.course or None)

    def progress(self) -> list[ConceptProgress]:
        """Each concept with its mastery, in the order of the material."""
        mastery, unseen = self._mastery(), self._tracer.unseen
        counts: dict[str, int] = {}
        for item in self.items:
            for concept in item.concepts:
                counts[concept] = counts.get(concept, 0) + 1
        return [
            ConceptProgress(
                concept=concept, mastery=mastery.get(concept.id, unseen), items=counts.get(concept.id, 0)
            )
            for concept in self.concepts.concepts
        ]

    def today(self, language: Language | None = None) -> Today:
        """What is due, and the next best step with its reason."""
        now, queue = self._now(), self.queue()
        due = len(queue.learning) + len(queue.reviews)
        step = self._path().choose(due, self._confusions())
        done = self._record.reviews.log(self.course or None, start_of_day(now))
        return Today(
            queue=queue,
            step=step,
            reason=describe_step(step, language or spoken()),
            forecast=tuple(forecast(self._cards(), now, FORECAST_DAYS)),
            done=len(done),
        )

    def plan(self, until: datetime, minutes_a_day: int) -> list[PlannedDay]:
        """Spread what is not known yet over the days up to a date."""
        return self._path().plan(self._now().date(), until.date(), minutes_a_day)

    def log(self) -> list[Review]:
        """All reviews, oldest first."""
        return self._record.reviews.log(self.course or None)

    def cards(self) -> dict[str, Card]:
        """Where each item stands, by its id; those that were never asked have none."""
        return self._cards()

    def fit(self) -> FitReport:
        """Fit FSRS to the log of all courses; kept where it predicts better. Raises: TutorError."""
        report = fit_parameters(self._record.reviews.log())
        if report.is_better:
            self._record.put_fitted(FITTED, list(report.parameters), self._now())
        return report

    def bundle(self) -> PracticeBundle:
        """Everything of the course, to be written to a file."""
        return PracticeBundle(
            items=tuple(row.item for row in self._record.items.all(self.course or None)),
            reviews=tuple(self.log()),
            cards=tuple(self._cards().values()),
            concepts=self.concepts,
        )

    def take_in(self, bundle: PracticeBundle) -> int:
        """Keep what came from a file; an item that is known is updated; how many items it has.

        Cards stand where the file says, or where their reviews leave them if it says nothing of them.
        Raises: TutorError.
        """
        now = self._now()
        if bundle.items:
            self._record.items.add(bundle.items, now, "import")
        for concept in bundle.concepts.concepts:
            self._record.concepts.put(concept, now, "import")
        for edge in bundle.concepts.prerequisites:
            self._record.concepts.put_prerequisite(edge, now)
        known = {row.item.id for row in self._record.items.all()}
        reviews = [review for review in bundle.reviews if review.item in known]
        course = bundle.items[0].course if bundle.items else self.course
        self._record.reviews.add_all(reviews, (), course, now)
        cards = {card.item: card for card in bundle.cards if card.item in known}
        for id in {review.item for review in reviews} - set(cards):
            cards[id] = self.scheduler.replay(id, self._record.reviews.log(item=id))
        self._record.reviews.put_cards(cards.values(), "import", course, now)
        return len(bundle.items)

    def _cards(self) -> dict[str, Card]:
        return self._record.reviews.cards(self.course or None)

    def _mastery(self) -> dict[str, Mastery]:
        return self._tracer.trace_all(self._record.reviews.observations(self.course or None), self._now())

    def _path(self) -> Path:
        return Path(self.concepts, self._mastery(), self._tracer.unseen)

    def _confusions(self) -> list[tuple[str, str]]:
        concepts = {item.id: item.concepts for item in self.items}
        wrong = [
            (concepts[review.item], review.answer)
            for review in self._record.reviews.log(self.course or None)
            if not review.is_recalled and review.answer and review.item in concepts
        ]
        return find_confusions(wrong, self.concepts.concepts)


def grade_verdict(verdict: Verdict, hints: int = 0) -> Grade:
    """Give the grade of a verdict; with a hint it is hard at best."""
    grade = GRADE_BY_VERDICT[verdict]
    return min(grade, Grade.HARD) if hints else grade
