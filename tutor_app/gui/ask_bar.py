"""Where a question is put together: voice, picture or region, note."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tutor_app.core.material import Region
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import ON_ACCENT, with_icon
from tutor_app.gui.design.tokens import APART_PX, AROUND_PX, NEAR_PX
from tutor_app.gui.draft import Draft
from tutor_app.gui.note_field import NoteField
from tutor_app.gui.talk import Talk
from tutor_app.gui.theme import styled


class AskBar(QWidget):
    """The bar below the material.

    Signals:
        asked: a Draft, complete and not empty.
        stop_asked: the learner wants the running turn stopped.
        region_asked, screenshot_asked: the learner wants to point.
        file_dropped: a path that may be a picture.
        troubled: a TutorError.
    """

    asked = Signal(object)
    stop_asked = Signal()
    region_asked = Signal()
    screenshot_asked = Signal()
    picture_given = Signal(object)
    file_dropped = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, media: Path, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._draft = Draft()
        self.setAcceptDrops(True)
        self.talk = Talk(media, self, clock)
        self._make()
        self._arrange()
        self._connect()
        self._show_draft()

    @property
    def draft(self) -> Draft:
        return replace(self._draft, note=self.note.toPlainText())

    def restore(self, draft: Draft) -> None:
        """Put a question back that was not answered, unless another one has been begun."""
        if self.draft.is_empty and not self.talk.is_recording:
            self._draft = replace(draft, note="")
            self.note.setPlainText(draft.note)
            self._show_draft()

    def show_picture(self, image: Path, region: Region | None = None) -> None:
        """Add a picture to the question."""
        self._draft = replace(self._draft, image=image, region=region)
        self._show_draft()
        self.note.setFocus()

    def quote(self, words: str) -> None:
        """Put words of the material before the note, to ask about them."""
        note = self.note.toPlainText().strip()
        self.note.setPlainText(self.tr("“{words}”").format(words=words) + f"\n{note}")
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus()

    def show_state(self, text: str, busy: bool) -> None:
        """What is being done, in a word; whether there is something to stop."""
        self.state.setText(text)
        self.stop.setEnabled(busy)

    def clear(self) -> None:
        self._draft = Draft()
        self.note.clear()
        self._show_draft()

    def send(self) -> None:
        """Ask what has been put together."""
        draft = self.draft
        if not draft.is_empty:
            self.asked.emit(draft)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() and data.urls()[0].isLocalFile():
            self.file_dropped.emit(Path(data.urls()[0].toLocalFile()))
        elif data.hasImage():
            self.picture_given.emit(QImage(data.imageData()))
        event.acceptProposedAction()

    def _ask_aloud(self, recording: Path) -> None:
        self._draft = replace(self._draft, audio=recording)
        self.send()

    def _keep_voice(self, recording: Path | None) -> None:
        self._draft = replace(self._draft, audio=recording)
        self._show_draft()

    def _drop_picture(self) -> None:
        self._draft = replace(self._draft, image=None, region=None)
        self._show_draft()

    def _show_draft(self) -> None:
        has_picture = bool(self._draft.image or self._draft.region)
        words = self.tr("Region of the page") if self._draft.region else self.tr("Picture")
        self.chip.setText(words)
        self.chip.setAccessibleName(self.tr("Remove the picture from the question"))
        self.chip.setVisible(has_picture)
        self.voice.setVisible(self._draft.audio is not None)
        self._enable()

    def _enable(self) -> None:
        self.ask.setEnabled(not self.draft.is_empty)

    # building

    def _make(self) -> None:
        self.region = with_icon(QPushButton(self.tr("Region of the page")), "scan")
        self.screenshot = with_icon(QPushButton(self.tr("Screenshot")), "camera")
        self.note = NoteField()
        self.note.setPlaceholderText(self.tr("Type a question, or a word to go with your voice or picture"))
        self.note.setAccessibleName(self.tr("Question"))
        self.ask = with_icon(styled(QPushButton(self.tr("Ask")), "main"), "arrow-up", ON_ACCENT)
        self.stop = with_icon(QPushButton(self.tr("Stop")), "square")
        self.stop.setEnabled(False)
        self.chip = with_icon(styled(QPushButton(), "chip"), "x")
        self.voice = with_icon(styled(QPushButton(self.tr("Your voice")), "chip"), "x")
        self.voice.setAccessibleName(self.tr("Remove the recording from the question"))
        self.state = styled(QLabel(self.tr("Ready")), "quiet")

    def _arrange(self) -> None:
        above = Flow(NEAR_PX)
        for widget in (self.talk, self.region, self.screenshot, self.voice, self.chip, self.state):
            above.addWidget(widget)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.ask)
        below.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND_PX, APART_PX, AROUND_PX, APART_PX)
        column.setSpacing(NEAR_PX)
        column.addLayout(above)
        column.addLayout(below)

    def _connect(self) -> None:
        self.talk.spoken.connect(self._ask_aloud)
        self.talk.cut_off.connect(self._keep_voice)
        self.talk.said.connect(self.state.setText)
        self.talk.troubled.connect(self.troubled)
        self.region.clicked.connect(self.region_asked)
        self.screenshot.clicked.connect(self.screenshot_asked)
        self.note.sent.connect(self.send)
        self.note.picture_given.connect(self.picture_given)
        self.note.textChanged.connect(self._enable)
        self.ask.clicked.connect(self.send)
        self.stop.clicked.connect(self.stop_asked)
        self.chip.clicked.connect(self._drop_picture)
        self.voice.clicked.connect(lambda: self._keep_voice(None))
