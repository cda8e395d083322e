"""The matching head: does this passage answer this question? For ranking, and “not in your material”.

Every word of the question looks for its nearest word in the passage (arXiv 2004.12832) and in the passages
around it; with what the older ways of searching say, a small network weighs that up.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tutor_app.engine.fusion.signals import NAMES
from tutor_app.training.fusion.parts import FAR

SIGNALS = len(NAMES)


@dataclass(frozen=True)
class Lists:
    """K candidates for each of B questions."""

    words: Tensor  # (B, K, n, 64) vectors of each passage's words, zeros where there is none
    meaning: Tensor  # (B, K) cosine of the fused question and the passage
    signals: Tensor  # (B, K, SIGNALS)
    groups: Tensor  # (B, K) neighbourhood of each; -1 where there is no candidate


class MatchingHead(nn.Module):
    """Logits for ranking (a softmax over the candidates) and for answering (a sigmoid for each)."""

    def __init__(self, width: int = 48, dropout: float = 0.1) -> None:
        super().__init__()
        inputs = 2 * (SIGNALS + 4)
        self.layers = nn.Sequential(
            nn.Linear(inputs, width), nn.LayerNorm(width), nn.GELU(), nn.Dropout(dropout),
            nn.Linear(width, width), nn.GELU(),
        )  # fmt: skip
        self.rank, self.answer = nn.Linear(width, 1), nn.Linear(width, 1)

    def forward(self, vectors: Tensor, weights: Tensor, lists: Lists) -> tuple[Tensor, Tensor]:
        """Question words (B, q, 64) and their weights (B, q) → rank (B, K), answer (B, K)."""
        return self.judge(self.features(vectors, weights, lists), lists.groups)

    def judge(self, features: Tensor, groups: Tensor) -> tuple[Tensor, Tensor]:
        """(B, K, 4 + SIGNALS), (B, K) → rank (B, K), answer (B, K)."""
        hidden = self.layers(torch.cat([features, features - _best_elsewhere(features, groups)], -1))
        missing = (groups < 0).float() * FAR
        return self.rank(hidden)[..., 0] + missing, self.answer(hidden)[..., 0] + missing

    def features(self, vectors: Tensor, weights: Tensor, lists: Lists) -> Tensor:
        """(B, K, 4 + SIGNALS)."""
        nearest = torch.einsum("bqd,bknd->bkqn", vectors, lists.words).amax(-1)  # (B, K, q)
        same = (lists.groups[:, :, None] == lists.groups[:, None, :]).float()  # (B, K, K)
        around = (nearest[:, None] * same[..., None] + (same[..., None] - 1)).amax(
            2
        )  # best in the neighbourhood
        own, of_all = ((x * weights[:, None]).sum(-1) for x in (nearest, around))
        plain = (weights > 0).float()
        plain = plain / plain.sum(-1, keepdim=True).clamp_min(1.0)
        weakest = (nearest * plain[:, None]).sum(-1)
        return torch.cat([torch.stack([lists.meaning, own, of_all, weakest], -1), lists.signals], -1)


def _best_elsewhere(features: Tensor, groups: Tensor) -> Tensor:
    """(B, K, F) → (B, K, F): the best of the other neighbourhoods; its own where there is no other."""
    other = (groups[:, :, None] != groups[:, None, :]) & (groups >= 0)[:, None, :]  # (B, K, K)
    best = features[:, None].masked_fill(~other[..., None], FAR).amax(2)
    return torch.where(other.any(-1)[..., None], best, features)


def by_group(logits: Tensor, groups: Tensor) -> Tensor:
    """(B, K) → (B, K): the best logit of each candidate's neighbourhood."""
    same = groups[:, :, None] == groups[:, None, :]
    best: Tensor = logits[:, None, :].masked_fill(~same, FAR).amax(-1)
    return best
