"""Sound as a voice gives it, and as a file."""

import wave
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Sound: TypeAlias = NDArray[np.float32]  # (n,), mono, 24 kHz, -1 to 1
RATE_HZ = 24_000


def write_wav(file: Path, sound: Sound) -> None:
    """As 16-bit samples. Raises: OSError."""
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, RATE_HZ, 0, "NONE", "not compressed"))
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
