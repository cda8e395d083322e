"""A recording from the microphone, written as it comes: a crash loses nothing of it."""

import logging
import math
import queue
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tutor_app.core.arrays import SAMPLE_RATE_HZ
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

log = logging.getLogger(__name__)

LONGEST_S = 600.0  # of one question
LOST_S = 2.0  # without a block: the microphone was unplugged, since silence comes in blocks as well
BLOCK_MS = 30


class Stream(Protocol):
    """What `sounddevice.InputStream` has."""

    samplerate: float

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


# a device's name (empty: the system's choice) and what takes blocks of 16-bit samples → a stream
OpenStream = Callable[[str, Callable[[bytes], None]], Stream]


class Recording:
    """One recording. The sound comes in another thread; `drain` is called often from the one that owns it."""

    def __init__(
        self,
        file: Path,
        device: str = "",
        open_stream: OpenStream | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin at once.

        Raises:
            TutorError: no microphone, or the file can't be written.
        """
        self.file = file
        self._blocks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._stream = (open_stream or open_input)(device, self._blocks.put)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._wave = wave.open(str(file), "wb")  # noqa: SIM115  closed in `stop`
        except OSError as error:
            self._stream.close()
            raise TutorError(
                tr("The recording can't be saved in {folder}.", folder=file.parent),
                tr("Check that the folder can be written and the disk is not full."),
            ) from error
        self._wave.setparams((1, 2, int(self._stream.samplerate), 0, "NONE", "not compressed"))
        self.seconds = 0.0
        self._clock, self._heard_at = clock, clock()
        self._stream.start()

    def drain(self) -> float:
        """Write what has come; how loud it was, 0 to 1 (-60 dB to full scale)."""
        loudest = 0.0
        while not self._blocks.empty():
            block = self._blocks.get()
            self._heard_at = self._clock()
            self._wave.writeframes(block)  # keeps the header right, so that the file is whole at any moment
            samples = np.frombuffer(block, dtype=np.int16).astype(np.float32) / 32768
            self.seconds += len(samples) / self._stream.samplerate
            loudest = max(loudest, float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0)
        return min(1.0, max(0.0, 1 + math.log10(max(loudest, 1e-3)) / 3))

    @property
    def is_too_long(self) -> bool:
        return self.seconds >= LONGEST_S

    @property
    def is_lost(self) -> bool:
        """Whether nothing comes any more, not even silence."""
        return self._clock() - self._heard_at > LOST_S

    def stop(self) -> float:
        """End it, with all that was said until now; its length in seconds."""
        try:
            self._stream.stop()  # waits for what is under way, so that the last word is not lost
        except Exception:  # of a device that is gone; which one depends on the system
            log.warning("the microphone can't be stopped", exc_info=True)
        self.drain()
        self._stream.close()
        self._wave.close()
        return self.seconds


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


def microphones() -> list[str]:
    """Names of the input devices; empty where there is none. Raises: TutorError."""
    devices = _sounddevice().query_devices()
    return [device["name"] for device in devices if device["max_input_channels"] > 0]


def _sounddevice() -> Any:
    try:
        import sounddevice  # late: it raises where PortAudio is missing
    except OSError as error:
        raise TutorError(
            tr("Sound can't be recorded: PortAudio is missing."),
            tr("Install it: sudo apt install libportaudio2"),
        ) from error
    return sounddevice
