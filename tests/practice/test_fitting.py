"""Parameters are fitted where the log is long enough and they predict better."""

import math
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.core.practice import Card, Grade, Review
from tutor_app.practice.fitting import MIN_RECALLS, fit_parameters, measure_loss
from tutor_app.practice.scheduling import DEFAULT_PARAMETERS, ReviewScheduler, are_parameters

START = datetime(2026, 1, 1, 8, tzinfo=UTC)


def learner(stability_factor, cards, seed=1):
    """A log of one whose memories last `stability_factor` times as long as the defaults say."""
    random, scheduler = Random(seed), ReviewScheduler(leech_lapses=10**9)
    log = []
    for number in range(cards):
        card, at = Card(item=f"i{number}"), START + timedelta(hours=number)
        for _ in range(9):
            elapsed = (at - card.last_review).days if card.last_review else 0
            chance = 0.8
            if elapsed:
                faster = timedelta(days=elapsed / stability_factor)
                chance = scheduler.recall(card, card.last_review + faster)
            grade = Grade.GOOD if random.random() < chance else Grade.AGAIN
            log.append(Review(item=card.item, reviewed_at=at, grade=grade))
            card = scheduler.review(card, grade, at)
            at = max(card.due, at + timedelta(days=1)) + timedelta(hours=random.randint(0, 30))
    return sorted(log, key=lambda review: review.reviewed_at)


def test_one_who_forgets_faster_gets_parameters_that_predict_it():
    log = learner(0.25, 250)
    fit = fit_parameters(log)
    assert fit.is_better
    assert are_parameters(fit.parameters)
    fresh = learner(0.25, 100, seed=2)
    assert measure_loss(fit.parameters, fresh) < 0.99 * measure_loss(DEFAULT_PARAMETERS, fresh)


def test_a_short_log_is_not_fitted():
    with pytest.raises(TutorError, match=str(MIN_RECALLS)):
        fit_parameters(learner(1, 10))


def test_a_loss_is_what_a_plain_sum_gives():
    """Two recalls of known chance: 0.9 after one stability, by definition."""
    scheduler = ReviewScheduler()
    card = scheduler.review(Card(item="i"), Grade.EASY, START)
    at = START + timedelta(days=round(card.stability))
    times = ((START, Grade.EASY), (at, Grade.GOOD))
    log = [Review(item="i", reviewed_at=when, grade=grade) for when, grade in times]
    chance = scheduler.recall(card, at)
    assert chance == pytest.approx(0.9, abs=0.02)
    assert measure_loss(DEFAULT_PARAMETERS, log) == pytest.approx(-math.log(chance))
