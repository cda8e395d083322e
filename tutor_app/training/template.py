"""An exported ONNX model → a graph without weights and a recipe, small enough to commit.

Each large initialiser is found among the source's tensors by its bytes: whole, or a third or half of a fused
one, as it is or transposed, or as the int8 (and its scales) of one of those. The rest stays in the graph.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from tutor_app.engine.assemble.recipe import ALIGN, BLOCK, Ingredient, offsets
from tutor_app.engine.assemble.weights import Arrays

SMALL_BYTES = 2048  # tensors below stay in the graph
MOST_GRAPH_BYTES = 4_000_000


class Unexplained(ValueError):
    """Too much of a graph's weights is not among the source's tensors."""


@dataclass(frozen=True)
class Template:
    """What is committed for one ONNX file."""

    graph: onnx.ModelProto
    recipe: dict[str, Any]


def template(model: onnx.ModelProto, weights: Arrays, weight_file: str) -> Template:
    """Raises: Unexplained."""
    known = _Known(weights)
    ingredients: list[Ingredient] = []
    tensors: list[onnx.TensorProto] = []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.nbytes > SMALL_BYTES and (found := known.find(values)):
            ingredients.append(found)
            tensors.append(tensor)
    made = [ingredient.make(weights) for ingredient in ingredients]
    digest = hashlib.sha256()
    for tensor, start, values in zip(tensors, offsets([v.nbytes for v in made]), made, strict=True):
        stored = values.tobytes()
        digest.update(stored + bytes(-len(stored) % ALIGN))
        _externalise(tensor, weight_file, start, len(stored))
    if model.ByteSize() > MOST_GRAPH_BYTES:
        left = sorted(((len(t.raw_data), t.name) for t in model.graph.initializer), reverse=True)[:5]
        raise Unexplained(f"{model.ByteSize()} bytes stay in the graph, the largest: {left}")
    recipe = {"sha256": digest.hexdigest(), "ingredients": [_plain(i) for i in ingredients]}
    return Template(model, recipe)


def save(made: Template, graph_file: Path) -> None:
    """Write the graph and, beside it, the recipe."""
    graph_file.parent.mkdir(parents=True, exist_ok=True)
    graph_file.write_bytes(made.graph.SerializeToString(deterministic=True))
    lines = ",\n".join(json.dumps(i) for i in made.recipe["ingredients"])
    text = f'{{"sha256": "{made.recipe["sha256"]}",\n"ingredients": [\n{lines}\n]}}\n'
    graph_file.with_suffix(".json").write_text(text, encoding="utf-8")


class _Known:
    """The source's tensors, in every form that an exporter gives them, by hash."""

    def __init__(self, weights: Arrays) -> None:
        self._weights = weights
        self._by_hash: dict[bytes, Ingredient] = {}
        for ingredient in _forms(weights):
            self._by_hash.setdefault(_hash(ingredient.make(weights)), ingredient)
        self._lowered: dict[bytes, Ingredient] | None = None

    def find(self, values: NDArray[Any]) -> Ingredient | None:
        found = self._by_hash.get(_hash(values)) or self._reshaped(values)
        if found or values.dtype not in (np.int8, np.uint8, np.float16, np.float32):
            return found
        if self._lowered is None:
            self._lowered = {_hash(i.make(self._weights)): i for i in self._lower()}
        return self._lowered.get(_hash(values))

    def _reshaped(self, values: NDArray[Any]) -> Ingredient | None:
        flat = self._by_hash.get(_hash(values.reshape(-1)))
        return replace(flat, shape=values.shape) if flat and not flat.transposed else None

    def _lower(self) -> Iterator[Ingredient]:
        for ingredient in self._by_hash.values():
            yield replace(ingredient, form="float16")
            if len(ingredient.shape) == 2:
                for axis in (-1, 0, 1):
                    yield replace(ingredient, form="int8", axis=axis)
                    yield replace(ingredient, form="scale", axis=axis)
                if ingredient.shape[1] % BLOCK == 0 and not ingredient.transposed:
                    yield replace(ingredient, form="blocks")
                    yield replace(ingredient, form="block scale")


def _forms(weights: Arrays) -> Iterator[Ingredient]:
    for name, array in weights.items():
        if array.ndim == 0 or array.size * 4 <= SMALL_BYTES:
            continue
        for start, stop in _slices(array.shape[0]):
            shape = ((stop if stop > 0 else array.shape[0]) - start, *array.shape[1:])
            for plausible in _shapes(shape, weights):
                yield Ingredient(name, plausible, start, stop)
                if len(plausible) == 2:
                    yield Ingredient(name, plausible, start, stop, transposed=True)


def _slices(length: int) -> Iterator[tuple[int, int]]:
    yield 0, -1
    for pieces in (3, 2):
        if length % pieces == 0:
            step = length // pieces
            yield from ((step * n, step * (n + 1)) for n in range(pieces))


def _shapes(shape: tuple[int, ...], weights: Arrays) -> Iterator[tuple[int, ...]]:
    """The slice's own shape; a flat container's matrices are rows of the width that all its norms have."""
    yield shape
    if len(shape) == 1 and "emb.ln.w" in weights:
        width = len(weights["emb.ln.w"])
        for columns in (width, 4 * width):
            if shape[0] % columns == 0 and shape[0] > columns:
                yield shape[0] // columns, columns


def _externalise(tensor: onnx.TensorProto, file: str, start: int, length: int) -> None:
    for field in ("raw_data", "float_data", "int32_data", "int64_data"):
        tensor.ClearField(field)
    tensor.data_location = onnx.TensorProto.EXTERNAL
    for key, value in (("location", file), ("offset", start), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))


def _hash(values: NDArray[Any]) -> bytes:
    stored = np.ascontiguousarray(values)
    return hashlib.sha1(
        stored.tobytes() + str((stored.shape, stored.dtype)).encode(), usedforsecurity=False
    ).digest()


def _plain(ingredient: Ingredient) -> dict[str, Any]:
    """Without what is as by default."""
    default = Ingredient("", ())
    fields = asdict(ingredient)
    return {k: v for k, v in fields.items() if k in ("source", "shape") or v != getattr(default, k)}
