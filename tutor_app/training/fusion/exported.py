"""The exported files as measuring uses them."""

from collections.abc import Sequence

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.training.fusion.judge import Queries
from tutor_app.training.fusion.match import Lists
from tutor_app.training.fusion.ragged import Ragged

BATCH = 64


class ExportedJudge:
    """`judge.TorchJudge` with onnxruntime."""

    def __init__(self, model: FusionModel) -> None:
        self._model = model

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
