"""What is asked today, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tutor_app.core.practice import Card, Item, Review
from tutor_app.practice.scheduling import ReviewScheduler

DAY_STARTS_H = 4  # who practises after midnight still practises today
LEARN_AHEAD = timedelta(minutes=20)  # a card in learning comes early where nothing else is left, as in Anki


@dataclass(frozen=True)
class DailyLimits:
    """How much is asked a day."""

    new: int = 15
    reviews: int = 150

    def __post_init__(self) -> None:
        if self.new < 0 or self.reviews < 0:
            raise ValueError("a limit is no less than nothing")


@dataclass(frozen=True)
class ReviewQueue:
    """The items of today, by id, each list in the order in which it is asked."""

    learning: tuple[str, ...]  # due now: they were answered today, or failed
    reviews: tuple[str, ...]
    new: tuple[str, ...]
    ahead: tuple[str, ...] = ()  # in learning and due within LEARN_AHEAD
    held_back: int = 0  # due, but over today's limit

    @property
    def count(self) -> int:
        return len(self.learning) + len(self.reviews) + len(self.new)

    @property
    def next(self) -> str | None:
        """The item to ask; None: nothing is left for now."""
        return next(iter((*self.learning, *self.reviews, *self.new, *self.ahead)), None)


def start_of_day(now: datetime) -> datetime:
    """Return when the day began that `now`, in local time, belongs to."""
    begin = now.replace(hour=DAY_STARTS_H, minute=0, second=0, microsecond=0)
    return begin if begin <= now else begin - timedelta(days=1)


def end_of_day(now: datetime) -> datetime:
    return start_of_day(now) + timedelta(days=1)


def bury(card: Card, now: datetime) -> Card:
    """Hide a card until tomorrow."""
    return replace(card, buried_until=end_of_day(now))


def make_queue(
    items: Sequence[Item],
    cards: Mapping[str, Card],
    today: Iterable[Review],
    limits: DailyLimits,
    scheduler: ReviewScheduler,
    now: datetime,
) -> ReviewQueue:
    """Choose what is asked now.

    `items` are those that may be asked, in the order in which new ones shall come; `today` the reviews since
    `start_of_day(now)`. Of the items on one sentence at most one is asked a day, since it tells the others.
    """
    reviews_today = [review for review in today if review.occasion == "review"]
    chosen = _Siblings(items, {review.item for review in reviews_today})
    states = [(item, cards.get(item.id) or Card(item=item.id)) for item in items]
    open_states = [(item, card) for item, card in states if not _is_hidden(card, now)]
    learning = sorted(
        (
            (card.due, item.id)
            for item, card in open_states
            if card.state in ("learning", "relearning") and card.due
        ),
    )
    due = [
        (item, card)
        for item, card in open_states
        if card.state == "review" and card.due and card.due < end_of_day(now)
    ]
    due.sort(
        key=lambda pair: (scheduler.recall(pair[1], now), pair[0].id)
    )  # what is most nearly forgotten first
    reviews = [item.id for item, _ in due if chosen.take(item)]
    new = [item.id for item, card in open_states if card.state == "new" and chosen.take(item)]
    new_done, reviews_done = _count_done(reviews_today, cards, start_of_day(now))
    open_reviews = max(0, limits.reviews - reviews_done)
    return ReviewQueue(
        learning=tuple(id for at, id in learning if at <= now),
        reviews=tuple(reviews[:open_reviews]),
        new=tuple(new[: max(0, limits.new - new_done)]),
        ahead=tuple(id for at, id in learning if now < at <= now + LEARN_AHEAD),
        held_back=max(0, len(reviews) - open_reviews),
    )


class _Siblings:
    """Items made of one sentence: the first that is taken keeps the others away today."""

    def __init__(self, items: Iterable[Item], practised: set[str]) -> None:
        self._taken: dict[str, str] = {}
        for item in items:
            if item.id in practised and item.source.quote:
                self._taken[item.source.quote] = item.id

    def take(self, item: Item) -> bool:
        """Say whether an item is the one of its sentence."""
        quote = item.source.quote
        return not quote or self._taken.setdefault(quote, item.id) == item.id


def _is_hidden(card: Card, now: datetime) -> bool:
    return card.is_suspended or (card.buried_until is not None and card.buried_until > now)


def _count_done(today: Sequence[Review], cards: Mapping[str, Card], begin: datetime) -> tuple[int, int]:
    """How many of today's items were new, and how many were not."""
    counts: dict[str, int] = {}
    for review in today:
        counts[review.item] = counts.get(review.item, 0) + 1
    new = {id for id, count in counts.items() if id in cards and cards[id].reps <= count}
    return len(new), len(counts) - len(new)
