"""What is asked today, within limits, and nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest

from tutor_app.core.practice import Card, Grade, Item, ItemSource, Review
from tutor_app.practice.queue import DailyLimits, bury, end_of_day, make_queue, start_of_day
from tutor_app.practice.scheduling import ReviewScheduler

NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)
SCHEDULER = ReviewScheduler()


def item(id, quote=""):
    return Item(
        id=id,
        course="motion",
        kind="cloze",
        prompt="____",
        key=("force",),
        source=ItemSource((), (), quote),
        language="en",
    )


def due(id, days, stability=5.0):
    last = NOW - timedelta(days=days)
    return Card(
        item=id, state="review", due=last + timedelta(days=1), stability=stability, difficulty=5.0,
        last_review=last, reps=3,
    )  # fmt: skip


def queue(items, cards=(), today=(), limits=DailyLimits(), now=NOW):  # noqa: B008 -- frozen
    return make_queue(items, {card.item: card for card in cards}, today, limits, SCHEDULER, now)


def test_what_is_most_nearly_forgotten_comes_first_and_new_ones_in_the_order_given():
    made = queue([item(id) for id in "abcde"], [due("a", 2), due("b", 30), due("c", 9)])
    assert made.reviews == ("b", "c", "a")
    assert made.new == ("d", "e")
    assert made.next == "b"
    assert made.count == 5


def test_what_is_being_learnt_comes_before_all_else_when_its_minutes_are_over():
    step = Card(item="b", state="learning", step=1, due=NOW - timedelta(minutes=1), stability=1, difficulty=5)
    assert queue([item("a"), item("b")], [due("a", 3), step]).next == "b"
    early = Card(
        item="b", state="learning", step=1, due=NOW + timedelta(minutes=5), stability=1, difficulty=5
    )
    assert queue([item("a"), item("b")], [due("a", 3), early]).next == "a"
    assert queue([item("b")], [early]).next == "b"
    assert queue([item("b")], [early], now=NOW - timedelta(hours=1)).next is None


def test_limits_count_what_was_done_today():
    cards = [due(str(number), 3) for number in range(6)]
    items = [item(str(number)) for number in range(12)]
    done = [
        Review(item="0", reviewed_at=NOW, grade=Grade.GOOD),
        Review(item="9", reviewed_at=NOW, grade=Grade.AGAIN),
        Review(item="9", reviewed_at=NOW, grade=Grade.GOOD),
    ]
    cards[0] = Card(item="0", state="review", due=NOW + timedelta(days=9), stability=9, difficulty=5, reps=4)
    ninth = Card(item="9", state="learning", step=1, due=NOW + timedelta(hours=1), reps=2)
    made = queue(items, [*cards, ninth], done, DailyLimits(new=3, reviews=4))
    assert len(made.reviews) == 3
    assert made.held_back == 2
    assert made.new == ("6", "7")


@pytest.mark.parametrize(
    "hidden",
    [Card(item="a", is_suspended=True), bury(Card(item="a"), NOW), bury(due("a", 3), NOW)],
)
def test_what_is_suspended_or_buried_is_not_asked(hidden):
    assert queue([item("a"), item("b")], [hidden]).new == ("b",)


def test_what_was_buried_comes_back_tomorrow():
    assert queue([item("a")], [bury(Card(item="a"), NOW)], now=NOW + timedelta(days=1)).new == ("a",)


def test_one_item_of_a_sentence_is_asked_a_day():
    items = [item("a", "Force is a push."), item("b", "Force is a push."), item("c", "Mass."), item("d")]
    assert queue(items).new == ("a", "c", "d")
    done = [Review(item="a", reviewed_at=NOW, grade=Grade.GOOD)]
    assert queue(items, [due("a", 0)], done).new == ("c", "d")
    assert queue(items, [due("b", 9)]).reviews == ("b",)
    assert queue(items, [due("b", 9)]).new == ("c", "d")


@pytest.mark.parametrize(("hour", "day"), [(0, 4), (3, 4), (4, 5), (23, 5)], ids=lambda value: str(value))
def test_a_day_begins_at_four(hour, day):
    now = NOW.replace(hour=hour)
    assert start_of_day(now) == NOW.replace(day=day, hour=4)
    assert end_of_day(now) - start_of_day(now) == timedelta(days=1)


def test_a_limit_below_nothing_is_refused():
    with pytest.raises(ValueError, match="limit"):
        DailyLimits(new=-1)
