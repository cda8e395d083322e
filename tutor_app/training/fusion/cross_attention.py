"""Variant (a): every modality looks at all others, and keeps what it saw beside what it was.

For modalities i and j: α_ij = softmax(f_iᵀ W_q W_kᵀ f_j), f_i' = project(concat(f_i, Σ_j α_ij W_v f_j)).
"""

import torch
from torch import Tensor, nn

from tutor_app.training.fusion.parts import Attention, FeedForward


class CrossAttention(nn.Module):
    """Layers of it. Streams go in and come out in the order of the modalities."""

    def __init__(self, modalities: int, width: int, heads: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_CrossLayer(modalities, width, heads, dropout) for _ in range(layers))

    def forward(self, streams: list[Tensor], masks: list[Tensor]) -> list[Tensor]:
        """M of (B, n_m, D), M of (B, n_m) → M of (B, n_m, D)."""
        for layer in self.layers:
            streams = layer(streams, masks)
        return streams


class _CrossLayer(nn.Module):
    def __init__(self, modalities: int, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.attention = Attention(width, heads)  # W_q, W_k and W_v are shared: a pair costs no weights
        self.project = nn.ModuleList(nn.Linear(2 * width, width) for _ in range(modalities))
        self.between, self.forward_ = nn.LayerNorm(width), FeedForward(width, dropout)

    def forward(self, streams: list[Tensor], masks: list[Tensor]) -> list[Tensor]:
        normed = [self.norm(stream) for stream in streams]
        out = []
        for i, stream in enumerate(streams):
            others = torch.cat([x for j, x in enumerate(normed) if j != i], dim=1)
            mask = torch.cat([m for j, m in enumerate(masks) if j != i], dim=1)
            seen = self.attention(normed[i], others, mask) * mask.any(1)[:, None, None].float()
            stream = stream + self.project[i](torch.cat([normed[i], seen], dim=-1))
            out.append(stream + self.forward_(self.between(stream)))
        return out
