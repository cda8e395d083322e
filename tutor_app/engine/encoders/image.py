"""Pictures to vectors: a screenshot lies near the figure that it shows."""

from collections.abc import Sequence

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
        vectors = np.zeros((len(pictures), WIDTH), dtype=np.float32)
        for row, picture in enumerate(pictures):
            cancel.check()
            grid = self._session.run({"pixels": to_square(picture)[None]}, cancel)[0]
            vectors[row] = _mean_cell(np.asarray(grid, dtype=np.float32))
        return vectors


def _mean_cell(grid: NDArray[np.float32]) -> NDArray[np.float32]:
    """(1, 1280, 7, 7) → (1280,) of norm 1."""
    mean: NDArray[np.float32] = grid[0].mean(axis=(1, 2))
    return mean / max(float(np.linalg.norm(mean)), 1e-12)
