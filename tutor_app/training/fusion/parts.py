"""What every variant is built of: adapters, attention, pooling, a small vision transformer.

Shapes: B queries, n tokens of one modality, D the model's width. A mask is (B, n), true where there is a
token.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

FAR = -1e4  # in place of minus infinity: a row without any token stays finite


def additive(mask: Tensor) -> Tensor:
    """(B, n) → (B, 1, 1, n), to be added to scores of attention."""
    bias: Tensor = (~mask)[:, None, None, :].float() * FAR
    return bias


def unit(vectors: Tensor) -> Tensor:
    """Vectors of norm 1; what is all zero stays so."""
    normed: Tensor = vectors / vectors.norm(dim=-1, keepdim=True).clamp_min(1e-6)
    return normed


class Attention(nn.Module):
    """Multi-head attention of `asking` over `told`. Source: arXiv 1706.03762."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))

    def forward(self, asking: Tensor, told: Tensor, mask: Tensor) -> Tensor:
        """(B, n, D), (B, m, D), (B, m) → (B, n, D)."""
        return self.over(asking, told, additive(mask))

    def over(self, asking: Tensor, told: Tensor, bias: Tensor) -> Tensor:
        """The same with what is added to the scores, in any shape that goes with (B, heads, n, m)."""
        q, k, v = (self._split(f(x)) for f, x in ((self.query, asking), (self.key, told), (self.value, told)))
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)
        out: Tensor = self.out(mixed)
        return out

    def _split(self, x: Tensor) -> Tensor:
        heads: Tensor = x.unflatten(-1, (self.heads, -1)).transpose(1, 2)  # type: ignore[no-untyped-call]
        return heads


class FeedForward(nn.Sequential):
    """Two layers, applied to each token."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__(
            nn.Linear(width, 2 * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(2 * width, width)
        )


class Layer(nn.Module):
    """One layer of a transformer, norm first. Source: arXiv 2002.04745."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention, self.forward_ = Attention(width, heads), FeedForward(width, dropout)
        self.drop = nn.Dropout(dropout)

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """(B, n, D), (B, n) → (B, n, D)."""
        normed = self.before(tokens)
        tokens = tokens + self.drop(self.attention(normed, normed, mask))
        out: Tensor = tokens + self.drop(self.forward_(self.between(tokens)))
        return out


class Adapter(nn.Module):
    """An encoder's states → tokens of the model's width."""

    def __init__(self, inputs: int, width: int, dropout: float) -> None:
        super().__init__()
        self.project, self.norm, self.drop = (
            nn.Linear(inputs, width),
            nn.LayerNorm(width),
            nn.Dropout(dropout),
        )

    def forward(self, states: Tensor) -> Tensor:
        """(B, n, inputs) → (B, n, D)."""
        tokens: Tensor = self.drop(self.norm(self.project(states)))
        return tokens


class GridTransformer(nn.Module):
    """A small vision transformer over the convolutional grid. Source: arXiv 2010.11929, 3.1, hybrid."""

    def __init__(self, cells: int, width: int, heads: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.place = nn.Parameter(torch.randn(cells, width) * 0.02)
        self.layers = nn.ModuleList(Layer(width, heads, dropout) for _ in range(layers))

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """(B, cells, D), (B, cells) → (B, cells, D)."""
        tokens = tokens + self.place
        for layer in self.layers:
            tokens = layer(tokens, mask)
        return tokens


class Pool(nn.Module):
    """Tokens → one vector, by one learned question; the weights say what counted."""

    def __init__(self, width: int) -> None:
        super().__init__()
        last = nn.Linear(width, 1)
        nn.init.zeros_(last.weight)  # begins as the plain mean
        nn.init.zeros_(last.bias)
        self.score = nn.Sequential(nn.Linear(width, width), nn.Tanh(), last)

    def forward(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, n, D), (B, n) → (B, D), weights (B, n) that sum to 1, or to 0 where there is no token."""
        scores = self.score(tokens)[..., 0] + (~mask).float() * FAR
        weights = scores.softmax(-1) * mask.float()
        return (weights[..., None] * tokens).sum(1), weights


def waves(length: int, width: int) -> Tensor:
    """(length, width) sines and cosines for the place of a token. Source: arXiv 1706.03762, section 3.5."""
    place = torch.arange(length)[:, None].float()
    rate = torch.exp(torch.arange(0, width, 2).float() * (-math.log(10_000.0) / width))
    return torch.stack([torch.sin(place * rate), torch.cos(place * rate)], dim=-1).flatten(1)


def masked_mean(states: Tensor, mask: Tensor) -> Tensor:
    """(B, n, d), (B, n) → (B, d); zeros where there is no token."""
    weights = mask.float()[..., None]
    return (states * weights).sum(1) / weights.sum(1).clamp_min(1.0)


def weighted(states: Tensor, weights: Tensor) -> Tensor:
    """(B, n, d), (B, n) → (B, d) of norm 1; zeros where all weights are zero."""
    return unit((states.float() * weights.float()[..., None]).sum(1))


def strongest(grid: Tensor, weights: Tensor) -> Tensor:
    """(B, n, d), (B, n) → (B, d): generalised mean, power 3. Source: arXiv 1711.02512."""
    cubes = grid.float().clamp_min(1e-3).pow(3)
    return (cubes * weights.float()[..., None]).sum(1).clamp_min(1e-9).pow(1 / 3)


def cross_entropy_of_pairs(scores: Tensor, same: Tensor) -> Tensor:
    """InfoNCE with several right answers: (B, N) scores, (B, N) true where right → mean loss over rows.

    Source: arXiv 2004.11362 (supervised contrastive), the sum outside the logarithm.
    """
    logs = functional.log_softmax(scores, dim=-1)
    right = same.float()
    return -((logs * right).sum(-1) / right.sum(-1).clamp_min(1.0))[right.any(-1)].mean()
