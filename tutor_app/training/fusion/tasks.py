"""One step's losses, task by task, and the queue of figures seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from tutor_app.training.fusion import losses
from tutor_app.training.fusion.batches import ChoiceBatch, FigureBatch, PassageBatch
from tutor_app.training.fusion.caption import caption_loss
from tutor_app.training.fusion.match import Lists
from tutor_app.training.fusion.model import VECTOR
from tutor_app.training.fusion.network import Network, against_passages, choices_of, figure_scores
from tutor_app.training.fusion.parts import cross_entropy_of_pairs


@dataclass
class Queue:
    """Figures of earlier steps: more to be told apart from than a batch holds. Source: arXiv 1911.05722."""

    most: int = 768
    vectors: Tensor = field(default_factory=lambda: torch.zeros(0, VECTOR))
    ids: Tensor = field(default_factory=lambda: torch.zeros(0, dtype=torch.long))
    waiting: list[tuple[Tensor, Tensor]] = field(
        default_factory=list
    )  # seen in this step, a pair for each shard

    def add(self, vectors: Tensor, ids: Tensor) -> None:
        """They wait: every shard of a step tells apart from the same figures, whoever computes it."""
        self.waiting.append((vectors.detach().float(), ids))

    def turn(self, seen: Sequence[tuple[Tensor, Tensor]]) -> None:
        """End a step in which `seen` were seen, in the order of its shards."""
        for vectors, ids in seen:
            self.vectors = torch.cat([vectors, self.vectors])[: self.most]
            self.ids = torch.cat([ids, self.ids])[: self.most]
        self.waiting = []


def passage_losses(network: Network, batch: PassageBatch) -> dict[str, Tensor]:
    """Alignment, ranking, answering and kind."""
    size, k = batch.right.shape
    fused = network.fusion(batch.given)
    vectors, words = network.fusion.passage(batch.passages, batch.passages_mask)
    modules, gold = np.array(batch.modules), np.array(batch.gold)
    there = torch.from_numpy(modules != "")
    same = torch.from_numpy(gold[:, None] == modules[None, :])
    warm = losses.inverse_temperature(network.warmth[0])
    scores = (warm * against_passages(fused, vectors)).masked_fill(~there, -1e4)
    meaning = torch.einsum("bd,bkd->bk", fused.meaning, vectors.view(size, k, -1))
    lists = Lists(words.view(size, k, *words.shape[1:]), meaning, batch.signals, batch.groups)
    rank, answer = network.match(fused.word_vectors, fused.word_weights, lists)
    return {
        "alignment": cross_entropy_of_pairs(scores.float(), same),
        "matching": losses.ranking(rank.float(), batch.right, batch.groups),
        "answering": losses.answering(answer.float(), batch.right, batch.groups),
        "kind": _kind(network, fused.state, batch.kinds),
    }


def figure_losses(network: Network, batch: FigureBatch, queue: Queue) -> dict[str, Tensor]:
    """Alignment with figures and with passages that speak of them, two views of one figure, and kind."""
    asked, items = network.fusion(batch.given), network.fusion(batch.figures)
    other = network.fusion.see(batch.other_view.picture, batch.other_view.picture_mask)
    shown = batch.parts.shape[1]
    flat = batch.parts.flatten(0, 1)
    parts = network.fusion.see(flat, torch.ones(flat.shape[:2], dtype=torch.bool))
    parts = parts.view(-1, shown, parts.shape[-1])
    warm = losses.inverse_temperature(network.warmth[1])
    scores = warm * figure_scores(asked, items, parts).float()
    figures = losses.alignment(scores, batch.same)
    if len(queue.ids):
        far = warm * (asked.vector.float() @ queue.vectors.T)  # their whole pictures will do
        far = far.masked_fill(batch.ids[:, None] == queue.ids, -1e4)
        own = (scores * batch.same).amax(1, keepdim=True)
        truth = torch.zeros(len(own), dtype=torch.long)
        figures = figures + functional.cross_entropy(torch.cat([own, far], 1), truth)
    passages, _ = network.fusion.passage(batch.passages, batch.passages_mask)
    about = losses.inverse_temperature(network.warmth[0]) * against_passages(asked, passages).float()
    cold = losses.inverse_temperature(network.warmth[2])
    looks = torch.cat([items.look[:, None], parts], 1)
    views = cold * torch.einsum("bd,npd->bnp", other, looks).amax(-1).float()
    described = network.fusion(batch.described)
    queue.add(torch.cat([items.meaning, items.look, items.read], 1), batch.ids)
    return {
        "alignment": figures + 0.5 * losses.alignment(about, batch.same),
        "views": losses.alignment(views, batch.same),
        "caption": caption_loss(network.caption, batch.pieces, described.tokens, described.mask),
        "kind": _kind(network, asked.state, batch.kinds),
    }


def choice_losses(network: Network, batch: ChoiceBatch) -> dict[str, Tensor]:
    """Which option is right."""
    scores = network.choice(choices_of(network, batch)).float()
    return {"choice": functional.cross_entropy(scores, batch.key)}


def _kind(network: Network, state: Tensor, kinds: Tensor) -> Tensor:
    known = kinds >= 0
    if not known.any():
        return state.sum() * 0
    return functional.cross_entropy(network.kind(state[known]).float(), kinds[known])
