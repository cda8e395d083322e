"""Where in a recording somebody speaks (Silero VAD), so that silence never becomes words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.runtime import Session, open_session
from tutor_app.settings.home import Home

FRAME = 512  # samples, 32 ms
CONTEXT = 64  # samples of the frame before, which the network wants in front
SPEECH, SILENCE = 0.5, 0.35  # a stretch begins above the one and ends below the other
LEAST_SPEECH_S = 0.2
PAUSE_S = 0.5
MARGIN_S = 0.4


@dataclass(frozen=True)
class Stretch:
    """Samples [start, stop) in which somebody speaks."""

    start: int
    stop: int


class VoiceActivity:
    """Silero VAD. Source: github.com/snakers4/silero-vad, utils_vad.py (`get_speech_timestamps`)"""

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def open(cls, home: Home) -> "VoiceActivity":
        """Raises: TutorError. One thread of a CPU: a frame takes a tenth of a millisecond."""
        return cls(open_session(weight(home, "silero-vad", "silero_vad.onnx"), "cpu", threads=1))

    def chances(self, samples: Samples, cancel: Cancellation) -> NDArray[np.float32]:
        """The chance of speech in each frame of 32 ms."""
        frames = -(-len(samples) // FRAME)
        padded = np.pad(samples, (CONTEXT, frames * FRAME - len(samples)))
        state = np.zeros((2, 1, 128), dtype=np.float32)
        rate = np.array(SAMPLE_RATE_HZ, dtype=np.int64)
        found = np.zeros(frames, dtype=np.float32)
        for frame in range(frames):
            piece = padded[frame * FRAME : frame * FRAME + FRAME + CONTEXT][None]
            chance, state = self._session.run({"input": piece, "state": state, "sr": rate}, cancel)
            found[frame] = chance[0, 0]
        return found

    def stretches(self, samples: Samples, cancel: Cancellation) -> list[Stretch]:
        """Where somebody speaks, with a little room around it; empty for silence and noise."""
        return speech_stretches(self.chances(samples, cancel), len(samples))


def speech_stretches(chances: NDArray[np.float32], length: int) -> list[Stretch]:
    """Frames' chances → stretches; short pauses don't part them, short noises don't make one."""
    pause, least = PAUSE_S * SAMPLE_RATE_HZ / FRAME, LEAST_SPEECH_S * SAMPLE_RATE_HZ / FRAME
    runs: list[list[int]] = []
    speaking = False
    for frame, chance in enumerate(chances):
        speaking = chance >= (SILENCE if speaking else SPEECH)
        if speaking and runs and frame - runs[-1][1] <= pause:
            runs[-1][1] = frame + 1
        elif speaking:
            runs.append([frame, frame + 1])
    margin = int(MARGIN_S * SAMPLE_RATE_HZ)
    return [
        Stretch(max(0, start * FRAME - margin), min(length, stop * FRAME + margin))
        for start, stop in runs
        if stop - start >= least
    ]
