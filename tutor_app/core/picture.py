"""Pictures as a picture encoder takes them: the same arithmetic in training and in use."""

from dataclasses import dataclass
from math import isqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Pixels

Plane: TypeAlias = NDArray[np.float32]  # (height, width, 3)
Square: TypeAlias = NDArray[np.float32]  # (3, 224, 224)

SIDE_PX = 224
WHITE = 255.0


@dataclass(frozen=True)
class Grid:
    """What an encoder makes of a square picture: as many cells across as down, a vector for each."""

    cells: int
    width: int  # of a cell's vector

    def __post_init__(self) -> None:
        if self.cells < 1 or self.width < 1 or isqrt(self.cells) ** 2 != self.cells:
            raise ValueError(f"{self.cells} cells of {self.width} numbers are no grid")


@dataclass(frozen=True)
class Scaling:
    """How the colours 0 to 255 become what an encoder was trained on: (x - mean) / spread."""

    mean: tuple[float, float, float]  # of red, green, blue
    spread: tuple[float, float, float]

    @classmethod
    def of_shares(cls, mean: tuple[float, float, float], spread: tuple[float, float, float]) -> "Scaling":
        """Of mean and standard deviation of colours from 0 to 1, as they are published."""
        (a, b, c), (d, e, f) = mean, spread
        return cls((WHITE * a, WHITE * b, WHITE * c), (WHITE * d, WHITE * e, WHITE * f))


PREPROCESSING = {  # by the name that a manifest gives
    # Source: github.com/tensorflow/tpu, models/official/efficientnet/lite
    "square-224-1": Scaling((127.0, 127.0, 127.0), (128.0, 128.0, 128.0)),
    # Source: github.com/facebookresearch/dinov2, dinov2/data/transforms.py (ImageNet's, also torchvision's)
    "square-224-imagenet-1": Scaling.of_shares((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    # Source: github.com/openai/CLIP, clip/clip.py
    "square-224-clip-1": Scaling.of_shares(
        (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
    ),
}


def to_square(picture: Pixels, preprocessing: str = "square-224-1") -> Square:
    """The whole picture, shrunk or grown to 224 pixels, in the middle of a white square.

    A figure keeps its proportions and its edges: cropping would cut axes and labels off.

    Raises:
        ValueError: not (height, width, 3) or without pixels.
    """
    if picture.ndim != 3 or picture.shape[2] != 3 or not picture.size:
        raise ValueError(f"not a picture: shape {picture.shape}")
    height, width = picture.shape[:2]
    scale = SIDE_PX / max(height, width)
    inner = resize(picture, max(round(height * scale), 1), max(round(width * scale), 1))
    square: Plane = np.full((SIDE_PX, SIDE_PX, 3), WHITE, dtype=np.float32)
    top, left = (SIDE_PX - inner.shape[0]) // 2, (SIDE_PX - inner.shape[1]) // 2
    square[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
    scaling = PREPROCESSING[preprocessing]
    scaled = (square - np.array(scaling.mean, np.float32)) / np.array(scaling.spread, np.float32)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1))


def resize(picture: Pixels, height: int, width: int) -> Plane:
    """`picture` (h, w, 3) at another size, 0 to 255, by a triangle filter that widens as it shrinks.

    Thin lines of a figure fade instead of vanishing, as they would by picking pixels.

    Source: Pillow's Image.resize with BILINEAR.
    """
    rows, columns = _weights(picture.shape[0], height), _weights(picture.shape[1], width)
    flat = rows @ picture.reshape(picture.shape[0], -1).astype(np.float32)
    resized: Plane = np.einsum("ow,hwc->hoc", columns, flat.reshape(height, -1, 3), optimize=True)
    return resized


def _weights(old: int, new: int) -> NDArray[np.float32]:
    """(new, old): how much each old line gives to each new one; rows sum to 1."""
    scale = old / new
    reach = max(scale, 1.0)
    centres = (np.arange(new) + 0.5) * scale
    distance = np.abs(np.arange(old)[None, :] + 0.5 - centres[:, None]) / reach
    weights = np.clip(1.0 - distance, 0.0, None)
    normed: NDArray[np.float32] = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    return normed
