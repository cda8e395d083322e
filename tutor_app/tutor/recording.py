"""A recording from the microphone, written as it comes: a crash loses nothing of it."""

import math
import time
import wave
from collections.abc import Callable
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.tutor.microphone import SAMPLE_BYTES, Microphone, loudness_of

LONGEST_S = 900.0  # of one question
LOST_S = 2.0  # without a block: the microphone was unplugged, since silence comes in blocks as well


class Recording:
    """One recording. The sound comes in another thread; `drain` is called often from the one that owns it."""

    def __init__(
        self,
        file: Path,
        open_microphone: Callable[[], Microphone] = Microphone,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin at once, with what the microphone remembers.

        Raises:
            TutorError: no microphone, or the file can't be written.
        """
        self.file = file
        self._microphone = open_microphone()
        self._microphone.keep_all()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._wave = wave.open(str(file), "wb")  # noqa: SIM115  closed in `stop`
        except OSError as error:
            self._microphone.close()
            raise TutorError(
                tr("The recording can't be saved in {folder}.", folder=file.parent),
                tr("Check that the folder can be written and the disk is not full."),
            ) from error
        self._wave.setparams((1, 2, self._microphone.rate, 0, "NONE", "not compressed"))
        self.seconds = 0.0
        self._clock, self._heard_at = clock, clock()

    def drain(self) -> float:
        """Write what has come; how loud it was, 0 to 1 (-60 dB to full scale)."""
        loudest = 0.0
        for block in self._microphone.drained():
            self._heard_at = self._clock()
            self._wave.writeframes(block)  # keeps the header right, so that the file is whole at any moment
            self.seconds += len(block) / SAMPLE_BYTES / self._microphone.rate
            loudest = max(loudest, loudness_of(block))
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
        self._microphone.stop()
        self.drain()
        self._microphone.close()
        self._wave.close()
        return self.seconds
