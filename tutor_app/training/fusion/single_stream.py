"""Variant (c), in the manner of UNITER (arXiv 1909.11740): one transformer over all tokens."""

import torch
from torch import Tensor, nn

from tutor_app.training.fusion.parts import Layer


class SingleStream(nn.Module):
    """Layers of self-attention over everything that is there."""

    def __init__(self, modalities: int, width: int, heads: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(width, heads, dropout) for _ in range(layers))

    def forward(self, streams: list[Tensor], masks: list[Tensor]) -> list[Tensor]:
        """M of (B, n_m, D), M of (B, n_m) → M of (B, n_m, D)."""
        tokens, mask = torch.cat(streams, dim=1), torch.cat(masks, dim=1)
        for layer in self.layers:
            tokens = layer(tokens, mask)
        return list(torch.split(tokens, [stream.shape[1] for stream in streams], dim=1))
