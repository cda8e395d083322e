"""What Whisper hears at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.engine.speech.recording.windows import speech_windows
from tutor_app.engine.speech.voice_activity import FRAME, Stretch


@dataclass(frozen=True, eq=False)
class Window:
    """Sound, and where it stands in the file."""

    samples: Samples
    chances: NDArray[np.float32]  # of a voice, frame by frame
    start: int  # sample of the file

    @classmethod
    def cut(cls, samples: Samples, chances: NDArray[np.float32], stretch: Stretch, at: int) -> "Window":
        """Of sound that begins at a sample of the file; at whole frames, so that the chances stay its own."""
        first, last = stretch.start // FRAME, -(-stretch.stop // FRAME)
        return cls(samples[first * FRAME : stretch.stop], chances[first:last], at + first * FRAME)

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_RATE_HZ

    @property
    def start_s(self) -> float:
        return self.start / SAMPLE_RATE_HZ

    def parts(self) -> "list[Window]":
        """Windows of half its length at most; one or none where nothing can be parted."""
        half = speech_windows(self.chances, len(self.samples), max(len(self.samples) // 2, SAMPLE_RATE_HZ))
        return [Window.cut(self.samples, self.chances, stretch, self.start) for stretch in half]
