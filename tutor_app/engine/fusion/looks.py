"""How figures look, whole and in parts: a cut-out screenshot finds what it was cut from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Ids, Pixels
from tutor_app.engine.fusion.model import Fused

PART = 0.72  # of each side: about what a learner frames
MEANING, LOOK, READ = 384, 256, 192  # widths


def parts(picture: Pixels) -> list[Pixels]:
    """Nine overlapping parts, three by three, row by row."""
    height, width = picture.shape[:2]
    high, wide = max(1, int(PART * height)), max(1, int(PART * width))
    corners = [
        (int(down * (1 - PART) * height), int(right * (1 - PART) * width))
        for down in (0.0, 0.5, 1.0)
        for right in (0.0, 0.5, 1.0)
    ]
    return [picture[top : top + high, left : left + wide] for top, left in corners]


@dataclass(frozen=True)
class Figures:
    """What the model knows of a course's figures."""

    ids: Ids
    meaning: NDArray[np.float32]  # (N, 384)
    read: NDArray[np.float32]  # (N, 192)
    looks: NDArray[np.float32]  # (N, P, 256): the whole picture, then its parts

    def scores(self, asked: Fused) -> NDArray[np.float32]:
        """(N,): how near each figure is to what was asked; a figure looks like its best part."""
        if not len(self.ids):
            return np.zeros(0, np.float32)
        gates = asked.gates
        look = (self.looks @ asked.look).max(axis=1)
        scores: NDArray[np.float32] = (
            gates[0] * (self.meaning @ asked.meaning) + gates[1] * look + gates[2] * (self.read @ asked.read)
        )
        return scores

    def best_part(self, figure: int, asked: Fused) -> NDArray[np.float32]:
        """(256,): how the part of a figure (a row) looks that is most like what was asked."""
        looks = self.looks[figure]
        part: NDArray[np.float32] = looks[int((looks @ asked.look).argmax())]
        return part

    def most_alike(self, looks: Sequence[NDArray[np.float32]]) -> tuple[int, float]:
        """Which of some pictures looks most like any figure, and how much."""
        best = [float((self.looks @ look).max(initial=0.0)) for look in looks]
        return int(np.argmax(best)), max(best)


def packed(fused: Fused, part_looks: NDArray[np.float32]) -> NDArray[np.float32]:
    """A figure's one row in the index: meaning, read, look, looks of its parts."""
    return np.concatenate([fused.meaning, fused.read, fused.look, part_looks.reshape(-1)])


def unpacked(ids: Ids, rows: NDArray[np.float32]) -> Figures:
    """`packed` rows → figures; no row, of any width, is no figure."""
    if not len(rows):
        rows = np.zeros((0, MEANING + READ + LOOK), np.float32)
    rest = rows[:, MEANING + READ :]
    return Figures(
        ids,
        rows[:, :MEANING],
        rows[:, MEANING : MEANING + READ],
        rest.reshape(len(rows), rest.shape[1] // LOOK, LOOK),
    )
