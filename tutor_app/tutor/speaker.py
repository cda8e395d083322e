"""Plays sounds one after the other, and is silent the moment that it is told."""

import logging
import wave
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import soxr

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.tutor.microphone import loudness_of, portaudio

log = logging.getLogger(__name__)


class OutStream(Protocol):
    """What `sounddevice.RawOutputStream` has."""

    samplerate: float

    def start(self) -> None: ...
    def abort(self) -> None: ...
    def close(self) -> None: ...


# a rate in Hz and what gives so many bytes of 16-bit samples → a stream
OpenOutStream = Callable[[int, Callable[[int], bytes]], OutStream]


@dataclass(frozen=True)
class Waiting:
    """A sound that is to be played; `mark` says what it is."""

    samples: bytes
    mark: object


class Speaker:
    """The system's speaker at the rate of what is played."""

    def __init__(self, rate_hz: int, open_stream: OpenOutStream | None = None) -> None:
        """Raises: TutorError: there is none."""
        self._waiting: deque[Waiting] = deque()  # emptied by the sound's thread
        self._rest, self._mark = b"", None  # what is being played
        self._silent_blocks = 0
        self._loudest = 0.0
        self._stream = (open_stream or open_output)(rate_hz, self._give)
        self._stream.start()

    @property
    def mark(self) -> object:
        """Of the sound that is heard now, or was last."""
        return self._mark

    @property
    def is_idle(self) -> bool:
        """Whether everything has been played: what was given last is out of our hands too."""
        return not self._waiting and not self._rest and self._silent_blocks > 1

    def taken_loudness(self) -> float:
        """The loudest block since this was asked last, as a part of full scale."""
        loudest, self._loudest = self._loudest, 0.0
        return loudest

    def play(self, file: Path, mark: object) -> None:
        """Play a 16-bit WAV file after what waits. Raises: OSError, wave.Error."""
        with wave.open(str(file), "rb") as sound:
            samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
            rate_hz = sound.getframerate()
        if rate_hz != self._stream.samplerate:
            samples = soxr.resample(samples, rate_hz, self._stream.samplerate)
        self._silent_blocks = 0
        self._waiting.append(Waiting(samples.tobytes(), mark))

    def stop(self) -> None:
        """Be silent at once; nothing can be played any more."""
        self._waiting.clear()
        self._rest = b""
        try:
            self._stream.abort()  # drops what the system has not played yet
            self._stream.close()
        except Exception:  # of a device that is gone; which one depends on the system
            log.warning("the speaker can't be stopped", exc_info=True)

    def _give(self, count: int) -> bytes:
        """So many bytes of what waits, silence after it."""
        given = b""
        while len(given) < count:
            if not self._rest:
                if not self._waiting:
                    break
                sound = self._waiting.popleft()
                self._rest, self._mark = sound.samples, sound.mark  # type: ignore[assignment]
            taken = count - len(given)
            given += self._rest[:taken]
            self._rest = self._rest[taken:]
        self._silent_blocks = self._silent_blocks + 1 if not given else 0
        self._loudest = max(self._loudest, loudness_of(given))
        return given.ljust(count, b"\0")


def open_output(rate_hz: int, give: Callable[[int], bytes]) -> OutStream:
    """A stream at that rate, or at the device's own where it refuses. Raises: TutorError."""
    sounddevice = portaudio(tr("Nothing can be read aloud: PortAudio is missing."))

    def callback(block: Any, _frames: int, _time: object, _status: object) -> None:
        block[:] = give(len(block))

    failure: Exception | None = None
    for rate in (rate_hz, None):
        try:
            stream: OutStream = sounddevice.RawOutputStream(
                samplerate=rate, channels=1, dtype="int16", blocksize=0, latency="low", callback=callback
            )
        except (sounddevice.PortAudioError, ValueError) as error:
            failure = error
            continue
        return stream
    raise TutorError(
        tr("The speaker can't be used."), tr("Plug one in, or choose one in the system's settings.")
    ) from failure
