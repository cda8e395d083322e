"""A sound file → samples, whatever its rate and form."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

BLOCK_S = 60


def read_sound(path: Path) -> Samples:
    """The whole recording, for short ones. Raises: TutorError: it is no sound, or empty."""
    blocks = list(sound_blocks(path))
    return np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.float32)


def sound_blocks(path: Path, block_s: int = BLOCK_S) -> Iterator[Samples]:
    """The recording in blocks of about a minute, so that two hours need little memory.

    Channels are averaged; samples that are not numbers are silence; beyond full scale is clipped.

    Raises:
        TutorError: it is no sound, or empty.
    """
    try:
        with soundfile.SoundFile(path) as sound:
            if not sound.frames:
                raise _unreadable(path)
            resampled = Resampled(sound.samplerate)
            block = block_s * sound.samplerate
            while True:
                read = sound.read(block, dtype="float32", always_2d=True)
                last = len(read) < block
                yield resampled.add(read, last=last)
                if last:
                    return
    except (OSError, soundfile.SoundFileError, ValueError) as error:
        raise _unreadable(path) from error


class Resampled:
    """Sound of any rate and channels → samples, as it comes."""

    def __init__(self, rate_hz: int) -> None:
        self._stream = soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1, dtype="float32")

    def add(self, read: NDArray[np.float32], *, last: bool = False) -> Samples:
        """read: (n, channels); `last`: nothing will follow."""
        mono = np.clip(np.nan_to_num(read.mean(axis=1), nan=0, posinf=0, neginf=0), -1, 1)
        resampled: Samples = np.clip(self._stream.resample_chunk(mono.astype(np.float32), last=last), -1, 1)
        return resampled


def _unreadable(path: Path) -> TutorError:
    if not path.exists():
        return TutorError(tr("There is no file {file}.", file=path), tr("Check its name and folder."))
    return TutorError(
        tr("{name} is not a recording that can be read.", name=path.name),
        tr("Give a WAV, FLAC, OGG or MP3 file."),
    )
