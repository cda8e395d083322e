"""Word vectors of a passage in a byte a value: a fourth of what floats would take."""

import numpy as np

from tutor_app.core.arrays import Vectors

WIDTH = 64
STEPS = 127.0  # values of a vector of norm 1 lie between -1 and 1


def to_bytes(words: Vectors) -> bytes:
    """(n, 64) of norm 1 → n · 64 bytes."""
    return bytes(np.rint(words.clip(-1, 1) * STEPS).astype(np.int8).tobytes())


def from_bytes(kept: bytes) -> Vectors:
    """What `to_bytes` kept, within 1/254 a value."""
    words: Vectors = np.frombuffer(kept, dtype=np.int8).reshape(-1, WIDTH).astype(np.float32) / STEPS
    return words
