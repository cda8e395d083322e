"""The model as measuring uses it: in torch while training, as the exported files otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
import torch

from tutor_app.core.picture import Grid
from tutor_app.engine.fusion.inputs import MOST, TEXT, Asked, padded
from tutor_app.training.fusion.batches import ChoiceBatch
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.match import Lists
from tutor_app.training.fusion.network import Network, choices_of
from tutor_app.training.fusion.ragged import Ragged

BATCH = 64


@dataclass(frozen=True)
class Queries:
    """What the model makes of Q queries."""

    meaning: np.ndarray  # (Q, 384)
    look: np.ndarray  # (Q, 256)
    read: np.ndarray  # (Q, 192)
    gates: np.ndarray  # (Q, 3)
    words: list[np.ndarray]  # of each: (n, 64)
    word_weights: list[np.ndarray]  # of each: (n,)
    counted: list[list[np.ndarray]]  # of each: weights of the tokens of each modality
    kinds: np.ndarray  # (Q, kinds) chances

    def one(self, q: int) -> "Queries":
        """Query q alone."""
        return Queries(**{field.name: getattr(self, field.name)[q : q + 1] for field in fields(self)})


@dataclass(frozen=True)
class Figures:
    """What the model makes of N figures."""

    meaning: np.ndarray  # (N, 384)
    looks: np.ndarray  # (N, P, 256): the whole, and its parts
    read: np.ndarray  # (N, 192)

    def scores(self, queries: Queries) -> np.ndarray:
        """(Q, N)."""
        gates = queries.gates
        look = np.stack([queries.look @ part.T for part in self.looks.transpose(1, 0, 2)]).max(0)
        near: np.ndarray = (
            gates[:, :1] * (queries.meaning @ self.meaning.T)
            + gates[:, 1:2] * look
            + gates[:, 2:] * (queries.read @ self.read.T)
        )
        return near


class Judge(Protocol):
    """One model in one precision."""

    def queries(self, rows: Sequence[Asked]) -> Queries: ...

    def looks(self, grids: np.ndarray) -> np.ndarray:
        """(N, cells, width) → (N, 256)."""

    def looks_without(self, grids: np.ndarray, masks: np.ndarray) -> np.ndarray:
        """(n, cells, width) with masks (n, cells), false for covered cells → (n, 256)."""

    def passages(self, texts: Ragged) -> tuple[np.ndarray, list[np.ndarray]]:
        """Vectors (P, 384), and each passage's words (n, 64)."""

    def match(self, words: np.ndarray, weights: np.ndarray, lists: Lists) -> tuple[np.ndarray, np.ndarray]:
        """Of one question: rank and answer logits, (K,)."""

    def choose(self, batch: ChoiceBatch, shots: Sequence[Asked] | None) -> np.ndarray:
        """Scores of options, (B, O); `shots` are the batch's screenshots."""


def figures(judge: Judge, rows: Sequence[Asked], parts: np.ndarray) -> Figures:
    """Figures with their parts (N, 9, cells, width)."""
    fused = judge.queries(rows)
    looks = judge.looks(parts.reshape(-1, *parts.shape[2:])).reshape(*parts.shape[:2], -1)
    return Figures(fused.meaning, np.concatenate([fused.look[:, None], looks], 1), fused.read)


class TorchJudge:
    """The network itself, in float32."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    def queries(self, rows: Sequence[Asked]) -> Queries:
        tables: list[tuple[np.ndarray, ...]] = []
        words, weights, counted = [], [], []
        with torch.no_grad():
            for given in _batches(rows, self.network.fusion.shape.grid):
                fused = self.network.fusion(given)
                kinds = self.network.kind(fused.state).softmax(-1)
                tables.append(
                    tuple(t.numpy() for t in (fused.meaning, fused.look, fused.read, fused.gates, kinds))
                )
                text = torch.cat([given.note_mask, given.heard_mask], 1)
                speech = torch.cat([given.heard_mask, given.sound_mask], 1)
                masks = (given.note_mask, given.picture_mask, given.words_mask, speech)
                for i in range(len(text)):
                    words.append(fused.word_vectors[i][text[i]].numpy())
                    weights.append(fused.word_weights[i][text[i]].numpy())
                    counted.append([c[i][m[i]].numpy() for c, m in zip(fused.counted, masks, strict=True)])
        meaning, look, read, gates, kinds = (np.concatenate(column) for column in zip(*tables, strict=True))
        return Queries(meaning, look, read, gates, words, weights, counted, kinds)

    def looks(self, grids: np.ndarray) -> np.ndarray:
        found = []
        with torch.no_grad():
            for start in range(0, len(grids), 4 * BATCH):
                some = torch.from_numpy(np.asarray(grids[start : start + 4 * BATCH], np.float32))
                mask = torch.ones(some.shape[:2], dtype=torch.bool)
                found.append(self.network.fusion.see(some, mask).numpy())
        return np.concatenate(found)

    def looks_without(self, grids: np.ndarray, masks: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            found: np.ndarray = self.network.fusion.see(
                torch.from_numpy(grids), torch.from_numpy(masks)
            ).numpy()
        return found

    def passages(self, texts: Ragged) -> tuple[np.ndarray, list[np.ndarray]]:
        vectors, words = [], []
        with torch.no_grad():
            for start in range(0, len(texts), BATCH):
                rows = [texts.row(i) for i in range(start, min(start + BATCH, len(texts)))]
                states, mask = map(torch.from_numpy, padded(rows, TEXT, MOST["passage"]))
                some, of_words = self.network.fusion.passage(states, mask)
                vectors.append(some.numpy())
                words += [w[m].numpy() for w, m in zip(of_words, mask, strict=True)]
        return np.concatenate(vectors), words

    def match(self, words: np.ndarray, weights: np.ndarray, lists: Lists) -> tuple[np.ndarray, np.ndarray]:
        with torch.no_grad():
            rank, answer = self.network.match(
                torch.from_numpy(words)[None], torch.from_numpy(weights)[None], lists
            )
        return rank[0].numpy(), answer[0].numpy()

    def choose(self, batch: ChoiceBatch, shots: Sequence[Asked] | None) -> np.ndarray:
        with torch.no_grad():
            scores: np.ndarray = self.network.choice(choices_of(self.network, batch)).numpy()
        return scores


def _batches(rows: Sequence[Asked], grid: Grid) -> Iterator[Given]:
    for start in range(0, len(rows), BATCH):
        yield Given.of(rows[start : start + BATCH], grid)
