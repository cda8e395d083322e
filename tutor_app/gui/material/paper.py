"""What a page is printed on: as it is, on sepia, or light on dark with its figures as they are."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.material import Box

Paper = Literal["print", "sepia", "night"]
PAPERS: tuple[Paper, ...] = ("print", "sepia", "night")
Bgrx = NDArray[np.uint8]  # (height, width, 4): blue, green, red, unused

SEPIA = np.array([214, 233, 246], dtype=np.uint16)  # what white becomes: blue, green, red
NIGHT_PAPER, NIGHT_INK = 30, 226  # what white and black become, of 255
FIGURE_SHARE = 200  # of 255: a figure at night is as printed, but less glaring


def lay_on(paper: Paper, picture: Bgrx, figures: Sequence[Box], scale: float) -> None:
    """Change a printed page in place. `figures` are in points, `scale` is pixels for a point."""
    if paper == "sepia":
        picture[..., :3] = (picture[..., :3] * SEPIA >> 8).astype(np.uint8)
    elif paper == "night":
        kept = [(cut, picture[cut][..., :3].copy()) for cut in (_cut(box, scale) for box in figures)]
        _turn_over(picture)
        for cut, printed in kept:
            picture[cut][..., :3] = (printed.astype(np.uint16) * FIGURE_SHARE >> 8).astype(np.uint8)


def _turn_over(picture: Bgrx) -> None:
    """Light becomes dark and the hue stays: each channel moves by what turns the lightness over."""
    colours = picture[..., :3]
    moved = 255 - colours.max(axis=2).astype(np.int16) - colours.min(axis=2)
    turned = (colours + moved[..., None]) * np.int32(NIGHT_INK - NIGHT_PAPER)
    colours[...] = (turned // 255 + NIGHT_PAPER).astype(np.uint8)


def _cut(box: Box, scale: float) -> tuple[Any, Any]:
    left, top = max(round(box.x0 * scale), 0), max(round(box.y0 * scale), 0)
    return slice(top, max(round(box.y1 * scale), top)), slice(left, max(round(box.x1 * scale), left))
