"""The exported files as measuring uses them."""

from collections.abc import Sequence

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.encoders.text import Network
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.training.fusion.batches import ChoiceBatch
from tutor_app.training.fusion.choice import NOTHING
from tutor_app.training.fusion.judge import Queries
from tutor_app.training.fusion.match import Lists
from tutor_app.training.fusion.model import WORD
from tutor_app.training.fusion.ragged import Ragged

BATCH = 64
CHOICE = "choice"  # the graph's name


class ExportedJudge:
    """`judge.TorchJudge` with onnxruntime."""

    def __init__(self, model: FusionModel, choice: Network) -> None:
        """`choice`: the head for multiple choice, which the application doesn't open."""
        self._model, self._choice = model, choice

    def queries(self, rows: Sequence[Asked]) -> Queries:
        fused = self._model.fuse(rows, Cancellation())
        meaning, look, read, gates, kinds = (
            np.stack([getattr(one, name) for one in fused])
            for name in ("meaning", "look", "read", "gates", "kind")
        )
        words, weights = [one.words for one in fused], [one.word_weights for one in fused]
        return Queries(
            meaning, look, read, gates, words, weights, [list(one.counted) for one in fused], kinds
        )

    def looks(self, grids: np.ndarray) -> np.ndarray:
        starts = range(0, len(grids), BATCH)
        some = [np.asarray(grids[start : start + BATCH], np.float32) for start in starts]
        return np.concatenate([self._model.looks(of, Cancellation()) for of in some])

    def looks_without(self, grids: np.ndarray, masks: np.ndarray) -> np.ndarray:
        return self._model.looks(grids, Cancellation(), masks)

    def passages(self, texts: Ragged) -> tuple[np.ndarray, list[np.ndarray]]:
        return self._model.passages([texts.row(i) for i in range(len(texts))], Cancellation())

    def match(self, words: np.ndarray, weights: np.ndarray, lists: Lists) -> tuple[np.ndarray, np.ndarray]:
        tables = {
            "words": lists.words, "meaning": lists.meaning, "signals": lists.signals, "groups": lists.groups
        }  # fmt: skip
        given = {name: tensor[0].numpy() for name, tensor in tables.items()}
        return self._model.logits({"question": words, "weights": weights, **given}, Cancellation())

    def choose(self, batch: ChoiceBatch, shots: Sequence[Asked] | None) -> np.ndarray:
        size, count, length, _ = batch.options.shape
        options = batch.options.numpy().reshape(size * count, length, -1)
        spoken = (batch.role.numpy() != NOTHING).reshape(size * count, length)
        vectors, words = self._model.passages(_rows(options, spoken), Cancellation())
        vectors = vectors.reshape(size, count, -1)
        around, of_passages = self._model.passages(
            _rows(batch.passages.numpy(), batch.passages_mask.numpy()), Cancellation()
        )
        meaning = np.einsum("bod,bkd->bok", vectors, around.reshape(size, -1, around.shape[-1]))
        table = _table(of_passages, batch.passages.shape[1])
        given = {
            "words": _table(words, length).reshape(size, count, length, WORD),
            "role": batch.role.numpy(),
            "passages": table.reshape(size, -1, *table.shape[1:]),
            "meaning": meaning.astype(np.float32),
            "pictured": self._pictured(vectors, shots),
        }
        scores: np.ndarray = self._choice.run(given, Cancellation())[0]
        return scores

    def _pictured(self, options: np.ndarray, shots: Sequence[Asked] | None) -> np.ndarray:
        if shots is None:
            return np.zeros(options.shape[:2], np.float32)
        there = np.array([shot.grid is not None or shot.words is not None for shot in shots])
        shown = self.queries(shots).meaning * there[:, None]
        near: np.ndarray = np.einsum("bod,bd->bo", options, shown).astype(np.float32)
        return near


def _rows(states: np.ndarray, mask: np.ndarray) -> list[np.ndarray]:
    return [row[there] for row, there in zip(states, mask, strict=True)]


def _table(rows: Sequence[np.ndarray], length: int) -> np.ndarray:
    """Words (m, 64) of each, at most `length`, zeros behind them."""
    table = np.zeros((len(rows), length, WORD), np.float32)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return table
