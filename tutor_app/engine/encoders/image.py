"""Pictures to vectors: a screenshot lies near the figure that it shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Pixels, Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.picture import SIDE_PX, Grid, to_square
from tutor_app.engine.encoders.text import Network
from tutor_app.engine.registry.installed import graph
from tutor_app.engine.registry.manifest import Manifest, load_manifests
from tutor_app.engine.runtime import Session, open_session
from tutor_app.settings.home import MANIFESTS, Home

Grids: TypeAlias = NDArray[np.float32]  # (n, cells, width)


class ImageEncoder:
    """One picture model without its classes: a convolutional network or a vision transformer."""

    def __init__(self, session: Network, manifest: Manifest) -> None:
        """Raises: ValueError: the manifest is of another task."""
        if manifest.grid is None:
            raise ValueError(f"{manifest.name} has no grid")
        self.grid: Grid = manifest.grid
        self._session, self._manifest = session, manifest

    @classmethod
    def open(cls, home: Home, name: str, device: str = "auto", folder: Path = MANIFESTS) -> "ImageEncoder":
        """Raises: TutorError: its weights are missing or broken, or no such encoder is known."""
        known = {m.name: m for m in load_manifests(folder).values() if m.task == "image"}
        if name not in known:
            raise TutorError(
                tr("No picture encoder is called “{name}”.", name=name),
                tr("The known ones are: {names}.", names=", ".join(known)),
            )
        session = open_session(graph(home, known[name]), device)
        if not _takes_squares(session, known[name]):
            raise _unfit(known[name])
        return cls(session, known[name])

    def looks(self, pictures: Sequence[Pixels], cancel: Cancellation) -> Vectors:
        """(n, width) vectors of norm 1. One picture at a time: batches gain nothing on a CPU.

        Raises:
            ValueError: one is not (height, width, 3) or has no pixels.
            TutorError: the model doesn't give what its manifest states.
            Cancelled: between two pictures or inside one.
        """
        return mean_cells(self.grids(pictures, cancel))

    def grids(self, pictures: Sequence[Pixels], cancel: Cancellation) -> Grids:
        """(n, cells, width): what it sees in each cell, row by row from the top left.

        Raises:
            ValueError: one is not (height, width, 3) or has no pixels.
            TutorError: the model doesn't give what its manifest states.
            Cancelled: between two pictures or inside one.
        """
        grids = np.zeros((len(pictures), self.grid.cells, self.grid.width), dtype=np.float32)
        for row, picture in enumerate(pictures):
            cancel.check()
            pixels = to_square(picture, self._manifest.preprocessing)[None]
            grids[row] = self._cells(self._session.run({self._manifest.inputs[0]: pixels}, cancel))
        return grids

    def _cells(self, outputs: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """The first output that is a grid; others are of the whole picture."""
        for output in outputs:
            cells = cells_of(output, self.grid)
            if cells is not None:
                return cells
        raise _unfit(self._manifest)


def cells_of(output: NDArray[Any], grid: Grid) -> NDArray[Any] | None:
    """(cells, width) of what a network gives for one picture; None where that is no such grid.

    It is (1, width, h, w) of a convolutional network, (1, tokens, width) of a vision transformer. A token for
    the whole picture before those of the cells (arXiv 2010.11929, 3.1) is left out.
    """
    if output.ndim == 4:
        output = output.reshape(*output.shape[:2], -1).transpose(0, 2, 1)
    elif output.ndim == 3 and output.shape[1] == grid.cells + 1:
        output = output[:, 1:]
    return output[0] if output.shape == (1, grid.cells, grid.width) else None


def mean_cells(grids: Grids) -> Vectors:
    """(n, cells, width) → (n, width) of norm 1."""
    means = grids.mean(axis=1)
    normed: Vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return normed


def _takes_squares(session: Session, manifest: Manifest) -> bool:
    """Whether it has one input, of the manifest's name, that takes what `to_square` gives."""
    if session.inputs != manifest.inputs:
        return False
    sides = session.shape(manifest.inputs[0])
    given = (1, 3, SIDE_PX, SIDE_PX)
    return len(sides) == 4 and all(
        side == one for side, one in zip(sides, given, strict=True) if isinstance(side, int)
    )


def _unfit(manifest: Manifest) -> TutorError:
    return TutorError(
        tr("The picture encoder {name} doesn't give what its manifest states.", name=manifest.name),
        tr("Correct inputs, grid and preprocessing in models/{name}.toml.", name=manifest.name),
    )
