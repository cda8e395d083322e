"""Reading aloud: which voice there is, a text in the system's voice, and one without a window."""

import queue
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tutor_app.core.errors import TutorError
from tutor_app.core.language import language_of, tr
from tutor_app.engine.aloud.script import script
from tutor_app.engine.aloud.sound import RATE_HZ as RATE_HZ
from tutor_app.engine.messages import Engine, Failed, Recite, Recited, RecitedPiece, Stopped
from tutor_app.engine.registry.installed import is_installed
from tutor_app.settings.home import Home
from tutor_app.tutor.speaker import Speaker
from tutor_app.tutor.system_voice import Process, SystemVoice

NATURAL = "kokoro-82m"
POLL_S = 0.05


class Player(Protocol):
    """What a speaker has."""

    @property
    def mark(self) -> object: ...
    @property
    def is_idle(self) -> bool: ...
    def taken_loudness(self) -> float: ...
    def play(self, file: Path, mark: object) -> None: ...
    def stop(self) -> None: ...


def has_natural_voice(home: Home) -> bool:
    """Cheap to ask: sizes of files only."""
    return is_installed(home, NATURAL)


class SystemReading:
    """A text that the system's voice reads, sentence by sentence; `advance` is called often."""

    def __init__(self, text: str, speed: float, voice: SystemVoice | None = None) -> None:
        """Raises: TutorError: there is no voice."""
        self._voice = voice or SystemVoice.find()
        self._language, self._speed = language_of(text), speed
        self._left = list(script(text, self._language))
        self._spoken: tuple[str, ...] | None = None
        self._process: Process | None = None

    @property
    def is_over(self) -> bool:
        return self._process is None and not self._left

    def advance(self) -> tuple[str, ...] | None:
        """The sentence that is spoken now, as it stands on the screen; begins the next one when it is time.

        Raises:
            TutorError: the voice failed.
        """
        if self._process is not None and (code := self._process.poll()) is not None:
            self._process = None
            if code:
                raise _failed()
        if self._process is None and self._left:
            sentence = self._left.pop(0)
            try:
                self._process = self._voice.begin(sentence.words, self._language, self._speed)
            except OSError as error:
                raise _failed() from error
            self._spoken = sentence.shown
        return self._spoken

    def stop(self) -> None:
        """Be silent."""
        process, self._process = self._process, None
        self._left = []
        if process:
            self._voice.silence(process)


def _failed() -> TutorError:
    return TutorError(
        tr("The system's voice failed."), tr("Fetch another one: tutor models fetch kokoro-82m (100 MB)")
    )


def read_aloud(
    engine: Engine, recite: Recite, open_speaker: Callable[[int], Player] = Speaker, poll_s: float = POLL_S
) -> None:
    """Read a text aloud with the engine of this process, and wait until it has been heard.

    Raises:
        TutorError: there is no voice or no speaker.
    """
    said: queue.SimpleQueue[RecitedPiece | Recited | Stopped | Failed] = queue.SimpleQueue()
    speaker = open_speaker(RATE_HZ)
    try:
        engine.recite(recite, said.put)
        while isinstance(message := said.get(), RecitedPiece):
            speaker.play(message.file, message.shown)
            message.file.unlink(missing_ok=True)
        if isinstance(message, Failed):
            raise TutorError(message.message, message.hint)
        while not speaker.is_idle:
            time.sleep(poll_s)
    finally:  # also when the user presses Ctrl+C
        engine.silence()
        speaker.stop()
