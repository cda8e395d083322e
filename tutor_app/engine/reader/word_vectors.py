"""The word embeddings of a text encoder, read a row at a time out of the weights that are on this machine.

The reader's graph doesn't hold them: they are nine tenths of a multilingual model, and training leaves them
as they are.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tutor_app.engine.assemble.weights import DAMAGE, NotWeights, read_e5_blocks, read_safetensors, unpack_q4

WIDTH = 384
BLOCKS = WIDTH // 32  # of a row of the 4-bit container
BLOCK_BYTES = 18


class WordVectors:
    """Looks up the vectors of token ids."""

    def __init__(self, size: int, look_up: Callable[[NDArray[np.int64]], NDArray[np.float32]]) -> None:
        """`look_up`: ids (n,) below `size` → (n, 384)."""
        self.size = size
        self._look_up = look_up

    @classmethod
    def open(cls, file: Path) -> "WordVectors":
        """Map a weight file, by its name's ending.

        Raises:
            NotWeights: damaged, or of another layout.
        """
        try:
            return _open_container(file) if file.name.endswith("-q4.bin") else _open_safetensors(file)
        except DAMAGE as error:
            raise NotWeights(f"{file.name}: {error}") from error

    def look_up(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give the vectors of ids of any shape: (…,) → (…, 384)."""
        unique, inverse = np.unique(ids, return_inverse=True)
        vectors: NDArray[np.float32] = self._look_up(unique)[inverse.reshape(ids.shape)]
        return vectors


def _open_safetensors(file: Path) -> WordVectors:
    table = read_safetensors(file)["embeddings.word_embeddings.weight"]
    return WordVectors(len(table), lambda ids: np.asarray(table[ids], dtype=np.float32))


def _open_container(file: Path) -> WordVectors:
    stored = read_e5_blocks(file, "emb.word").reshape(-1, BLOCKS * BLOCK_BYTES)
    return WordVectors(len(stored), lambda ids: unpack_q4(stored[ids].reshape(-1)).reshape(-1, WIDTH))
