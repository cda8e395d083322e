"""Published weight files → arrays by name, in plain numpy: no code of a weight file is run."""

import io
import json
import pickle
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Arrays: TypeAlias = Mapping[str, NDArray[Any]]


# what the readers of a damaged file may meet
DAMAGE = (
    struct.error,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    EOFError,
    pickle.UnpicklingError,
    zipfile.BadZipFile,
)


class NotWeights(ValueError):
    """The file is not of the layout that its name promises."""


def read_weights(file: Path) -> Arrays:
    """The arrays of a weight file, by its name's ending.

    Raises:
        NotWeights: damaged, or of another layout.
    """
    for ending, read in READERS.items():
        if file.name.endswith(ending):
            try:
                return read(file)
            except DAMAGE as error:
                raise NotWeights(f"{file.name}: {error}") from error
    raise NotWeights(f"{file.name}: of no known layout")


def read_ctranslate2(file: Path) -> Arrays:
    """A `model.bin` of CTranslate2, format version 6; half precision stays half.

    Source: github.com/OpenNMT/CTranslate2, python/ctranslate2/specs/model_spec.py (`_serialize`)
    """
    cursor = _Cursor(np.memmap(file, dtype=np.uint8, mode="r"))
    version = cursor.take("<I")
    if version != 6:
        raise NotWeights(f"format version {version}")
    cursor.text()  # the name of the specification
    cursor.take("<I")  # its revision
    types = (np.float32, np.int8, np.int16, np.int32, np.float16)
    arrays: dict[str, NDArray[Any]] = {}
    for _ in range(cursor.take("<I")):
        name = cursor.text()
        shape = [cursor.take("<I") for _ in range(cursor.take("<B"))]
        dtype = types[cursor.take("<B")]
        arrays[name] = cursor.array(dtype, cursor.take("<I")).reshape(shape)
    for _ in range(cursor.take("<I")):
        alias = cursor.text()
        arrays[alias] = arrays[cursor.text()]
    return arrays


def read_safetensors(file: Path) -> Arrays:
    """A safetensors file. Source: github.com/huggingface/safetensors, its README"""
    types = {"F32": np.float32, "F16": np.float16, "I64": np.int64, "I32": np.int32}
    content = np.memmap(file, dtype=np.uint8, mode="r")
    (length,) = struct.unpack("<Q", content[:8].tobytes())
    header = json.loads(content[8 : 8 + length].tobytes())
    header.pop("__metadata__", None)
    return {
        name: content[8 + length + about["data_offsets"][0] : 8 + length + about["data_offsets"][1]]
        .view(types[about["dtype"]])
        .reshape(about["shape"])
        for name, about in header.items()
    }


def read_e5_container(file: Path) -> Arrays:
    """The 4-bit container of multilingual-e5-small, as float32; `read_e5_vocabulary` has its pieces.

    Blocks of 32 values: a half-precision scale, then 16 bytes, low nibbles first (ggml's Q4_0).
    """
    return {
        name: stored.view(np.float32) if stored.nbytes == 4 * count else unpack_q4(stored)
        for name, count, stored in _stored_e5(file)
    }


def read_e5_blocks(file: Path, wanted: str) -> NDArray[np.uint8]:
    """The bytes of one array of that container as they are stored, mapped and not read.

    Raises:
        KeyError: there is none of that name.
    """
    found = {name: stored for name, _, stored in _stored_e5(file)}
    return found[wanted]


def _stored_e5(file: Path) -> Iterator[tuple[str, int, NDArray[np.uint8]]]:
    """Name, count of values and bytes of each array."""
    cursor = _Cursor(np.memmap(file, dtype=np.uint8, mode="r"))
    _skip_vocabulary(cursor)
    for _ in range(cursor.take("<i")):
        name = cursor.bytes(cursor.take("<H")).decode()
        cursor.take("<B")
        count, offset, size = cursor.take("<I"), cursor.take("<Q"), cursor.take("<Q")
        yield name, count, cursor.content[offset : offset + size]


def read_e5_vocabulary(file: Path) -> tuple[list[tuple[str, float]], int]:
    """Unigram pieces with their log probabilities, and the id of the unknown piece."""
    cursor = _Cursor(np.memmap(file, dtype=np.uint8, mode="r"))
    return _vocabulary(cursor)


def read_torch(file: Path) -> Arrays:
    """A state dict of torch, old layout or zip; only tensors are admitted."""
    if zipfile.is_zipfile(file):
        return _read_torch_zip(file)
    with file.open("rb") as content:
        return _read_torch_stream(content)


def _vocabulary(cursor: "_Cursor") -> tuple[list[tuple[str, float]], int]:
    if cursor.bytes(4) != b"E5S1":
        raise NotWeights("no E5S1 mark")
    cursor.bytes(4 + 36)  # version; sizes, which the manifest's graph knows
    count, _bos, _eos, _pad, unknown = (cursor.take("<i") for _ in range(5))
    size = cursor.take("<Q")
    offsets = cursor.array(np.uint32, 4 * (count + 1))
    scores = cursor.array(np.float32, 4 * count)
    blob = cursor.bytes(size)
    pieces = [blob[a:b].decode("utf8", "replace") for a, b in pairwise(offsets)]
    return list(zip(pieces, map(float, scores), strict=True)), unknown


