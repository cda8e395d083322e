"""When an item is due: FSRS-6, by the library of its authors, whose types stay inside this module.

Source: github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fsrs import Card as FsrsCard
from fsrs import Rating, State
from fsrs import Scheduler as FsrsScheduler
from fsrs.scheduler import DEFAULT_PARAMETERS as FSRS_DEFAULTS
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from tutor_app.core.practice import Card, CardState, Grade, Review

DEFAULT_PARAMETERS: tuple[float, ...] = tuple(FSRS_DEFAULTS)
DEFAULT_RETENTION = 0.9
MIN_RETENTION, MAX_RETENTION = 0.7, 0.97  # beyond these FSRS's authors warn of too many lapses or reviews
LEECH_LAPSES = 8  # as in Anki; then again after each half of it
_NO_NUMBER = 0  # of a card of the library: ours have names

_STATES: dict[CardState, State] = {
    "new": State.Learning,
    "learning": State.Learning,
    "review": State.Review,
    "relearning": State.Relearning,
}
_NAMES: dict[State, CardState] = {
    State.Learning: "learning",
    State.Review: "review",
    State.Relearning: "relearning",
}


class ReviewScheduler:
    """Moves cards by the learner's grades. Its intervals are exact: what a preview says comes true."""

    def __init__(
        self,
        parameters: Sequence[float] = DEFAULT_PARAMETERS,
        desired_retention: float = DEFAULT_RETENTION,
        leech_lapses: int = LEECH_LAPSES,
    ) -> None:
        """Raises: ValueError: no such parameters, or a retention out of bounds."""
        if not MIN_RETENTION <= desired_retention <= MAX_RETENTION:
            raise ValueError(f"no retention to aim at: {desired_retention}")
        self._fsrs = FsrsScheduler(parameters, desired_retention, enable_fuzzing=False)
        self._leech_lapses = leech_lapses

    @property
    def parameters(self) -> tuple[float, ...]:
        return self._fsrs.parameters

    def review(self, card: Card, grade: Grade, at: datetime) -> Card:
        """Return the card as it stands after an answer; a leech is suspended.

        Raises:
            ValueError: `at` is before the last review, or not aware.
        """
        if at.tzinfo is None or (card.last_review and at < card.last_review):
            raise ValueError(f"no time of a review: {at}")
        at = at.astimezone(UTC)
        after, _ = self._fsrs.review_card(_to_fsrs(card), Rating(int(grade)), at)
        is_lapse = card.state == "review" and grade == Grade.AGAIN
        moved = replace(
            card,
            state=_NAMES[after.state],
            due=after.due,
            step=after.step,
            stability=float(after.stability or 0),
            difficulty=float(after.difficulty or 0),
            last_review=at,
            reps=card.reps + 1,
            lapses=card.lapses + is_lapse,
            buried_until=None,
        )
        return replace(moved, is_suspended=True) if is_lapse and self.is_leech(moved) else moved

    def preview(self, card: Card, at: datetime) -> dict[Grade, timedelta]:
        """Return how long the card would stay away after each grade."""
        return {grade: (self.review(card, grade, at).due or at) - at for grade in Grade}

    def recall(self, card: Card, at: datetime) -> float:
        """Return the chance that it is remembered, 0 to 1; 0 of a new card."""
        return float(self._fsrs.get_card_retrievability(_to_fsrs(card), at.astimezone(UTC)))

    def replay(self, item: str, reviews: Iterable[Review]) -> Card:
        """Return where an item stands after reviews, oldest first."""
        card = Card(item=item)
        for review in reviews:
            card = self.review(replace(card, is_suspended=False), review.grade, review.reviewed_at)
        return card

    def is_leech(self, card: Card) -> bool:
        """Say whether a card was forgotten so often that asking it again is no help."""
        over = card.lapses - self._leech_lapses
        return over >= 0 and over % max(1, self._leech_lapses // 2) == 0


def are_parameters(values: Sequence[float]) -> bool:
    """Say whether numbers can be parameters of FSRS-6."""
    return len(values) == len(DEFAULT_PARAMETERS) and all(
        low <= value <= high
        for low, value, high in zip(LOWER_BOUNDS_PARAMETERS, values, UPPER_BOUNDS_PARAMETERS, strict=True)
    )


def clip_parameters(values: Sequence[float]) -> tuple[float, ...]:
    """Bring numbers into the bounds that FSRS-6 gives its parameters."""
    return tuple(
        min(max(float(value), low), high)
        for low, value, high in zip(LOWER_BOUNDS_PARAMETERS, values, UPPER_BOUNDS_PARAMETERS, strict=True)
    )


def forecast(cards: Mapping[str, Card], now: datetime, days: int) -> list[int]:
    """Count the cards that come due each day from today on; what is overdue counts today."""
    counts = [0] * days
    for card in cards.values():
        if card.due is None or card.is_suspended:
            continue
        day = max(0, (card.due.astimezone(now.tzinfo).date() - now.date()).days)
        if day < days:
            counts[day] += 1
    return counts


def _to_fsrs(card: Card) -> FsrsCard:
    return FsrsCard(
        _NO_NUMBER,
        _STATES[card.state],
        card.step,
        card.stability,
        card.difficulty,
        card.due or datetime.now(UTC),
        card.last_review,
    )
