"""A recording that is still being written: 16-bit mono WAV, as `tutor.microphone` writes it."""

from pathlib import Path

import numpy as np
import soxr

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples

HEADER = 44  # bytes
RATE_AT = 24  # where the header has the rate
FULL_SCALE = 32768


class GrowingSound:
    """What has been added to a recording since the last look."""

    def __init__(self, file: Path) -> None:
        self._file, self._at = file, HEADER
        self._resampler: soxr.ResampleStream | None = None
        self._rate = 0

    def more(self, *, last: bool = False) -> Samples:
        """The samples at 16 kHz that have come; `last`: nothing will follow. Empty before the file is there.

        Raises:
            OSError: it can't be read.
        """
        if not self._file.exists():
            return np.zeros(0, dtype=np.float32)
        with self._file.open("rb") as sound:
            if not self._rate:
                header = sound.read(HEADER)
                if len(header) < HEADER:
                    return np.zeros(0, dtype=np.float32)
                self._rate = int.from_bytes(header[RATE_AT : RATE_AT + 4], "little")
            sound.seek(self._at)
            content = sound.read()
        content = content[: len(content) // 2 * 2]
        self._at += len(content)
        samples: Samples = np.frombuffer(content, dtype="<i2").astype(np.float32)
        return self._resampled(samples / np.float32(FULL_SCALE), last)

    def _resampled(self, samples: Samples, last: bool) -> Samples:
        if self._rate == SAMPLE_RATE_HZ:
            return samples
        if self._resampler is None:
            self._resampler = soxr.ResampleStream(self._rate, SAMPLE_RATE_HZ, 1, dtype="float32")
        found: Samples = np.clip(self._resampler.resample_chunk(samples, last=last), -1, 1)
        return found
