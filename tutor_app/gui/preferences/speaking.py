"""The spoken language and the microphone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.gui.preferences.choice import Choice
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.theme import styled
from tutor_app.settings.settings import Settings


class Speaking(Page):
    """How the learner speaks. Microphones are looked for when the page is opened.

    Signals:
        chosen: the name of a setting, and its value.
    """

    chosen = Signal(str, object)

    def __init__(
        self, settings: Settings, devices: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Speaking"))
        self._devices, self._microphone = devices, settings.microphone
        spoken = [(self.tr("English or Chinese"), "auto"), ("English", "en"), ("中文", "zh")]
        self.spoken = Choice(spoken, settings.spoken)
        self.microphone = Choice([(self.tr("The system's choice"), "")], "")
        self.told = styled(QLabel(wordWrap=True), "quiet")
        self.ready = QCheckBox(self.tr("Keep the microphone open: no word comes too early"))
        self.ready.setChecked(settings.microphone_ready)
        self.add(self.tr("I speak"), self.spoken)
        self.add(self.tr("Microphone"), self.microphone)
        self.add_row(self.tr("Microphone"), self.told)
        self.add(
            self.ready.text(), self.ready, self.tr("While this window is in front; nothing is kept of it.")
        )
        self.spoken.chosen.connect(lambda value: self.chosen.emit("spoken", value))
        self.microphone.chosen.connect(lambda value: self.chosen.emit("microphone", value))
        self.ready.clicked.connect(lambda on: self.chosen.emit("microphone_ready", on))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list()

    def _list(self) -> None:
        try:
            names = list(dict.fromkeys(self._devices()))
            self.told.setText("" if names else self.tr("No microphone is plugged in."))
        except TutorError as error:
            names = []
            self.told.setText(f"{error} {error.hint}".strip())
        self.told.setVisible(bool(self.told.text()))
        if self._microphone and self._microphone not in names:
            names.append(self._microphone)  # the chosen one stays in the list while it is unplugged
        chosen = self.microphone.currentData() or self._microphone
        self.microphone.clear()
        self.microphone.addItem(self.tr("The system's choice"), "")
        for name in names:
            self.microphone.addItem(name, name)
        self.microphone.setCurrentIndex(max(0, self.microphone.findData(chosen)))
