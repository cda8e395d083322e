"""Turning a printed page into one on other paper."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.material import Box
from tutor_app.core.paper import Paper
from tutor_app.gui.material.paper import NIGHT_INK, NIGHT_PAPER, SEPIA

Bgrx = NDArray[np.uint8]  # (height, width, 4): blue, green, red, unused

FIGURE_SHARE = 200  # of 255: a figure at night is as printed, but less glaring

_SEPIA = np.array(SEPIA[::-1], dtype=np.uint16)


def lay_on(paper: Paper, picture: Bgrx, figures: Sequence[Box], scale: float) -> None:
    """Change a printed page in place. `figures` are in points, `scale` is pixels for a point."""
    if paper == "sepia":
        picture[..., :3] = (picture[..., :3] * _SEPIA // 255).astype(np.uint8)
    elif paper == "night":
        kept = [(cut, picture[cut][..., :3].copy()) for cut in (_cut(box, scale) for box in figures)]
        _turn_over(picture)
        for cut, printed in kept:
            picture[cut][..., :3] = (printed.astype(np.uint16) * FIGURE_SHARE // 255).astype(np.uint8)


def _turn_over(picture: Bgrx) -> None:
    """Light becomes dark and the hue stays: each channel moves by what turns the lightness over."""
    colours = picture[..., :3]
    moved = 255 - colours.max(axis=2).astype(np.int16) - colours.min(axis=2)
    turned = (colours + moved[..., None]) * np.int32(NIGHT_INK - NIGHT_PAPER)
    colours[...] = (turned // 255 + NIGHT_PAPER).astype(np.uint8)


def _cut(box: Box, scale: float) -> tuple[Any, Any]:
    left, top = max(round(box.x0 * scale), 0), max(round(box.y0 * scale), 0)
    return slice(top, max(round(box.y1 * scale), top)), slice(left, max(round(box.x1 * scale), left))
