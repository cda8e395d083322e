"""What is asked of the window from elsewhere: by other processes of ours, and beside the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tutor_app.gui.capture.door import Door
from tutor_app.gui.capture.forward import bring_forward
from tutor_app.gui.capture.tray import Tray
from tutor_app.settings.home import Home
from tutor_app.tutor.open_window import Capture, Take

if TYPE_CHECKING:
    from tutor_app.gui.window import MainWindow


class Elsewhere(QObject):
    """Serves whichever window is open now."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.door = Door(self)
        self.door.asked.connect(self.do)
        self.door.open(home)
        self.tray: Tray | None = None
        self._window: MainWindow | None = None

    def serve(self, window: MainWindow, *, with_tray: bool) -> None:
        """This window from now on; the entry beside the clock speaks its language."""
        self._window = window
        if self.tray is not None:
            self.tray.close()
        self.tray = Tray(self)
        self.tray.open_asked.connect(lambda: bring_forward(window))
        self.tray.talk_asked.connect(self._talk)
        self.tray.capture_asked.connect(window.pictures.take_screenshot)
        self.tray.quit_asked.connect(self._quit)
        self.tray.show(with_tray)

    def do(self, errand: object) -> None:
        """An Errand; without a window there is nothing to do."""
        if self._window is None:
            return
        match errand:
            case Capture(part=part):
                self._window.pictures.take_screenshot(part)
            case Take(picture=picture):
                self._window.pictures.take_file(picture)
                bring_forward(self._window)
            case _:
                bring_forward(self._window)

    def close(self) -> None:
        """Nobody is heard any more."""
        self.door.close()
        if self.tray is not None:
            self.tray.close()
        self.tray, self._window = None, None

    def _quit(self) -> None:
        """Also while the window is out of the way, when closing it alone would end nothing."""
        if self._window is not None:
            self._window.close()
        QApplication.quit()

    def _talk(self) -> None:
        """In front, so that the words are seen; talking ends with the focus."""
        if self._window is not None:
            bring_forward(self._window)
            self._window.bar.talk.toggle()
