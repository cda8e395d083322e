"""Sound of any rate and channels → mono samples."""

import numpy as np
import soxr
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples

OPPOSED = -0.3  # correlation with the loudest channel: a lower one is the same sound upside down


class Resampled:
    """Mono sound at 16 kHz, as it comes; clipped to full scale. Samples that are no numbers are silence."""

    def __init__(self, rate_hz: int) -> None:
        self._stream = soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1, dtype="float32")
        self._mixer = Mixer()

    def add(self, read: NDArray[np.float32], *, last: bool = False) -> Samples:
        """read: (n, channels); `last`: nothing will follow."""
        mono = np.clip(self._mixer.mix(read), -1, 1)
        resampled: Samples = np.clip(self._stream.resample_chunk(mono.astype(np.float32), last=last), -1, 1)
        return resampled


class Mixer:
    """Averages channels. One in opposite phase (a balanced line, a plug half in) would cancel the others, so
    it is turned round; while nothing is loud enough to tell, it stays as it was.
    """

    def __init__(self) -> None:
        self._signs = np.ones(1, dtype=np.float32)

    def mix(self, read: NDArray[np.float32]) -> NDArray[np.float32]:
        """read: (n, channels) → (n,)."""
        read = np.nan_to_num(read, nan=0, posinf=0, neginf=0)
        channels = read.shape[1]
        if channels == 1 or not len(read):
            return self._average(read)
        if len(self._signs) != channels:
            self._signs = np.ones(channels, dtype=np.float32)
        self._follow(read)
        return self._average(read * self._signs)

    @staticmethod
    def _average(read: NDArray[np.float32]) -> NDArray[np.float32]:
        mono: NDArray[np.float32] = read.mean(axis=1)
        return mono

    def _follow(self, read: NDArray[np.float32]) -> None:
        sound = read.astype(np.float64) - read.mean(axis=0, dtype=np.float64)
        energy = (sound**2).sum(axis=0)
        loudest = int(energy.argmax())
        scale = np.sqrt(energy * energy[loudest])
        alike = np.divide(sound.T @ sound[:, loudest], scale, out=np.zeros_like(scale), where=scale > 0)
        told = np.abs(alike) >= -OPPOSED
        signs = np.where(alike < 0, -1, 1) * self._signs[loudest]
        self._signs = np.where(told, signs, self._signs).astype(np.float32)
