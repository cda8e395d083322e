"""Parameters of FSRS-6 fitted to the learner's own log, where there is enough of it and it helps.

The optimiser is fsrs-rs, the one that Anki uses (extra `fit`); it needs no torch.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.practice import Card, Review
from tutor_app.practice.scheduling import DEFAULT_PARAMETERS, ReviewScheduler, clip_parameters

MIN_RECALLS = 400  # reviews after a day or more; with fewer the defaults, fitted to millions, are better
TRIAL_SHARE = 0.75  # of the log is fitted first and judged on the rest
_TRIALS = ((5, 512), (10, 256), (20, 64), (40, 64))  # epochs and batch: a short log needs more steps
_LEAST = 1e-6  # a probability, so that no loss is infinite


@dataclass(frozen=True)
class FitReport:
    """What fitting came to."""

    parameters: tuple[float, ...]
    reviews: int  # that count: after a day or more
    loss: float  # log loss on the last part of the log, of parameters that were fitted to what was before
    default_loss: float
    is_better: bool


def fit_parameters(reviews: Sequence[Review]) -> FitReport:
    """Fit to a log, oldest first; the defaults come back where they predict its last part better.

    Raises:
        TutorError: there are too few reviews, or the extra `fit` is not installed.
    """
    count = sum(1 for _ in _recalls(reviews))
    if count < MIN_RECALLS:
        raise TutorError(
            tr(
                "There are {count} reviews after a day or more; fitting needs {needed}.",
                count=count,
                needed=MIN_RECALLS,
            ),
            tr("Practise on with the usual parameters."),
        )
    cut = int(len(reviews) * TRIAL_SHARE)
    trials = [(_optimise(reviews[:cut], *trial), trial) for trial in _TRIALS]
    losses = [(measure_loss(parameters, reviews, cut), trial) for parameters, trial in trials]
    default_loss = measure_loss(DEFAULT_PARAMETERS, reviews, cut)
    loss, trial = min(losses)
    if loss >= default_loss:
        return FitReport(DEFAULT_PARAMETERS, count, loss, default_loss, is_better=False)
    return FitReport(_optimise(reviews, *trial), count, loss, default_loss, is_better=True)


def measure_loss(parameters: Sequence[float], reviews: Sequence[Review], start: int = 0) -> float:
    """Return the mean log loss of recall over the reviews from `start` on that come after a day or more."""
    scheduler = ReviewScheduler(parameters, leech_lapses=10**9)
    cards: dict[str, Card] = {}
    losses = []
    for place, review in enumerate(reviews):
        card = cards.get(review.item) or Card(item=review.item)
        if place >= start and card.last_review and (review.reviewed_at - card.last_review).days > 0:
            losses.append(find_loss(scheduler.recall(card, review.reviewed_at), review.is_recalled))
        cards[review.item] = scheduler.review(card, review.grade, review.reviewed_at)
    return sum(losses) / max(1, len(losses))


def find_loss(chance: float, is_recalled: bool) -> float:
    """Return the log loss of one prediction."""
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return -math.log(chance if is_recalled else 1 - chance)


def _recalls(reviews: Iterable[Review]) -> Iterable[Review]:
    """The reviews that tell something of forgetting: a day or more after the one before."""
    by_item: dict[str, list[Review]] = {}
    for review in reviews:
        by_item.setdefault(review.item, []).append(review)
    for log in by_item.values():
        for before, review in pairwise(log):
            if (review.reviewed_at - before.reviewed_at).days > 0:
                yield review


def _optimise(reviews: Sequence[Review], epochs: int, batch: int) -> tuple[float, ...]:
    try:
        from fsrs_rs_python import DEFAULT_PARAMETERS as START
        from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, TrainingConfig
    except ImportError as error:
        raise TutorError(
            tr("Fitting needs the package fsrs-rs-python, which is not installed."),
            tr('Install it with: pip install "tutor-app[fit]"'),
        ) from error
    places = {item: place for place, item in enumerate(dict.fromkeys(one.item for one in reviews))}
    histories: dict[str, list[FSRSReview]] = {}
    last: dict[str, Review] = {}
    examples, numbers = [], []
    for review in reviews:
        before = last.get(review.item)
        days = (review.reviewed_at - before.reviewed_at).days if before else 0
        history = histories.setdefault(review.item, [])
        history.append(FSRSReview(int(review.grade), days))
        last[review.item] = review
        if days > 0:
            examples.append(FSRSItem(list(history)))
            numbers.append(places[review.item])
    config = TrainingConfig(num_epochs=epochs, batch_size=batch)
    return clip_parameters(
        FSRS(START).compute_parameters(examples, numbers, num_relearning_steps=1, training_config=config)
    )
