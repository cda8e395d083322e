"""The models of this machine: size, licence, languages; fetch, check, remove, from a stick."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import APART_PX, HAIR_PX, NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.preferences.program import Program
from tutor_app.gui.theme import styled
from tutor_app.settings.home import Home
from tutor_app.tutor import models
from tutor_app.tutor.models import ModelStatus

LOOK_MS = 1000
LANGUAGES = {"en": "English", "zh": "中文"}  # each by its own name


class ModelShelf(Page):
    """Looks at the files once a second while it is open: another process fetches.

    Signals:
        troubled: a TutorError.
    """

    troubled = Signal(object)

    def __init__(
        self,
        home: Home,
        device: str,
        seconds: Mapping[str, float] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`seconds`: what a question took here, by a model's task."""
        super().__init__("", parent)
        self.set_title(self.tr("Models"))
        self._home, self._seconds = home, seconds or {}
        self._told: dict[str, str] = {}
        self._device = styled(QLabel(device, wordWrap=True), "quiet")
        self._from = with_icon(QPushButton(self.tr("From a folder or USB stick…")), "usb")
        self._from.clicked.connect(self._choose_folder)
        self._cards: dict[str, ModelCard] = {}
        self._make()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Show how far each model is."""
        for status in models.statuses(self._home):
            if card := self._cards.get(status.manifest.name):
                card.show_status(status)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def take_from(self, folder: Path) -> None:
        """Take the models that a folder completes."""
        self._run("import", str(folder), tell=self._device)

    def _make(self) -> None:
        self.add_row(self.tr("Device"), self._device)
        self.add_row(self._from.text(), _alone(self._from))
        for status in models.statuses(self._home):
            is_used = status.state == "ready"
            card = ModelCard(status, self._seconds.get(status.manifest.task) if is_used else None)
            card.fetch.clicked.connect(partial(self._fetch, status.manifest.name))
            card.check.clicked.connect(partial(self._check, status.manifest.name))
            card.remove.clicked.connect(partial(self._remove, status.manifest.name))
            self._cards[status.manifest.name] = card
            self.add_row(card.words, card)

    def _fetch(self, name: str) -> None:
        """It goes on where it stopped, also after this window has gone."""
        models.start_fetching(self._home, [name])
        self._cards[name].told.setText(self.tr("Fetching…"))

    def _check(self, name: str) -> None:
        self._cards[name].told.setText(self.tr("Reading every byte…"))
        self._run("check", name, tell=self._cards[name].told)

    def _remove(self, name: str) -> None:
        try:
            models.remove(self._home, models.named(name))
        except TutorError as error:
            self.troubled.emit(error)
        self.look()

    def _choose_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self._from.text()):
            self.take_from(Path(folder))

    def _run(self, *words: str, tell: QLabel) -> None:
        Program(self, self._home, "models", *words).told.connect(partial(self._tell, tell))

    def _tell(self, label: QLabel, _code: int, text: str) -> None:
        label.setText(" ".join(text.split()))
        announce(label, label.text())
        self.look()


class ModelCard(QFrame):
    """One model."""

    def __init__(
        self, status: ModelStatus, seconds: float | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._state = ""  # as it was shown last
        manifest = status.manifest
        languages = ", ".join(LANGUAGES.get(code, code) for code in sorted(manifest.languages))
        size = QLocale().formattedDataSize(manifest.size_bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        pace = self.tr("this step took {seconds} s in recent questions") if seconds is not None else ""
        pace = pace.format(seconds=QLocale().toString(seconds or 0.0, "f", 1))
        told = (self._task(manifest.task), size, manifest.licence, languages, pace)
        about = " · ".join(part for part in told if part)
        self.words = f"{manifest.title} {about}"
        self.told = styled(QLabel(wordWrap=True), "quiet")
        self.share = QProgressBar(textVisible=False, maximum=100)
        self.share.setAccessibleName(self.tr("How much of {title} is here").format(title=manifest.title))
        self.fetch = self._button(self.tr("Fetch"), "download", manifest.title)
        self.check = self._button(self.tr("Check"), "check", manifest.title)
        self.remove = self._button(self.tr("Remove"), "trash-2", manifest.title)
        buttons = Flow(NEAR_PX)
        for button in (self.fetch, self.check, self.remove):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(APART_PX, APART_PX, APART_PX, APART_PX)
        column.setSpacing(HAIR_PX)
        column.addWidget(styled(QLabel(manifest.title, wordWrap=True), "heading"))
        for widget in (styled(QLabel(about, wordWrap=True), "quiet"), self.share, self.told):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.show_status(status)

    def show_status(self, status: ModelStatus) -> None:
        """Ready, on its way, or not here; what can be done about it."""
        percent = round(100 * status.share)
        self.share.setValue(percent)
        self.share.setVisible(status.state == "partial")
        self.fetch.setVisible(status.state != "ready")
        self.check.setVisible(status.state == "ready")
        self.remove.setVisible(status.state != "missing")
        if status.state == "partial":
            self.told.setText(self.tr("{percent} % are here").format(percent=percent))
        elif status.state != self._state:
            self.told.setText(self.tr("Ready") if status.state == "ready" else self.tr("Not here"))
        self._state = status.state

    def _button(self, words: str, icon: str, title: str) -> QPushButton:
        button = with_icon(QPushButton(words), icon)
        button.setAccessibleName(f"{words}: {title}")
        return button

    def _task(self, task: str) -> str:
        return {
            "speech": self.tr("hears speech"),
            "voice activity": self.tr("tells speech from silence"),
            "text": self.tr("searches by meaning"),
            "image": self.tr("compares pictures"),
            "reading": self.tr("reads the screen"),
            "orientation": self.tr("tells how a page is turned"),
            "formula": self.tr("reads formulas"),
            "read aloud": self.tr("reads aloud"),
            "fusion": self.tr("joins what you say, show and write"),
            "explanation": self.tr("explains"),
        }.get(task, task)


def _alone(button: QPushButton) -> QWidget:
    line = QWidget()
    row = Flow(NEAR_PX)
    row.addWidget(button)
    line.setLayout(row)
    return line
