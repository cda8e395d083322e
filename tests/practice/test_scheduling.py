"""Reviews come when FSRS-6 says, and what was forgotten too often stops."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.practice.histories import START, find_difference
from tutor_app.core.practice import Card, Grade, Review
from tutor_app.practice.scheduling import (
    DEFAULT_PARAMETERS,
    ReviewScheduler,
    are_parameters,
    clip_parameters,
    forecast,
)

NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_schedules_are_those_of_py_fsrs():
    """Ten thousand more are compared in `./check --bench tracing`."""
    assert [found for seed in range(400) if (found := find_difference(seed))] == []


def test_a_preview_comes_true():
    scheduler = ReviewScheduler()
    card = scheduler.replay(
        "i",
        [Review(item="i", reviewed_at=NOW - timedelta(days=9 - day), grade=Grade.GOOD) for day in (0, 1, 5)],
    )
    previews = scheduler.preview(card, NOW)
    assert list(previews.values()) == sorted(previews.values())
    for grade, gap in previews.items():
        assert scheduler.review(card, grade, NOW).due == NOW + gap


def test_more_is_asked_for_a_higher_retention():
    def days(retention):
        scheduler, card = ReviewScheduler(desired_retention=retention), Card(item="i")
        return scheduler.preview(scheduler.review(card, Grade.EASY, NOW), NOW + timedelta(days=8))[Grade.GOOD]

    assert days(0.95) < days(0.9) < days(0.8)


def test_recall_is_nine_in_ten_after_one_stability_and_falls():
    scheduler = ReviewScheduler()
    card = Card(item="i", state="review", stability=10.0, difficulty=5.0, last_review=NOW, due=NOW)
    assert scheduler.recall(card, NOW + timedelta(days=10)) == pytest.approx(0.9)
    assert scheduler.recall(card, NOW + timedelta(days=20)) < 0.9
    assert scheduler.recall(Card(item="i"), NOW) == 0


def test_a_leech_is_suspended_at_the_eighth_lapse_and_at_each_fourth_after():
    scheduler, at, suspended = ReviewScheduler(), NOW, []
    card = Card(item="i")
    while card.lapses < 17:
        at += timedelta(days=40)
        grade = Grade.AGAIN if card.state == "review" else Grade.GOOD
        card = scheduler.review(card, grade, at)
        if card.is_suspended:
            suspended.append(card.lapses)
            card = replace(card, is_suspended=False)
    assert suspended == [8, 12, 16]


@pytest.mark.parametrize("at", [NOW - timedelta(days=1), NOW.replace(tzinfo=None)])
def test_a_time_before_the_last_review_is_refused(at):
    scheduler = ReviewScheduler()
    card = scheduler.review(Card(item="i"), Grade.GOOD, NOW)
    with pytest.raises(ValueError, match="no time"):
        scheduler.review(card, Grade.GOOD, at)


def test_times_of_any_zone_count():
    scheduler = ReviewScheduler()
    in_china = NOW.astimezone(timezone(timedelta(hours=8)))
    assert scheduler.review(Card(item="i"), Grade.GOOD, in_china) == scheduler.review(
        Card(item="i"), Grade.GOOD, NOW
    )


@pytest.mark.parametrize("retention", [0.0, 0.5, 0.99, float("nan")])
def test_a_retention_that_nobody_can_keep_is_refused(retention):
    with pytest.raises(ValueError, match="retention"):
        ReviewScheduler(desired_retention=retention)


def test_parameters_are_checked_and_brought_into_bounds():
    assert are_parameters(DEFAULT_PARAMETERS)
    wild = [99.0, *DEFAULT_PARAMETERS[1:]]
    assert are_parameters(clip_parameters([1000.0] * 21))
    assert not are_parameters([1000.0, *DEFAULT_PARAMETERS[1:]])
    assert not are_parameters(DEFAULT_PARAMETERS[:19])
    assert clip_parameters(wild)[0] == 99.0


def test_a_forecast_counts_each_card_once_on_its_day():
    cards = {
        "late": Card(item="late", state="review", due=NOW - timedelta(days=4)),
        "today": Card(item="today", state="review", due=NOW + timedelta(hours=3)),
        "soon": Card(item="soon", state="review", due=NOW + timedelta(days=2)),
        "far": Card(item="far", state="review", due=NOW + timedelta(days=40)),
        "not": Card(item="not", state="review", due=NOW, is_suspended=True),
        "new": Card(item="new"),
    }
    assert forecast(cards, NOW, 4) == [2, 0, 1, 0]


def test_a_card_that_is_new_is_due_at_no_time():
    assert Card(item="i").due is None
    assert ReviewScheduler().review(Card(item="i"), Grade.AGAIN, START).due == START + timedelta(minutes=1)
