"""The keys of the window: shortcuts, the key that is held to talk, Esc."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.running_turn import RunningTurn
from tutor_app.gui.talk import Talk

Shortcuts = Mapping[QKeySequence | QKeySequence.StandardKey | str, Callable[[], object]]


class Keys(QObject):
    """F8 anywhere, or the space bar where no text is typed, is held while speaking; Esc stops a turn."""

    def __init__(
        self, window: QWidget, talk: Talk, turn: RunningTurn, material: MaterialView, shortcuts: Shortcuts
    ) -> None:
        super().__init__(window)
        self._window, self._talk, self._turn, self._material = window, talk, turn, material
        for keys, act in shortcuts.items():
            QShortcut(QKeySequence(keys), window).activated.connect(act)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def let_go(self) -> None:
        """Keys are nothing to this window any more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        is_press = event.type() == QEvent.Type.KeyPress
        is_escape = event.key() == Qt.Key.Key_Escape and is_press
        if is_escape and self._turn.id is not None and watched.window() is self._window:
            self._turn.stop()
            return True
        if self._is_talk_key(event):
            if is_press and not event.isAutoRepeat():
                self._talk.press()
            elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self._talk.release()
            return True
        return super().eventFilter(watched, event)

    def _is_talk_key(self, event: QKeyEvent) -> bool:
        if not self._window.isActiveWindow():
            return False
        if event.key() == Qt.Key.Key_F8:
            return True
        focus = QApplication.focusWidget()
        is_free = focus is None or focus in (self._window, self._material.sheet)
        return event.key() == Qt.Key.Key_Space and is_free