def _skip_vocabulary(cursor: "_Cursor") -> None:
    _vocabulary(cursor)
    cursor.take("<i")
    cursor.bytes(cursor.take("<I"))  # a character map, of which NFKC is the whole meaning


def unpack_q4(stored: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Values of blocks of 32: a half-precision scale, then 16 bytes, low nibbles first (ggml's Q4_0)."""
    blocks = stored.reshape(-1, 18)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * scales).reshape(-1)


class _Cursor:
    """Reads one thing after another."""

    def __init__(self, content: NDArray[np.uint8]) -> None:
        self.content, self._at = content, 0

    def bytes(self, size: int) -> bytes:
        if self._at + size > len(self.content):
            raise NotWeights("the file ends early")
        taken: bytes = self.content[self._at : self._at + size].tobytes()
        self._at += size
        return taken

    def take(self, layout: str) -> Any:
        return struct.unpack(layout, self.bytes(struct.calcsize(layout)))[0]

    def text(self) -> str:
        return self.bytes(self.take("<H")).rstrip(b"\0").decode()

    def array(self, dtype: Any, size: int) -> NDArray[Any]:
        if self._at + size > len(self.content):
            raise NotWeights("the file ends early")
        values = np.frombuffer(self.content, dtype, size // np.dtype(dtype).itemsize, self._at)
        self._at += size
        return values


_TORCH_TYPES = {
    "FloatStorage": np.float32,
    "HalfStorage": np.float16,
    "LongStorage": np.int64,
    "IntStorage": np.int32,
}


class _TensorsOnly(pickle.Unpickler):
    """Admits tensors, ordered dicts and nothing that could run."""

    def __init__(self, content: Any, storage: Callable[[Any], NDArray[Any]]) -> None:
        super().__init__(content)
        self._storage = storage

    def find_class(self, module: str, name: str) -> Any:
        match module, name:
            case "collections", "OrderedDict":
                return OrderedDict
            case "torch._utils", "_rebuild_tensor_v2":
                return _tensor
            case "torch", _ if name in _TORCH_TYPES:
                return name
        raise pickle.UnpicklingError(f"{module}.{name} is no tensor")

    def persistent_load(self, key: Any) -> NDArray[Any]:
        return self._storage(key)


def _tensor(
    storage: NDArray[Any], offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object
) -> NDArray[Any]:
    item = storage.itemsize
    view = np.lib.stride_tricks.as_strided(
        storage[offset:], shape, [s * item for s in strides], writeable=False
    )
    if shape and offset + sum((n - 1) * s for n, s in zip(shape, strides, strict=True)) >= len(storage):
        raise NotWeights("a tensor is larger than its storage")
    return view  # of a storage that may be filled later: copied only at the end


def _read_torch_zip(file: Path) -> Arrays:
    with zipfile.ZipFile(file) as archive:
        names = {name.split("/", 1)[1]: name for name in archive.namelist() if "/" in name}

        def storage(key: Any) -> NDArray[Any]:
            _, kind, number, _device, _size = key
            return np.frombuffer(archive.read(names[f"data/{number}"]), _TORCH_TYPES[kind])

        loaded = _TensorsOnly(io.BytesIO(archive.read(names["data.pkl"])), storage).load()
    return _only_arrays(loaded)


def _read_torch_stream(content: Any) -> Arrays:
    """Source: torch/serialization.py (`_legacy_load`): magic, version, system, state dict, storages."""
    kinds: dict[str, NDArray[Any]] = {}

    def storage(key: Any) -> NDArray[Any]:
        _, kind, number, _device, size, *_view = key
        return kinds.setdefault(number, np.zeros(size, _TORCH_TYPES[kind]))

    for _ in range(3):
        pickle.Unpickler.load(_TensorsOnly(content, storage))
    loaded = _TensorsOnly(content, storage).load()
    for number in _TensorsOnly(content, storage).load():
        (count,) = struct.unpack("<q", content.read(8))
        values = kinds[number]
        values[:] = np.frombuffer(content.read(count * values.itemsize), values.dtype)
    return _only_arrays(loaded)


def _only_arrays(loaded: Any) -> Arrays:
    return dict(_items(loaded))


def _items(loaded: Any) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, value in loaded.items():
        if isinstance(value, np.ndarray):
            yield name, np.ascontiguousarray(value).reshape(value.shape)


READERS: dict[str, Callable[[Path], Arrays]] = {
    "model.bin": read_ctranslate2,
    ".safetensors": read_safetensors,
    "-q4.bin": read_e5_container,
    ".pth": read_torch,
}
