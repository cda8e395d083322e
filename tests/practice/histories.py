"""Random histories of reviews, and the schedule that py-fsrs gives them."""

from datetime import UTC, datetime, timedelta
from random import Random

import fsrs

from tutor_app.core.practice import Card, Grade
from tutor_app.practice.scheduling import ReviewScheduler

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
GAPS = (
    timedelta(seconds=40),
    timedelta(minutes=11),
    timedelta(hours=23, minutes=59),
    timedelta(days=1),
    timedelta(days=9, hours=5),
    timedelta(days=200),
)


def make_history(random):
    """Grades and times, mostly near when an answer is due, sometimes far from it."""
    at, history = START, []
    for _ in range(random.randint(1, 14)):
        history.append((Grade(random.choices((1, 2, 3, 4), (2, 1, 5, 2))[0]), at))
        at += random.choice(GAPS) * random.uniform(0.5, 1.5)
    return history


def find_difference(seed):
    """Review one random history with both; what differs, or None."""
    random = Random(seed)
    retention = random.choice((0.9, 0.8, 0.95))
    theirs = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    ours = ReviewScheduler(desired_retention=retention, leech_lapses=10**9)
    their_card, card = fsrs.Card(card_id=1, due=START), Card(item="i")
    for grade, at in make_history(random):
        chances = theirs.get_card_retrievability(their_card, at), ours.recall(card, at)
        their_card, _ = theirs.review_card(their_card, fsrs.Rating(int(grade)), at)
        card = ours.review(card, grade, at)
        wanted = (
            their_card.due,
            their_card.stability,
            their_card.difficulty,
            their_card.step,
            their_card.state.name.lower(),
        )
        if (card.due, card.stability, card.difficulty, card.step, card.state) != wanted:
            return card, wanted
        if chances[0] != chances[1]:
            return chances
    return None
