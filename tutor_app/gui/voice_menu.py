"""How the learner speaks: through which microphone, in which language, with or without hands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.gui.design.icons import with_icon
from tutor_app.tutor.microphone import microphones


class VoiceMenu(QToolButton):
    """A small button with a menu, made anew whenever it opens: microphones come and go.

    Signals:
        microphone_chosen: a device's name; empty is the system's choice.
        spoken_chosen: "auto", "en" or "zh".
        hands_free_chosen: whether to listen without a key.
        ready_chosen: whether the microphone is open before somebody speaks.
    """

    microphone_chosen = Signal(str)
    spoken_chosen = Signal(str)
    hands_free_chosen = Signal(bool)
    ready_chosen = Signal(bool)

    def __init__(
        self, parent: QWidget | None = None, devices: Callable[[], Sequence[str]] = microphones
    ) -> None:
        super().__init__(parent)
        self._devices = devices
        self.microphone, self.spoken = "", "auto"
        self.hands_free, self.is_kept_ready = False, False
        with_icon(self, "audio-lines")
        self.setAccessibleName(self.tr("Voice settings"))
        self.setToolTip(self.tr("Microphone, spoken language, hands-free"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Write the menu as things stand now."""
        menu = self.menu()
        menu.clear()
        self._switch(self.tr("Hands-free: speak when you like"), self.hands_free, self.hands_free_chosen)
        self._switch(
            self.tr("Keep the microphone open: no word comes too early"),
            self.is_kept_ready,
            self.ready_chosen,
        )
        languages = ((self.tr("English or Chinese"), "auto"), ("English", "en"), ("中文", "zh"))
        self._choices(self.tr("I speak"), languages, self.spoken, self.spoken_chosen.emit)
        self._choices(self.tr("Microphone"), self._found(), self.microphone, self.microphone_chosen.emit)

    def _found(self) -> list[tuple[str, str]]:
        """The chosen one stays in the list while it is unplugged."""
        try:
            names = list(dict.fromkeys(self._devices()))
        except TutorError as error:
            self.menu().addAction(str(error)).setEnabled(False)
            names = []
        if self.microphone and self.microphone not in names:
            names.append(self.microphone)
        return [(self.tr("The system's choice"), ""), *((name, name) for name in names)]

    def _switch(self, text: str, is_on: bool, chosen: SignalInstance) -> None:
        action = self.menu().addAction(text)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(chosen)

    def _choices(
        self, title: str, choices: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], None]
    ) -> None:
        menu = self.menu()
        menu.addSection(title)
        group = QActionGroup(menu)
        for text, value in choices:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _, value=value: choose(value))
            group.addAction(action)
