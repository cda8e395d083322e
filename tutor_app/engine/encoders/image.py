"""Pictures to vectors: a screenshot lies near the figure that it shows."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Pixels, Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.picture import to_square
from tutor_app.engine.encoders.text import Network
from tutor_app.engine.registry.installed import exported
from tutor_app.engine.runtime import open_session
from tutor_app.settings.home import Home

NAME = "efficientnet-lite0"
WIDTH = 1280
CELLS = 49

Grids: TypeAlias = NDArray[np.float32]  # (n, 49, 1280)


class ImageEncoder:
    """EfficientNet-Lite0 without its classes."""

    def __init__(self, session: Network) -> None:
        self._session = session

    @classmethod
    def open(cls, home: Home, device: str = "auto") -> "ImageEncoder":
        """Raises: TutorError: its weights are missing or broken."""
        return cls(open_session(exported(home, NAME, "image", "float32"), device))

    def looks(self, pictures: Sequence[Pixels], cancel: Cancellation) -> Vectors:
        """(n, 1280) vectors of norm 1. One picture at a time: batches gain nothing on a CPU.

        Raises:
            ValueError: one is not (height, width, 3) or has no pixels.
            Cancelled: between two pictures or inside one.
        """
        return mean_cells(self.grids(pictures, cancel))

    def grids(self, pictures: Sequence[Pixels], cancel: Cancellation) -> Grids:
        """(n, 49, 1280): what it sees in each of 7 × 7 cells, row by row from the top left.

        Raises:
            ValueError: one is not (height, width, 3) or has no pixels.
            Cancelled: between two pictures or inside one.
        """
        grids = np.zeros((len(pictures), CELLS, WIDTH), dtype=np.float32)
        for row, picture in enumerate(pictures):
            cancel.check()
            grid = self._session.run({"pixels": to_square(picture)[None]}, cancel)[0]
            grids[row] = np.asarray(grid, dtype=np.float32)[0].reshape(WIDTH, CELLS).T
        return grids


def mean_cells(grids: Grids) -> Vectors:
    """(n, 49, 1280) → (n, 1280) of norm 1."""
    means = grids.mean(axis=1)
    normed: Vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return normed
