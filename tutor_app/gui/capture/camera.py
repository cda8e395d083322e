"""Takes a picture of the screen in the way that this desktop allows."""

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from tutor_app.core.errors import TutorError
from tutor_app.gui.capture.portal import Portal
from tutor_app.gui.capture.screens import Shot, shots
from tutor_app.gui.capture.snip import Snipping
from tutor_app.tutor.open_window import Part


class Camera(QObject):
    """One picture at a time.

    Signals:
        looked: the screens have been seen: windows that were out of the way can come back.
        taken: a QImage.
        troubled: a TutorError.
    """

    looked = Signal()
    taken = Signal(object)
    troubled = Signal(object)

    def __init__(
        self,
        portal: Portal | None = None,
        look: Callable[[], Sequence[Shot]] = shots,
        parent: QObject | None = None,
    ) -> None:
        """`portal`: the desktop's own way, where there is no other."""
        super().__init__(parent)
        self._portal, self._look = portal, look
        self.snipping: Snipping | None = None
        self.is_busy = False
        if portal is not None:
            portal.taken.connect(self._arrive)
            portal.given_up.connect(self._give_up)
            portal.troubled.connect(self._fail)

    def take(self, part: Part) -> None:
        """Harmless while one is being taken."""
        if self.is_busy:
            return
        self.is_busy = True
        if self._portal is not None:
            self._portal.take(is_interactive=part == "region")
            return
        try:
            seen = self._look()
        except TutorError as error:
            self._fail(error)
            return
        if part == "screen":
            self._arrive(seen[0].picture.toImage())
            return
        self.looked.emit()
        self.snipping = Snipping(seen, self)
        self.snipping.taken.connect(self._take)
        self.snipping.given_up.connect(self._end)

    def _arrive(self, picture: QImage) -> None:
        self.looked.emit()
        self._take(picture)

    def _take(self, picture: QImage) -> None:
        self._end()
        self.taken.emit(picture)

    def _give_up(self) -> None:
        self.looked.emit()
        self._end()

    def _fail(self, error: TutorError) -> None:
        self.looked.emit()
        self._end()
        self.troubled.emit(error)

    def _end(self) -> None:
        self.is_busy, self.snipping = False, None


def camera_of_this_desktop(parent: QObject) -> Camera:
    """Under Wayland only the desktop itself can look at the screen."""
    if sys.platform != "linux" or not QGuiApplication.platformName().startswith("wayland"):
        return Camera(parent=parent)
    from tutor_app.gui.capture.bus import SessionBus  # other systems have no such bus

    return Camera(Portal(SessionBus(parent), parent), parent=parent)
