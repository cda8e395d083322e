"""The microphone: which there are, and one that is open."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Protocol

import numpy as np

from tutor_app.core.arrays import SAMPLE_RATE_HZ
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

log = logging.getLogger(__name__)

PRE_ROLL_S = 0.3  # that is remembered before a recording begins
SAMPLE_BYTES = 2


class Stream(Protocol):
    """What `sounddevice.InputStream` has."""

    samplerate: float

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


# a device's name (empty: the system's choice) and what takes blocks of 16-bit samples → a stream
OpenStream = Callable[[str, Callable[[bytes], None]], Stream]


class Microphone:
    """A microphone that is open. Until somebody records, it remembers the last 0.3 s and no more: a word that
    is said while the key goes down is not lost.
    """

    def __init__(self, device: str = "", open_stream: OpenStream | None = None) -> None:
        """Raises: TutorError: there is none."""
        self.device = device
        self._blocks: deque[bytes] = deque()  # filled by the sound's thread
        self._remembered, self._keeps_all = 0, False
        self._stream = (open_stream or open_input)(device, self._take)
        self.rate = int(self._stream.samplerate)
        self._stream.start()

    @property
    def loudness(self) -> float:
        """Of the last block, as a part of full scale."""
        return loudness_of(self._blocks[-1]) if self._blocks else 0.0

    def keep_all(self) -> None:
        """From now on nothing is forgotten before it is drained."""
        self._keeps_all = True

    def drained(self) -> Iterator[bytes]:
        """The blocks that have come; they are forgotten."""
        while self._blocks:
            yield self._blocks.popleft()

    def stop(self) -> None:
        """Hear no more; what is under way still comes, so that the last word is not lost."""
        try:
            self._stream.stop()
        except Exception:  # of a device that is gone; which one depends on the system
            log.warning("the microphone can't be stopped", exc_info=True)

    def close(self) -> None:
        self._stream.close()

    def _take(self, block: bytes) -> None:
        self._blocks.append(block)
        if not self._keeps_all:
            self._remembered += len(block)
            most = int(PRE_ROLL_S * self._stream.samplerate) * SAMPLE_BYTES
            while self._blocks and self._remembered - len(self._blocks[0]) >= most:
                self._remembered -= len(self._blocks.popleft())


def loudness_of(block: bytes) -> float:
    """The root mean square of 16-bit samples, 1 at full scale."""
    samples = np.frombuffer(block, dtype=np.int16).astype(np.float32) / 32768
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0


def open_input(device: str, take: Callable[[bytes], None]) -> Stream:
    """A stream at 16 kHz, or at the device's own rate where it refuses. Raises: TutorError."""
    sounddevice = _sounddevice()

    def callback(block: Any, _frames: int, _time: object, _status: object) -> None:
        take(bytes(block))

    failure: Exception | None = None
    for rate in (SAMPLE_RATE_HZ, None):
        try:
            stream: Stream = sounddevice.RawInputStream(
                samplerate=rate,
                device=device or None,
                channels=1,
                dtype="int16",
                blocksize=0,
                latency="low",
                callback=callback,
            )
        except (sounddevice.PortAudioError, ValueError) as error:
            failure = error
            continue
        return stream
    raise TutorError(
        tr("The microphone can't be used."),
        tr("Plug one in, or allow it in the system's settings. You can type meanwhile."),
    ) from failure


def microphones(*, anew: bool = False) -> list[str]:
    """Names of the input devices; empty where there is none.

    `anew`: also those that were plugged in since. PortAudio looks only when it starts, and a start ends every
    open stream (python-sounddevice, issue 125).

    Raises:
        TutorError: there is no PortAudio.
    """
    sounddevice = _sounddevice()
    if anew:
        sounddevice._terminate()
        sounddevice._initialize()
    devices = sounddevice.query_devices()
    return [device["name"] for device in devices if device["max_input_channels"] > 0]


def wake() -> None:
    """Start PortAudio, which takes a tenth of a second; that it is missing is said when somebody speaks."""
    with suppress(TutorError):
        _sounddevice()


def _sounddevice() -> Any:
    return portaudio(tr("Sound can't be recorded: PortAudio is missing."))


def portaudio(missing: str) -> Any:
    """The module sounddevice. Raises: TutorError: `missing`, in the learner's words."""
    try:
        import sounddevice  # late: it raises where PortAudio is missing
    except OSError as error:
        raise TutorError(missing, tr("Install it: sudo apt install libportaudio2")) from error
    return sounddevice
