"""The keys of the window: those of its actions, the one that is held to talk, Esc."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from tutor_app.gui.actions import Action, bind
from tutor_app.gui.aloud.reader import Reader
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.running_turn import RunningTurn
from tutor_app.gui.talk import Talk

TALK = "talk"  # the action whose key is held
REPEAT_MS = 60  # a held key repeats every 25 to 40 ms, on some X servers as a release and a press


class Keys(QObject):
    """The talk key, or the space bar where no text is typed, is held to speak; Esc stops turn and voice."""

    def __init__(
        self, window: QWidget, talk: Talk, turn: RunningTurn, aloud: Reader, material: MaterialView
    ) -> None:
        super().__init__(window)
        self._window, self._talk, self._turn, self._material = window, talk, turn, material
        self._aloud = aloud
        self._shortcuts: list[QShortcut] = []
        self._talk_key: QKeyCombination | None = None
        self._released = QTimer(self, singleShot=True, interval=REPEAT_MS)
        self._released.timeout.connect(lambda: self._talk.release())
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def set(self, actions: Sequence[Action], chosen: Mapping[str, str]) -> None:
        """Give every action its key, in place of those before."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = bind((a for a in actions if a.name != TALK), chosen, self._window)
        for held in (a for a in actions if a.name == TALK):
            held.tell(chosen)
            self._talk_key = _first(held.keys(chosen))

    def let_go(self) -> None:
        """Keys are nothing to this window any more."""
        self._window.removeEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._follow_focus)
            self._follow_focus(app.focusWidget(), None)

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Look at what has the keys only: a filter of the whole application would be asked of every event."""
        if before is not None and before is not self._window:
            before.removeEventFilter(self)
        if now is not None and self._window.isAncestorOf(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        is_press = event.type() == QEvent.Type.KeyPress
        is_escape = event.key() == Qt.Key.Key_Escape and is_press and watched.window() is self._window
        if is_escape and (self._turn.id is not None or self._aloud.is_on):
            self._aloud.stop()
            self._turn.stop()
            return True
        if self._is_talk_key(event):
            if is_press and not event.isAutoRepeat():
                self._press_talk()
            elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self._released.start()
            return True
        return super().eventFilter(watched, event)

    def _press_talk(self) -> None:
        """A press right behind a release is a held key, which some X servers repeat as both."""
        if self._released.isActive():
            self._released.stop()
        else:
            self._talk.press()

    def _is_talk_key(self, event: QKeyEvent) -> bool:
        if not self._window.isActiveWindow():
            return False
        if self._talk_key and event.key() == self._talk_key.key():
            return event.keyCombination() == self._talk_key or event.type() == QEvent.Type.KeyRelease
        focus = QApplication.focusWidget()
        is_free = focus is None or focus in (self._window, self._material.sheet)
        return event.key() == Qt.Key.Key_Space and is_free


def _first(keys: QKeySequence) -> QKeyCombination | None:
    return None if keys.isEmpty() else keys[0]  # type: ignore[index]  # PySide's stub lacks it
