"""Where a long recording is cut for Whisper: in pauses, else where the voice is weakest."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ
from tutor_app.engine.speech.recogniser import LONGEST_PAUSE_S
from tutor_app.engine.speech.voice_activity import FRAME, SPEECH, Stretch, speech_stretches

# Shorter than Whisper's 30 s: of the speech benchmark's clips as one recording 18.9 % of the English words
# are wrong so, and 20.7 % in windows of 28 s (27.3 and 24.6 % of the few Chinese characters), in 0.94 of
# the time.
MOST = 18 * SAMPLE_RATE_HZ
NEAR = int(LONGEST_PAUSE_S * SAMPLE_RATE_HZ)
WEAK_FRAMES = 5  # over which a voice's weakness is told


def speech_windows(chances: NDArray[np.float32], length: int, most: int = MOST) -> list[Stretch]:
    """Chances of speech in each frame → windows of at most `most` samples that hold all of it.

    Source: Bain et al., WhisperX, 2023 (VAD Cut & Merge)
    """
    found: list[Stretch] = []
    for stretch in speech_stretches(chances, length):
        for part in _parts(stretch, chances, most):
            if not (chances[part.start // FRAME : -(-part.stop // FRAME)] >= SPEECH).any():
                continue  # the room around a stretch, cut off from it
            near = found and part.start - found[-1].stop < NEAR
            if near and part.stop - found[-1].start <= most:
                found[-1] = Stretch(found[-1].start, part.stop)
            else:
                found.append(part)
    return found


def finished(windows: Sequence[Stretch], length: int) -> tuple[list[Stretch], int]:
    """Of the windows in a piece that goes on: those that are over, and where the next piece begins."""
    if windows and windows[-1].stop > length - NEAR:
        return list(windows[:-1]), windows[-1].start
    return list(windows), length - NEAR


def _parts(stretch: Stretch, chances: NDArray[np.float32], most: int) -> Iterator[Stretch]:
    start = stretch.start
    while stretch.stop - start > most:
        begin, end = (start + most // 2) // FRAME, (start + most) // FRAME
        voice = np.convolve(chances[begin:end], np.ones(WEAK_FRAMES), mode="valid")
        cut = (begin + int(voice.argmin()) + WEAK_FRAMES // 2) * FRAME
        yield Stretch(start, cut)
        start = cut
    yield Stretch(start, stretch.stop)
