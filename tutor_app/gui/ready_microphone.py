"""A microphone that is opened a moment before somebody speaks, so that an early word is not lost."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from tutor_app.core.errors import TutorError
from tutor_app.tutor.microphone import Microphone

WAIT_MS = 20_000  # a hand on the button, or an answer, may be followed by a question


class ReadyMicrophone(QObject):
    """Open for a while when somebody is about to speak; all the while if the learner wants that."""

    def __init__(
        self, parent: QObject | None = None, open_microphone: Callable[[str], Microphone] = Microphone
    ) -> None:
        super().__init__(parent)
        self._open_microphone = open_microphone
        self._microphone: Microphone | None = None
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._let_go_unless_kept)
        self.device, self.is_kept = "", False

    def expect(self) -> None:
        """Somebody may speak soon. That there is no microphone is said when somebody does."""
        self._timer.start()
        if self._microphone and self._microphone.device == self.device:
            return
        self.let_go()
        try:
            self._microphone = self._open_microphone(self.device)
        except TutorError:
            return

    def loudness(self) -> float:
        """Of what is heard now; it stays open as long as this is asked."""
        self.expect()
        return self._microphone.loudness if self._microphone else 0.0

    def take(self) -> Microphone:
        """The open one, with what it remembers, or one that is opened now. Raises: TutorError."""
        self._timer.stop()
        microphone, self._microphone = self._microphone, None
        if microphone and microphone.device == self.device:
            return microphone
        if microphone:
            microphone.close()
        return self._open_microphone(self.device)

    def let_go(self) -> None:
        """Nobody speaks now: another program may, and nothing is heard here."""
        if self._microphone:
            self._microphone.close()
            self._microphone = None

    def _let_go_unless_kept(self) -> None:
        if not self.is_kept:
            self.let_go()
