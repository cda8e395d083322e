"""Captioning: a short description of a figure from its picture, its words and a passage about it.

One layer of a transformer's decoder over the fused tokens; it writes word pieces that captions use often.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from tutor_app.training.fusion.parts import FAR, Attention, FeedForward, waves

END, STRANGE = (
    0,
    1,
)  # in place of the first two pieces: where a caption begins and ends; a piece that is not known
MOST_PIECES = 40  # of a caption


class CaptionHead(nn.Module):
    """Logits of the next word piece."""

    def __init__(self, pieces: int, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.waves: Tensor
        self.piece = nn.Embedding(pieces, width)
        nn.init.normal_(self.piece.weight, std=0.02)
        self.register_buffer("waves", waves(MOST_PIECES + 1, width), persistent=False)
        self.before, self.between, self.last = (nn.LayerNorm(width) for _ in range(3))
        self.own, self.told = Attention(width, heads), Attention(width, heads)
        self.middle, self.forward_ = nn.LayerNorm(width), FeedForward(width, dropout)

    def forward(self, written: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
        """Pieces so far (B, t), fused tokens (B, n, D) with their mask → logits (B, t, pieces)."""
        length = written.shape[1]
        x = self.piece(written) * 8 + self.waves[:length]
        later = torch.ones(length, length, device=x.device).triu(1) * FAR
        normed = self.before(x)
        x = x + self.own.over(normed, normed, later)
        x = x + self.told(self.middle(x), tokens, mask)
        x = x + self.forward_(self.between(x))
        logits: Tensor = self.last(x) @ self.piece.weight.T
        return logits


def caption_loss(head: CaptionHead, pieces: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean over the known pieces of captions (B, t), which end with END and are padded with -1."""
    begun = torch.cat([torch.full_like(pieces[:, :1], END), pieces[:, :-1].clamp_min(END)], 1)
    logits = head(begun, tokens, mask).float()
    truth = pieces.masked_fill(pieces == STRANGE, -1)
    if not (truth >= 0).any():
        nothing: Tensor = logits.sum() * 0
        return nothing
    return functional.cross_entropy(logits.flatten(0, 1), truth.flatten(), ignore_index=-1)


@torch.no_grad()
def write(head: CaptionHead, tokens: Tensor, mask: Tensor, most: int = MOST_PIECES) -> list[list[int]]:
    """The likeliest next piece, again and again: B captions as numbers of pieces, without END."""
    written = torch.full((len(tokens), 1), END)
    for _ in range(most):
        logits = head(written, tokens, mask)[:, -1]
        logits[:, STRANGE] = FAR
        written = torch.cat([written, logits.argmax(-1, keepdim=True)], 1)
    rows = [row[1:].tolist() for row in written]
    return [row[: row.index(END)] if END in row else row for row in rows]
