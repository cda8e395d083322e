"""One text that is read aloud: by the natural voice in the model process, else by the system's."""

import logging
import shutil
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tutor_app.core.errors import TutorError
from tutor_app.engine.messages import Failed, Recited, RecitedPiece, Stopped
from tutor_app.gui.client import EngineClient
from tutor_app.tutor.aloud import RATE_HZ, Player, SystemReading
from tutor_app.tutor.barge_in import LOOK_S, BargeIn
from tutor_app.tutor.speaker import Speaker

log = logging.getLogger(__name__)

POLL_MS = round(1000 * LOOK_S)


class Reading(QObject):
    """At most one text at a time.

    Signals:
        changed: whether something is being read.
        reached: the sentence that is spoken now, as its stretches on the screen.
        troubled: a TutorError; nothing is read any more.
    """

    changed = Signal(bool)
    reached = Signal(object)
    troubled = Signal(object)

    def __init__(
        self,
        client: EngineClient,
        folder: Path,
        is_natural: Callable[[], bool],
        parent: QObject | None = None,
        open_speaker: Callable[[int], Player] = Speaker,
        loudness: Callable[[], float | None] = lambda: None,
    ) -> None:
        """`folder`: for sound in passing; nothing else may be in it. `loudness`: of what the microphone
        hears, None where it does not listen: who begins to speak is not talked over.
        """
        super().__init__(parent)
        self._client, self._folder = client, folder
        self._is_natural, self._open_speaker, self._loudness = is_natural, open_speaker, loudness
        self._barge_in = BargeIn()
        self._id: int | None = None
        self._is_complete = False  # everything has come from the model process
        self._speaker: Player | None = None
        self._system: SystemReading | None = None
        self._shown: object = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.poll)
        shutil.rmtree(folder, ignore_errors=True)  # what a process that was killed has left

    @property
    def is_on(self) -> bool:
        return self._id is not None or self._speaker is not None or self._system is not None

    def prepare(self, text: str, speed: float) -> None:
        """Somebody may want to hear this."""
        if not self.is_on and self._is_natural():
            self._client.prepare(text, speed)

    def start(self, text: str, speed: float) -> None:
        """Read a text, and no other."""
        self.stop()
        try:
            if self._is_natural():
                self._speaker, self._barge_in = self._open_speaker(RATE_HZ), BargeIn()
                self._id, self._is_complete = self._client.recite(text, self._folder, speed), False
            else:
                self._system = SystemReading(text, speed)
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._timer.start()
        self.changed.emit(True)

    def stop(self) -> None:
        """Be silent at once; harmless when nothing is read."""
        if not self.is_on:
            return
        if self._speaker:
            self._speaker.stop()
        if self._system:
            self._system.stop()
        if self._id is not None and not self._is_complete:
            self._client.cancel(self._id)
        self._id = self._speaker = self._system = self._shown = None
        self._timer.stop()
        self.changed.emit(False)

    def hear(self, message: object) -> None:
        """Take one message of the engine."""
        match message:
            case RecitedPiece(id=id, file=file, shown=shown):
                self._play(file, shown) if id == self._id else _discard(file)
            case Recited(id=id) if id == self._id:
                self._is_complete = True
            case Failed(id=id, message=text, hint=hint) if id == self._id:
                self._fail(TutorError(text, hint))
            case Stopped(id=id) if id == self._id:
                self.stop()

    def poll(self) -> None:
        """Look which sentence is spoken, and whether it was the last."""
        if self._system:
            self._follow_system(self._system)
        elif self._speaker:
            self._show(self._speaker.mark)
            is_over = self._is_complete and self._speaker.is_idle
            if is_over or self._is_interrupted(self._speaker):
                self.stop()

    def _is_interrupted(self, speaker: Player) -> bool:
        heard = self._loudness()
        return heard is not None and self._barge_in.hears(heard, speaker.taken_loudness())

    def close(self) -> None:
        """Silent, and nothing left on the disk."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _play(self, file: Path, shown: tuple[str, ...]) -> None:
        try:
            if self._speaker:
                self._speaker.play(file, shown)
        except (OSError, EOFError, wave.Error):
            log.warning("a piece can't be played", exc_info=True)
            self._fail(TutorError(self.tr("The voice can't be played."), self.tr("Try again.")))
        finally:
            _discard(file)

    def _follow_system(self, system: SystemReading) -> None:
        try:
            self._show(system.advance())
        except TutorError as error:
            self._fail(error)
            return
        if system.is_over:
            self.stop()

    def _show(self, mark: object) -> None:
        if mark is not None and mark is not self._shown:
            self._shown = mark
            self.reached.emit(mark)

    def _fail(self, error: TutorError) -> None:
        self.stop()
        self.troubled.emit(error)


def _discard(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
