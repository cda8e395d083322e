"""Rows of different length in one file that is read from the disk as needed."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np


class Ragged:
    """Token states of many texts (or sounds): row i is (n_i, d), float16 on the disk."""

    def __init__(self, folder: Path, name: str) -> None:
        self._flat = np.load(folder / f"{name}.npy", mmap_mode="r")
        lengths = np.load(folder / f"{name}.len.npy")
        self._starts = np.concatenate([[0], np.cumsum(lengths)])

    def __len__(self) -> int:
        return len(self._starts) - 1

    @property
    def width(self) -> int:
        return int(self._flat.shape[1])

    def row(self, i: int, most: int = 10**9) -> np.ndarray:
        start, stop = int(self._starts[i]), int(self._starts[i + 1])
        return np.asarray(self._flat[start : min(stop, start + most)], dtype=np.float32)


def save(folder: Path, name: str, rows: Sequence[np.ndarray], texts: Sequence[str] | None = None) -> None:
    """The file comes last, so that a name that exists is whole."""
    np.save(folder / f"{name}.len.npy", np.array([len(row) for row in rows], dtype=np.int64))
    if texts is not None:
        (folder / f"{name}.json").write_text(json.dumps(list(texts), ensure_ascii=False), encoding="utf-8")
    flat = np.concatenate([row.astype(np.float16) for row in rows]) if rows else np.zeros((0, 1), np.float16)
    part = folder / f"{name}.part.npy"
    np.save(part, flat)
    part.replace(folder / f"{name}.npy")
