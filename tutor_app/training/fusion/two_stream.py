"""Variant (b), in the manner of ViLBERT (arXiv 1908.02265): language and sight attend to each other.

Language is what was typed, said and heard; sight is the picture and the words on it.
"""

import torch
from torch import Tensor, nn

from tutor_app.training.fusion.parts import Attention, FeedForward, Layer

LANGUAGE, SIGHT = (0, 3), (1, 2)  # positions of the modalities: note and speech; picture and its words


class TwoStream(nn.Module):
    """Layers of co-attention, each followed by attention within the stream."""

    def __init__(self, modalities: int, width: int, heads: int, layers: int, dropout: float) -> None:
        super().__init__()
        assert modalities == len(LANGUAGE) + len(SIGHT)
        self.layers = nn.ModuleList(_CoLayer(width, heads, dropout) for _ in range(layers))

    def forward(self, streams: list[Tensor], masks: list[Tensor]) -> list[Tensor]:
        """M of (B, n_m, D), M of (B, n_m) → M of (B, n_m, D)."""
        sides = [torch.cat([streams[m] for m in side], dim=1) for side in (LANGUAGE, SIGHT)]
        side_masks = [torch.cat([masks[m] for m in side], dim=1) for side in (LANGUAGE, SIGHT)]
        for layer in self.layers:
            sides = layer(sides, side_masks)
        out: dict[int, Tensor] = {}
        for side, tokens in zip((LANGUAGE, SIGHT), sides, strict=True):
            lengths = [streams[m].shape[1] for m in side]
            out |= dict(zip(side, torch.split(tokens, lengths, dim=1), strict=True))
        return [out[m] for m in range(len(streams))]


class _CoLayer(nn.Module):
    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.co = nn.ModuleList(Attention(width, heads) for _ in range(2))
        self.between = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.forward_ = nn.ModuleList(FeedForward(width, dropout) for _ in range(2))
        self.within = nn.ModuleList(Layer(width, heads, dropout) for _ in range(2))

    def forward(self, sides: list[Tensor], masks: list[Tensor]) -> list[Tensor]:
        normed = [norm(side) for norm, side in zip(self.norms, sides, strict=True)]
        out = []
        for i, side in enumerate(sides):
            other = 1 - i
            seen = self.co[i](normed[i], normed[other], masks[other])
            side = side + seen * masks[other].any(1)[:, None, None].float()
            side = side + self.forward_[i](self.between[i](side))
            out.append(self.within[i](side, masks[i]))
        return out
