"""How much of a voice became no words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ
from tutor_app.core.recording.said import Word
from tutor_app.engine.speech.voice_activity import FRAME, SPEECH

FRAME_S = FRAME / SAMPLE_RATE_HZ


def unspoken_s(words: Sequence[Word], chances: NDArray[np.float32], start_s: float) -> float:
    """The longest time that somebody speaks from the beginning of one word to that of the next, in seconds.

    chances: of a voice, frame by frame from `start_s` on.
    """
    begins = [0, *(round((word.start_s - start_s) / FRAME_S) for word in words), len(chances)]
    voiced = np.concatenate([[0], np.cumsum(chances >= SPEECH)])
    at = voiced[np.clip(begins, 0, len(chances))]
    return float(np.diff(at).max()) * FRAME_S
