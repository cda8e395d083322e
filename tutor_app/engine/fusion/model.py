"""The fusion model as files: questions, figures and passages to vectors, questions matched with passages."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.picture import Grid
from tutor_app.engine.encoders.text import Network
from tutor_app.engine.fusion.identity import (
    calibration_file,
    graph_files,
    head_identity,
    identity,
    picture_for,
)
from tutor_app.engine.fusion.inputs import MOST, TEXT, Asked, States, feeds, padded
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.engine.fusion.signals import NAMES, Signals
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.runtime import open_session
from tutor_app.settings.home import MANIFESTS

BATCH = 16
UNCALIBRATED = Calibration()
OUTPUTS = (
    "meaning", "look", "read", "gates", "word_vectors", "word_weights",
    "counted_note", "counted_picture", "counted_words", "counted_speech", "kind",
)  # fmt: skip


@dataclass(frozen=True)
class Fused:
    """What the model makes of one query or figure."""

    meaning: NDArray[np.float32]  # (384,)
    look: NDArray[np.float32]  # (256,)
    read: NDArray[np.float32]  # (192,)
    gates: NDArray[np.float32]  # (3,) how much each of these counts
    words: NDArray[np.float32]  # (n, 64) of each typed and recognised word piece
    word_weights: NDArray[np.float32]  # (n,) sum to 1
    counted: tuple[NDArray[np.float32], ...]  # weights of the tokens of each modality; all together sum to 1
    kind: NDArray[np.float32]  # (7,) chances of each kind of question


class FusingNetwork(Network, Protocol):
    """The network that makes a question: it also tells how large its inputs are."""

    def shape(self, name: str) -> tuple[int | str | None, ...]: ...


class FusionModel:
    """The graphs of one training, which belongs to one text encoder and one picture encoder."""

    def __init__(
        self,
        graphs: tuple[FusingNetwork, Network, Network, Network],
        identity: str = "",
        calibration: Calibration = UNCALIBRATED,
        head: str = "",
    ) -> None:
        """`identity` tells the weights that make vectors from others, `head` those that match them.

        Raises:
            ValueError: the first graph takes no grid of a picture encoder.
        """
        self.identity, self.calibration, self.head = identity, calibration, head
        self._correction = np.zeros(len(NAMES), np.float32)
        self._fuse, self._see, self._passage, self._match = graphs
        self.grid = _grid_of(self._fuse)

    @classmethod
    def open(cls, encoder: str, device: str = "auto", folder: Path = MANIFESTS) -> "FusionModel":
        """The model that was trained on the states of a text encoder, and on a picture encoder's grids.

        Raises:
            TutorError: there is none for it, or its files don't fit.
        """
        known = identity(encoder, folder)
        if not known:
            raise TutorError(
                tr("There is no fusion model for the text encoder {encoder}.", encoder=encoder),
                tr("Questions are answered by reciprocal rank."),
            )
        calibration = _calibration(calibration_file(encoder, folder))
        fuse, see, passage, match = (open_session(file, device) for file in graph_files(encoder, folder))
        model = cls((fuse, see, passage, match), known, calibration, head_identity(encoder, folder))
        picture = load_manifests(folder).get(picture_for(encoder, folder))
        if picture and picture.grid != model.grid:
            raise TutorError(
                tr("The model file {file} can't be used.", file=graph_files(encoder, folder)[0]),
                tr("It was not trained on the picture encoder {name}.", name=picture.name),
            )
        return model

    def adapted(self, weights: Mapping[str, float]) -> "FusionModel":
        """The same, with what a course taught: a signal's weight is added to the rank for each unit of it."""
        other = copy(self)
        other._correction = np.array([weights.get(name, 0.0) for name in NAMES], np.float32)
        return other

    def fuse(self, batch: Sequence[Asked], cancel: Cancellation) -> list[Fused]:
        """Raises: Cancelled."""
        found: list[Fused] = []
        for some in _parts(batch):
            cancel.check()
            given = feeds(some, self.grid)
            out = dict(zip(OUTPUTS, self._fuse.run(given, cancel), strict=True))
            text = np.concatenate([given["note_mask"], given["heard_mask"]], axis=1)
            speech = np.concatenate([given["heard_mask"], given["sound_mask"]], axis=1)
            masks = (given["note_mask"], given["picture_mask"], given["words_mask"], speech)
            for i in range(len(some)):
                counted = tuple(
                    np.asarray(out[f"counted_{name}"][i][mask[i]])
                    for name, mask in zip(("note", "picture", "words", "speech"), masks, strict=True)
                )
                meaning, look, read, gates, kind = (
                    out[name][i] for name in ("meaning", "look", "read", "gates", "kind")
                )
                words, weights = (out[name][i][text[i]] for name in ("word_vectors", "word_weights"))
                found.append(Fused(meaning, look, read, gates, words, weights, counted, kind))
        return found

    def looks(
        self, grids: NDArray[np.float32], cancel: Cancellation, mask: NDArray[np.bool_] | None = None
    ) -> Vectors:
        """(n, cells, width) → how each picture looks, (n, 256), without the cells where `mask` (n, cells)
        is false.

        Raises:
            Cancelled.
        """
        mask = np.ones(grids.shape[:2], dtype=np.bool_) if mask is None else mask
        return np.asarray(self._see.run({"picture": grids, "mask": mask}, cancel)[0], dtype=np.float32)

    def passages(
        self, states: Sequence[States], cancel: Cancellation
    ) -> tuple[Vectors, list[NDArray[np.float32]]]:
        """Vectors (n, 384) in the space of `Fused.meaning`, and each passage's words (m, 64).

        Raises:
            Cancelled.
        """
        vectors: list[NDArray[np.float32]] = []
        words: list[NDArray[np.float32]] = []
        for some in _parts(states):
            cancel.check()
            given, mask = padded(list(some), TEXT, MOST["passage"])
            of_passages, of_words = self._passage.run({"states": given, "mask": mask}, cancel)
            vectors += list(of_passages)
            words += [row[there] for row, there in zip(of_words, mask, strict=True)]
        return np.array(vectors, dtype=np.float32).reshape(len(states), TEXT), words

    def match(
        self,
        asked: Fused,
        words: Sequence[NDArray[np.float32]],
        vectors: Vectors,
        signals: Signals,
        groups: NDArray[np.int64],
        cancel: Cancellation,
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Logits of one question's K candidates: for ranking, and for “this answers it”.

        Raises:
            Cancelled.
        """
        if not len(words) or not len(asked.words):
            return np.zeros(len(words), np.float32), np.full(len(words), -10.0, np.float32)
        table, _ = padded(list(words), asked.words.shape[1], MOST["passage"])
        rank, answer = self.logits(
            {
                "question": asked.words,
                "weights": asked.word_weights,
                "words": table,
                "meaning": (vectors @ asked.meaning).astype(np.float32),
                "signals": signals.astype(np.float32),
                "groups": groups.astype(np.int64),
            },
            cancel,
        )
        return rank + signals.astype(np.float32) @ self._correction, answer

    def logits(
        self, given: Mapping[str, NDArray[Any]], cancel: Cancellation
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The network itself: question (q, 64), weights (q,), words (K, n, 64), meaning (K,), signals
        (K, signals), groups (K,) → rank and answer (K,).
        """
        rank, answer = self._match.run({name: array[None] for name, array in given.items()}, cancel)
        return rank[0], answer[0]


def _grid_of(fuse: FusingNetwork) -> Grid:
    _, cells, width = fuse.shape("picture")
    if not (isinstance(cells, int) and isinstance(width, int)):
        raise ValueError("the size of a picture's grid isn't fixed")
    return Grid(cells, width)


def _calibration(file: Path) -> Calibration:
    try:
        return Calibration.read(file)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise TutorError(
            tr("The model file {file} can't be used.", file=file), tr("It belongs to another version.")
        ) from error


def _parts(batch: Sequence[Asked] | Sequence[States]) -> Iterator[Sequence]:  # type: ignore[type-arg]
    for start in range(0, len(batch), BATCH):
        yield batch[start : start + BATCH]
