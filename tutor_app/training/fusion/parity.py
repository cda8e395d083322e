"""How near the exported files come to the network, for every subset of what may be given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tutor_app.engine.fusion.identity import PARTS
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.engine.runtime import open_session
from tutor_app.training.fusion.evaluate import SUBSETS, name_of
from tutor_app.training.fusion.exported import CHOICE, ExportedJudge
from tutor_app.training.fusion.judge import Judge

VECTORS = ("meaning", "look", "read")


@dataclass(frozen=True)
class Parity:
    """Of one subset."""

    least_cosine: float  # of the vectors that a question has
    worst_gate: float  # largest difference of how much each vector counts
    worst_word: float  # largest difference of a word's weight


def open_exported(folder: Path, precision: str, calibration: Calibration | None = None) -> ExportedJudge:
    """The files that `export.export_network` wrote, on the CPU."""
    fuse, see, passage, match, choice = (
        open_session(folder / f"{part}.{precision}.onnx", "cpu") for part in (*PARTS, CHOICE)
    )
    return ExportedJudge(FusionModel((fuse, see, passage, match), "", calibration or Calibration()), choice)


def parity(network: Judge, exported: Judge, asked: Sequence[Asked]) -> dict[str, Parity]:
    """`asked`: questions in which everything is given; each subset is made of them."""
    return {name_of(keep): _of(network, exported, [only(one, keep) for one in asked]) for keep in SUBSETS}


def only(asked: Asked, keep: Sequence[bool]) -> Asked:
    """Without the modalities that `keep` leaves out."""
    note, picture, words, speech = keep
    return replace(
        asked,
        note=asked.note if note else None,
        grid=asked.grid if picture else None,
        words=asked.words if words else None,
        heard=asked.heard if speech else None,
        sound=asked.sound if speech else None,
    )


def _of(network: Judge, exported: Judge, asked: Sequence[Asked]) -> Parity:
    true, near = network.queries(asked), exported.queries(asked)
    cosines = [_cosines(getattr(true, name), getattr(near, name)) for name in VECTORS]
    words = [abs(a - b).max(initial=0) for a, b in zip(true.word_weights, near.word_weights, strict=True)]
    return Parity(
        float(min(row.min(initial=1.0) for row in cosines)),
        float(abs(true.gates - near.gates).max()),
        float(max(words)),
    )


def _cosines(true: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Of rows, those left out that a question doesn't have: they are zero."""
    there = np.linalg.norm(true, axis=1) > 0
    a, b = true[there], near[there]
    found: np.ndarray = (a * b).sum(1) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1))
    return found
