"""What is trained, task by task. Each gives a mean over its batch; the weights stand in the configuration."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from tutor_app.training.fusion.match import by_group
from tutor_app.training.fusion.parts import cross_entropy_of_pairs

COLDEST, WARMEST = 5.0, 100.0  # bounds of the learnt inverse temperature


@dataclass(frozen=True)
class Weights:
    """How much each task counts."""

    alignment: float = 1.0
    views: float = 0.3  # two screenshots of one figure are close, others far
    matching: float = 1.0
    answering: float = 0.5
    choice: float = 0.3
    caption: float = 0.2
    kind: float = 0.1


def inverse_temperature(log: Tensor) -> Tensor:
    return log.exp().clamp(COLDEST, WARMEST)


def alignment(scores: Tensor, same: Tensor) -> Tensor:
    """Symmetric InfoNCE of a square table of scores, already divided by the temperature."""
    return (cross_entropy_of_pairs(scores, same) + cross_entropy_of_pairs(scores.T, same.T)) / 2


def ranking(rank: Tensor, right: Tensor, groups: Tensor) -> Tensor:
    """Listwise: the right neighbourhood is ahead of the wrong ones, each standing by its best passage.

    (B, K) logits, (B, K) whether a candidate is of the right section, (B, K) neighbourhoods.
    """
    first = _first_of_group(groups)
    logits = by_group(rank, groups).masked_fill(~first, -1e4)
    return cross_entropy_of_pairs(logits, right & first)


def answering(answer: Tensor, right: Tensor, groups: Tensor) -> Tensor:
    """For each neighbourhood by itself: does it answer? Right and wrong ones count the same together."""
    first = _first_of_group(groups)
    logits, truth = by_group(answer, groups)[first], right[first].float()
    each = functional.binary_cross_entropy_with_logits(logits, truth, reduction="none")
    yes, no = each[truth > 0.5], each[truth < 0.5]
    return (yes.mean() + no.mean()) / 2 if len(yes) and len(no) else each.mean()


def _first_of_group(groups: Tensor) -> Tensor:
    """(B, K) true for the first candidate of each neighbourhood that is there."""
    same = groups[:, :, None] == groups[:, None, :]
    before = torch.ones_like(same).tril(-1)
    return ~(same & before).any(-1) & (groups >= 0)
