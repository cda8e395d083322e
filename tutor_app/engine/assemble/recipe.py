"""How each tensor of an ONNX graph is made from the published weights.

A recipe is a committed JSON file beside a committed graph without weights. `training.template` writes both,
after the export from torch was compared with its source. So a user's machine needs no torch, and the SHA-256
of what comes out is in the recipe.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tutor_app.engine.assemble.weights import Arrays

Form = Literal["float32", "float16", "int8", "scale", "blocks", "block scale"]

LEVELS = 127  # symmetric int8
BLOCK = 32  # weights of a row with one scale
ZERO = 128  # of blocks, which onnxruntime wants unsigned
ALIGN = 64  # bytes between tensors, so that they can be mapped


@dataclass(frozen=True)
class Ingredient:
    """One tensor: a slice of a source array, perhaps transposed, in some form."""

    source: str
    shape: tuple[int, ...]  # the slice is reshaped to this, then transposed
    start: int = 0  # of the slice along the first axis, which is flattened away for one-dimensional sources
    stop: int = -1  # -1: to the end
    transposed: bool = False
    form: Form = "float32"
    axis: int = -1  # of the channels, for int8 and scale; -1: one scale for all

    def make(self, weights: Arrays) -> NDArray[Any]:
        """Raises: KeyError: the source lacks it."""
        values = weights[self.source][self.start : None if self.stop < 0 else self.stop]
        values = np.asarray(values, dtype=np.float32).reshape(self.shape)
        if self.transposed:
            values = values.T
        match self.form:
            case "float32":
                return np.ascontiguousarray(values)
            case "float16":
                return np.ascontiguousarray(values.astype(np.float16))
            case "int8":
                return quantised(values, self.axis)
            case "scale":
                return scales(values, self.axis).reshape(-1 if self.axis >= 0 else ())
            case "blocks":
                return blocks(values)
            case "block scale":
                return block_scales(values)


@dataclass(frozen=True)
class Recipe:
    """All tensors of one graph, in the order in which they stand in the weight file."""

    ingredients: tuple[Ingredient, ...]
    sha256: str  # of the weight file


def scales(values: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """The step of symmetric int8, for each channel along `axis`, shaped to divide `values`.

    Source: onnxruntime.quantization.quant_utils.compute_scale_zp, whose arithmetic this repeats.
    """
    others = tuple(a for a in range(values.ndim) if a != axis) if axis >= 0 else None
    most = np.abs(values).max(axis=others, keepdims=axis >= 0)
    step = np.asarray((most.astype(np.float64) * 2 / (2 * LEVELS)), dtype=np.float32)
    return np.where(step < np.finfo(np.float32).tiny, np.float32(1), step).astype(np.float32)


def quantised(values: NDArray[np.float32], axis: int) -> NDArray[np.int8]:
    """Symmetric int8 of `values`."""
    steps = np.rint(values / scales(values, axis))
    return np.ascontiguousarray(np.clip(steps, -LEVELS, LEVELS).astype(np.int8))


def blocks(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(n, k) → (n, k / 32, 32), as onnxruntime's MatMulNBits holds 8-bit weights."""
    rows = values.reshape(len(values), -1, BLOCK)
    steps = np.rint(rows / block_scales(values)[..., None])
    return np.ascontiguousarray((np.clip(steps, -LEVELS, LEVELS) + ZERO).astype(np.uint8))


def block_scales(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, k) → (n, k / 32)."""
    step = np.abs(values).reshape(len(values), -1, BLOCK).max(axis=2) / np.float32(LEVELS)
    return np.where(step < np.finfo(np.float32).tiny, np.float32(1), step).astype(np.float32)


def offsets(sizes_bytes: list[int]) -> list[int]:
    """Where tensors of these sizes begin in the weight file."""
    found, at = [], 0
    for size in sizes_bytes:
        found.append(at)
        at += -(-size // ALIGN) * ALIGN
    return found


def read_recipe(file: Path) -> Recipe:
    plain = json.loads(file.read_text(encoding="utf-8"))
    made = (Ingredient(**{**i, "shape": tuple(i["shape"])}) for i in plain["ingredients"])
    return Recipe(tuple(made), plain["sha256"])
