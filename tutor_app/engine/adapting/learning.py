"""Learns how much each signal should count, beside what the matching head makes of all of them.

A linear correction of the head's logits, drawn to zero: a course gives some thousand questions of a kind that
nobody asks quite so, which is enough to learn a dozen numbers and not enough for more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]  # (F,)

STEPS = 150
RATE = 0.05
DRAWN = 1.0  # to zero: nobody asks quite these questions, so what is learnt from them stays small
ABSENT = -1e4


@dataclass(frozen=True)
class Listed:
    """The candidates of one question."""

    signals: NDArray[np.float32]  # (K, F)
    logits: NDArray[np.float32]  # (K,) of the head as it is
    right: NDArray[np.bool_]  # (K,) those of a neighbourhood that answers


@dataclass(frozen=True)
class Lists:
    """B questions with K candidates each."""

    signals: NDArray[np.float64]  # (B, K, F)
    logits: NDArray[np.float64]  # (B, K), `ABSENT` where there is no candidate
    right: NDArray[np.bool_]  # (B, K)


def together(questions: Sequence[Listed]) -> Lists:
    """The questions that can teach something: with a right candidate and a wrong one."""
    kept = [one for one in questions if one.right.any() and not one.right.all()]
    longest, features = max((len(one.logits) for one in kept), default=0), _features(questions)
    signals, logits = np.zeros((len(kept), longest, features)), np.full((len(kept), longest), ABSENT)
    right = np.zeros((len(kept), longest), dtype=np.bool_)
    for row, one in enumerate(kept):
        size = len(one.logits)
        signals[row, :size], logits[row, :size], right[row, :size] = one.signals, one.logits, one.right
    return Lists(signals, logits, right)


def learnt(lists: Lists, check: Callable[[], None] = lambda: None) -> Weights:
    """What to add to the logits for each unit of each signal; zeros where there is nothing to learn from.

    `check` is called between steps and may raise. Adam on all questions at once (arXiv 1412.6980).
    """
    features = lists.signals.shape[-1]
    spread = _spread(lists)
    scaled = Lists(lists.signals / spread, lists.logits, lists.right)
    weights, mean, square = np.zeros(features), np.zeros(features), np.zeros(features)
    for step in range(1, STEPS + 1 if len(lists.logits) else 1):
        check()
        _, gradient = loss_and_gradient(weights, scaled)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    corrected: Weights = weights / spread
    return corrected


def loss_and_gradient(weights: Weights, lists: Lists) -> tuple[float, Weights]:
    """The mean surprise, in nats, that a right candidate is chosen, and how it grows with the weights."""
    chances = _softmax(lists.logits + lists.signals @ weights)
    of_right = np.where(lists.right, chances, 0.0)
    found = np.maximum(of_right.sum(axis=1, keepdims=True), 1e-12)
    surprise = float(-np.log(found).mean() + 0.5 * DRAWN * weights @ weights)
    pulled = (chances - of_right / found) / len(lists.logits)
    gradient: Weights = np.einsum("bk,bkf->f", pulled, lists.signals) + DRAWN * weights
    return surprise, gradient


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return chances


def _spread(lists: Lists) -> Weights:
    """The standard deviation of each signal over all candidates; 1 for one that is always the same."""
    there = lists.signals[lists.logits > ABSENT]
    spread = there.std(axis=0) if len(there) else np.ones(lists.signals.shape[-1])
    return np.where(spread > 1e-6, spread, 1.0)


def _features(questions: Sequence[Listed]) -> int:
    return questions[0].signals.shape[1] if questions else 0
