"""The desktop's own way to a picture of the screen, where programs may not look at it (Wayland).

Source: flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Screenshot.html
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage

from tutor_app.gui.capture.screens import not_allowed

SCREENSHOT, REQUEST = "org.freedesktop.portal.Screenshot", "org.freedesktop.portal.Request"
DONE, CANCELLED = 0, 1  # what a request answers
PATIENCE_MS = 120_000  # for the learner to choose

Tell = Callable[[int, Mapping[str, object]], None]


class Bus(Protocol):
    """The session's bus, as far as the portal is concerned."""

    @property
    def name(self) -> str:
        """Ours on the bus; empty where there is none."""

    def hear(self, request: str, tell: Tell) -> None:
        """Be told the code and the results with which a request is answered."""

    def call(self, method: str, arguments: Sequence[object], failed: Callable[[], None]) -> None:
        """Call INTERFACE.METHOD of the portal, without waiting for it."""


class Portal(QObject):
    """Asks the desktop; the learner may be asked by it in turn.

    Signals:
        taken: a QImage.
        given_up: the learner wants none.
        troubled: a TutorError.
    """

    taken = Signal(object)
    given_up = Signal()
    troubled = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._asked = 0
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._fail)

    def take(self, *, is_interactive: bool) -> None:
        """Ask for all screens, or let the learner choose a part in the desktop's own way."""
        if not self._bus.name:
            self._fail()
            return
        self._asked += 1
        token = f"tutor{self._asked}"
        self._bus.hear(_request_path(self._bus.name, token), self._respond)
        options = {"handle_token": token, "interactive": is_interactive, "modal": False}
        self._bus.call(f"{SCREENSHOT}.Screenshot", ["", options], self._fail)
        self._patience.start()

    def _respond(self, code: int, results: Mapping[str, object]) -> None:
        if not self._patience.isActive():
            return
        self._patience.stop()
        if code == CANCELLED:
            self.given_up.emit()
        elif code == DONE:
            self._read(QUrl(str(results.get("uri", ""))))
        else:
            self.troubled.emit(not_allowed())

    def _read(self, address: QUrl) -> None:
        """The picture, which was made for us: the desktop does not take it away."""
        file = Path(address.toLocalFile())
        picture = QImage(str(file)) if address.isLocalFile() else QImage()
        if picture.isNull():
            self.troubled.emit(not_allowed())
            return
        file.unlink(missing_ok=True)
        self.taken.emit(picture)

    def _fail(self) -> None:
        self._patience.stop()
        self.troubled.emit(not_allowed())


def _request_path(name: str, token: str) -> str:
    """Where a request will answer: known before it is made, so that no answer comes too early."""
    return f"/org/freedesktop/portal/desktop/request/{name.removeprefix(':').replace('.', '_')}/{token}"
