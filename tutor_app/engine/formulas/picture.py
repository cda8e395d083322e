"""A picture of one formula as the formula reader takes it (preprocessing `formula-1`)."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tutor_app.core.arrays import Pixels

Grey: TypeAlias = NDArray[np.uint8]  # (height, width), dark on light
Input: TypeAlias = NDArray[np.float32]  # (1, 1, height, width)

MOST_PX = (672, 192)  # wide, high: the network knows no places beyond
LEAST_PX = (96, 32)
STEP_PX = 32
INK = 200  # darker is ink
# Source: github.com/lukas-blecher/LaTeX-OCR 0.0.1, pix2tex/dataset/transforms.py
MEAN, SPREAD = 0.7931, 0.1738
DIAGONAL = 1.27  # steps along and across for one in any direction: 4 / π
LIGHT_ON_DARK = 127


def grey(picture: Pixels) -> Grey:
    """Dark on white, whatever it was; the paper becomes white and the ink black."""
    plane = np.asarray(Image.fromarray(picture).convert("L"), dtype=np.float32)
    if np.median(plane) < LIGHT_ON_DARK:
        plane = 255 - plane
    paper = float(np.median(plane[plane >= np.median(plane)]))
    darkest = float(np.percentile(plane, 0.5))
    stretched = (plane - darkest) * (255 / max(paper - darkest, 1.0))
    dark_on_white: Grey = np.clip(stretched, 0, 255).astype(np.uint8)
    return dark_on_white


def cropped(plane: Grey) -> Grey:
    """Without what is white around it; empty if nothing is written."""
    rows, columns = (np.flatnonzero((plane < INK).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return plane[:0, :0]
    return plane[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def stroke_px(formula: Grey) -> float:
    """How thick its lines are: twice their area, over the length of their edges."""
    padded = np.pad(1 - formula.astype(np.float32) / 255, 1)
    edges = np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum()
    return float(2 * padded.sum() / max(edges, 1.0)) * DIAGONAL


def to_input(formula: Grey, scale: float) -> Input:
    """Scaled, but not beyond what fits, at the top left of white paper."""
    height, width = formula.shape
    scale = min(scale, MOST_PX[0] / width, MOST_PX[1] / height)
    size = max(1, int(width * scale + 0.5)), max(1, int(height * scale + 0.5))
    size = min(size[0], MOST_PX[0]), min(size[1], MOST_PX[1])
    how = Image.Resampling.BILINEAR if scale > 1 else Image.Resampling.LANCZOS
    scaled = np.asarray(Image.fromarray(formula).resize(size, how))
    wide, high = (
        max(least, -(-side // STEP_PX) * STEP_PX) for side, least in zip(size, LEAST_PX, strict=True)
    )
    paper = np.full((high, wide), 255, np.uint8)
    paper[: size[1], : size[0]] = scaled
    return ((paper.astype(np.float32) / 255 - MEAN) / SPREAD)[None, None].astype(np.float32)
