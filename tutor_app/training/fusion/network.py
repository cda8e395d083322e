"""The model with its heads and the two temperatures: everything that is trained together."""

import math

import torch
from torch import Tensor, nn

from tutor_app.training.fusion.batches import ChoiceBatch
from tutor_app.training.fusion.caption import CaptionHead
from tutor_app.training.fusion.choice import NOTHING, ChoiceHead, Choices
from tutor_app.training.fusion.match import MatchingHead
from tutor_app.training.fusion.model import Fused, FusionModel, Shape
from tutor_app.training.fusion.questions import KINDS


class Network(nn.Module):
    """One set of weights."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.fusion = FusionModel(shape)
        self.match = MatchingHead(dropout=shape.dropout)
        self.choice = ChoiceHead(dropout=shape.dropout)
        self.caption = CaptionHead(shape.pieces, shape.width, shape.heads, shape.dropout)
        self.vocabulary: Tensor
        self.register_buffer("vocabulary", torch.zeros(shape.pieces, dtype=torch.long))  # pieces by place
        self.kind = nn.Linear(shape.width, len(KINDS))
        self.warmth = nn.Parameter(torch.tensor([math.log(20.0)] * 3))  # passages, figures, views


def figure_scores(asked: Fused, items: Fused, parts: Tensor) -> Tensor:
    """(B, N): queries and figures; a figure looks like its best part. `parts` is (N, P, 256)."""
    looks = torch.cat([items.look[:, None], parts], 1)  # (N, 1 + P, 256)
    look = torch.einsum("bd,npd->bnp", asked.look, looks).amax(-1)
    gates = asked.gates
    return (
        gates[:, :1] * (asked.meaning @ items.meaning.T)
        + gates[:, 1:2] * look
        + gates[:, 2:] * (asked.read @ items.read.T)
    )


def against_passages(query: Fused, passages: Tensor) -> Tensor:
    """(B, N): queries and passage vectors (N, 384), the gate left out: there is nothing else to weigh."""
    return query.meaning @ passages.T


def choices_of(network: Network, batch: ChoiceBatch) -> Choices:
    """Multiple choices as the head takes them."""
    size, count, length, _ = batch.options.shape
    flat, mask = batch.options.flatten(0, 1), (batch.role != NOTHING).flatten(0, 1)
    vectors, words = network.fusion.passage(flat, mask)
    vectors = vectors.view(size, count, -1)
    passages, of_passages = network.fusion.passage(batch.passages, batch.passages_mask)
    meaning = torch.einsum("bod,bkd->bok", vectors, passages.view(size, -1, passages.shape[-1]))
    return Choices(
        words.view(size, count, length, -1), batch.role,
        of_passages.view(size, -1, *of_passages.shape[1:]), meaning, _pictured(network, batch, vectors),
    )  # fmt: skip


def _pictured(network: Network, batch: ChoiceBatch, options: Tensor) -> Tensor:
    """(B, O): how near what each option says lies to what the screenshot shows; 0 without a screenshot."""
    if batch.screenshots is None:
        return torch.zeros(options.shape[:2])
    shots = network.fusion(batch.screenshots)
    shown = shots.meaning * batch.screenshots.present.any(1, keepdim=True)
    near: Tensor = torch.einsum("bod,bd->bo", options, shown)
    return near
