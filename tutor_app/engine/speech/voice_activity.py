"""Where in a recording somebody speaks (Silero VAD), so that silence never becomes words."""

from collections.abc import Iterator
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
FRAMES_AT_ONCE = 300  # ten seconds, between two looks at whether to stop
FRAMES_OF_A_LOOK = 16  # half a second, between two looks at whether somebody spoke
LEAST_SPEECH_S = 0.2
PAUSE_S = 0.5
MARGIN_S = 0.4
_WHOLE = Cancellation()  # a frame takes a tenth of a millisecond: it is never stopped half-way


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
        """The chance of speech in each frame of 32 ms; the last one may be filled up with silence."""
        stream = self.stream()
        for piece in _pieces(samples, FRAMES_AT_ONCE):
            cancel.check()
            stream.add(piece)
        return stream.chances

    def hears_speech(self, samples: Samples, cancel: Cancellation) -> bool:
        """Whether there is any stretch of speech; looks no further than the first."""
        stream = self.stream()
        for piece in _pieces(samples, FRAMES_OF_A_LOOK):
            cancel.check()
            stream.add(piece)
            if speech_stretches(stream.chances, len(samples)):
                return True
        return False

    def share(self, samples: Samples) -> float:
        """Give the share of frames in which somebody surely speaks."""
        chances = self.chances(samples, _WHOLE)
        return float((chances >= SPEECH).mean()) if len(chances) else 0.0

    def stream(self) -> "VoiceStream":
        """For a recording that is still being made."""
        return VoiceStream(self._session)

    def stretches(self, samples: Samples, cancel: Cancellation) -> list[Stretch]:
        """Where somebody speaks, with a little room around it; empty for silence and noise."""
        return speech_stretches(self.chances(samples, cancel), len(samples))


def _pieces(samples: Samples, frames: int) -> Iterator[Samples]:
    """Of so many frames; the last frame is filled up with silence."""
    padded = np.pad(samples, (0, -len(samples) % FRAME))
    for start in range(0, len(padded), FRAME * frames):
        yield padded[start : start + FRAME * frames]


class VoiceStream:
    """Chances of speech, frame by frame as the sound comes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._state = np.zeros((2, 1, 128), dtype=np.float32)
        self._rest = np.zeros(CONTEXT, dtype=np.float32)  # what the next frame begins with
        self._found: list[float] = []

    @property
    def chances(self) -> NDArray[np.float32]:
        """Of every whole frame since the last `drop`."""
        return np.array(self._found, dtype=np.float32)

    def add(self, samples: Samples) -> None:
        """What has come since."""
        sound = np.concatenate([self._rest, samples])
        rate = np.array(SAMPLE_RATE_HZ, dtype=np.int64)
        frames = (len(sound) - CONTEXT) // FRAME
        for frame in range(frames):
            piece = sound[frame * FRAME : frame * FRAME + FRAME + CONTEXT][None]
            feeds = {"input": piece, "state": self._state, "sr": rate}
            chance, self._state = self._session.run(feeds, _WHOLE)
            self._found.append(float(chance[0, 0]))
        self._rest = sound[frames * FRAME :]

    def drop(self, frames: int) -> None:
        """Forget the first frames: what was said in them is done with."""
        del self._found[:frames]


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
