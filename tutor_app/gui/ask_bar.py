"""Where a question is put together: voice, picture or region, note."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Region
from tutor_app.gui.caption import Caption
from tutor_app.gui.ready_microphone import ReadyMicrophone
from tutor_app.gui.theme import styled
from tutor_app.gui.voice_menu import VoiceMenu
from tutor_app.tutor.microphone import microphones
from tutor_app.tutor.recording import Recording

LEVEL_MS = 50
SHORTEST_S = 0.3  # of a recording that is worth hearing
TAP_S = 0.3  # a shorter press is a tap
MOST_LINES = 4


@dataclass(frozen=True)
class Draft:
    """A question that is being put together."""

    note: str = ""
    audio: Path | None = None
    image: Path | None = None
    region: Region | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.note.strip() or self.audio or self.image or self.region)


class NoteField(QPlainTextEdit):
    """A note that grows to four lines; Enter sends it, Shift+Enter begins a line.

    Signals:
        sent: Enter was pressed, and no input method was composing.
        picture_given: an image was pasted.
    """

    sent = Signal()
    picture_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self._composing = False
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # the whole bar takes what is dropped
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._grow)
        self._grow()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self._composing and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasImage():
            self.picture_given.emit(QImage(source.imageData()))
            return
        super().insertFromMimeData(source)

    def _grow(self) -> None:
        lines = min(MOST_LINES, max(1, self.document().size().toSize().height()))
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * lines + 24)


class AskBar(QWidget):
    """The bar below the material.

    Signals:
        asked: a Draft, complete and not empty.
        stop_asked: the learner wants the running turn stopped.
        region_asked, screenshot_asked: the learner wants to point.
        file_dropped: a path that may be a picture.
        listening: the path of a recording that has begun; None: it is dropped.
        troubled: a TutorError.
    """

    asked = Signal(object)
    stop_asked = Signal()
    region_asked = Signal()
    screenshot_asked = Signal()
    picture_given = Signal(object)
    file_dropped = Signal(object)
    listening = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, media: Path, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self.setObjectName("bar")
        self._media = media
        self._draft = Draft()
        self._recording: Recording | None = None
        self._ready = ReadyMicrophone(self)
        self._pressed_at, self._is_tapped = 0.0, False
        self._has_words, self._has_spoken = False, False
        self.setAcceptDrops(True)
        self._make()
        self._arrange()
        self._level = QTimer(self, interval=LEVEL_MS)
        self._level.timeout.connect(self._listen)
        self._busy = False
        self._show_draft()

    @property
    def draft(self) -> Draft:
        return replace(self._draft, note=self.note.toPlainText())

    @property
    def is_recording(self) -> bool:
        return self._recording is not None

    def restore(self, draft: Draft) -> None:
        """Put a question back that was not answered, unless another one has been begun."""
        if self.draft.is_empty and not self._recording:
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
        self._busy = busy
        self.stop.setEnabled(busy)

    def clear(self) -> None:
        self._draft = Draft()
        self.note.clear()
        self._show_draft()

    def start_recording(self) -> None:
        """Begin to listen; harmless while it does."""
        if self._recording:
            return
        try:
            self._recording = Recording(_new_file(self._media), self._ready.take)
        except TutorError as error:
            self.talk.setChecked(False)
            self.how.hands_free = False
            self.troubled.emit(error)
            return
        self._has_words, self._has_spoken = False, True
        self._level.start()
        self.meter.show()
        self.talk.setChecked(True)
        self.state.setText(self.tr("Listening…"))
        self.listening.emit(self._recording.file)

    def show_words(self, sure: str, faint: str) -> None:
        """What has been heard until now: sure words firm, the rest dim."""
        if not self._recording:
            return
        self._has_words = True
        self.caption.show_words(sure, faint)

    def set_hands_free(self, on: bool) -> None:
        """Listen without a key: a question ends when the learner has been silent for a while."""
        self.how.hands_free = on
        if on:
            self._listen_without_a_key()
        elif self._has_words:
            self.stop_recording()
        else:
            self.drop_recording()

    def listen_again(self) -> None:
        """When an answer is there, the next question may come; harmless with a key in hand."""
        self._listen_without_a_key()
        if self._has_spoken and not self._recording:
            self._ready.expect()

    def _microphones(self) -> list[str]:
        """Those that are plugged in now; while one is used, those that were before."""
        if self._recording:
            return microphones()
        self._ready.let_go()
        return microphones(anew=True)

    def _listen_without_a_key(self) -> None:
        if self.how.hands_free and not self._recording:
            self.start_recording()
            self._is_tapped = self._recording is not None

    def hear_silence(self) -> None:
        """Somebody spoke, and has been silent since."""
        if self.how.hands_free:
            self.stop_recording()

    def choose_microphone(self, name: str, *, is_kept_ready: bool) -> None:
        """A device's name, empty for the system's choice; whether it is open even before somebody speaks."""
        self.how.microphone, self.how.is_kept_ready = name, is_kept_ready
        self._ready.device, self._ready.is_kept = name, is_kept_ready

    def come_back(self) -> None:
        """The learner turns to this window."""
        self._listen_without_a_key()
        if self.how.is_kept_ready and not self._recording:
            self._ready.expect()

    def leave_alone(self) -> None:
        """The learner turns to another program: what was said is asked, and nothing more is heard."""
        if self.how.hands_free and not self._has_words:
            self.drop_recording()
        else:
            self.stop_recording()
        self._ready.let_go()

    def drop_recording(self) -> None:
        """End it without asking; nothing was said."""
        if recording := self._end_recording():
            self.listening.emit(None)
            recording.unlink(missing_ok=True)
            self.state.setText(self.tr("Ready"))

    def press_talk(self) -> None:
        """The key or button goes down: begin to listen, or end what a tap began."""
        if self._is_tapped:
            self.stop_recording()
        else:
            self._pressed_at = self._clock()
            self.start_recording()

    def release_talk(self) -> None:
        """It is let go: that ends it, but a tap leaves it on until the next one."""
        if not self._recording or self._is_tapped:
            return
        if self._clock() - self._pressed_at < TAP_S:
            self._is_tapped = True
            self.talk.setChecked(True)
        else:
            self.stop_recording()

    def stop_recording(self) -> None:
        """End the recording, and ask if there is something in it."""
        if recording := self._end_recording():
            self._draft = replace(self._draft, audio=recording)
            self.send()

    def _end_recording(self) -> Path | None:
        """The file, if it is long enough to be heard."""
        if not self._recording:
            return None
        recording, self._recording = self._recording, None
        self._is_tapped = False
        self._level.stop()
        self.meter.hide()
        self.caption.clear_words()
        self.talk.setChecked(False)
        if recording.stop() >= SHORTEST_S:
            return recording.file
        self.listening.emit(None)
        recording.file.unlink(missing_ok=True)
        self.state.setText(self.tr("Nothing was recorded."))
        return None

    def _lose_microphone(self) -> None:
        """What was said until now stays in the question; it is asked when the learner wants."""
        if recording := self._end_recording():
            self._draft = replace(self._draft, audio=recording)
            self._show_draft()
        self.troubled.emit(
            TutorError(
                self.tr("The microphone is gone."),
                self.tr(
                    "What you said until then is kept: ask it, or plug the microphone in and speak again."
                ),
            )
        )

    def send(self) -> None:
        """Ask what has been put together."""
        draft = self.draft
        if not draft.is_empty:
            self.asked.emit(draft)

    # building

    def _make(self) -> None:
        self.talk = styled(QPushButton(self.tr("Hold to talk")), "talk")
        self.talk.setCheckable(True)
        self.talk.setToolTip(
            self.tr("Hold F8, or the space bar outside the note, while you speak; or tap to begin and to end")
        )
        self.talk.pressed.connect(self.press_talk)
        self.talk.released.connect(self.release_talk)
        self.talk.installEventFilter(self)
        self.how = VoiceMenu(self, self._microphones)
        self.how.hands_free_chosen.connect(self.set_hands_free)
        self.region = QPushButton(self.tr("Region of the page"))
        self.region.setToolTip(self.tr("Drag a frame on the page (Ctrl+R)"))
        self.region.clicked.connect(self.region_asked)
        self.screenshot = QPushButton(self.tr("Screenshot"))
        self.screenshot.setToolTip(self.tr("Drag a frame anywhere on the screen (Ctrl+Shift+S)"))
        self.screenshot.clicked.connect(self.screenshot_asked)
        self.note = NoteField()
        self.note.setPlaceholderText(self.tr("Type a question, or a word to go with your voice or picture"))
        self.note.setAccessibleName(self.tr("Question"))
        self.note.sent.connect(self.send)
        self.note.picture_given.connect(self.picture_given)
        self.note.textChanged.connect(self._enable)
        self.ask = styled(QPushButton(self.tr("Ask")), "main")
        self.ask.clicked.connect(self.send)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.clicked.connect(self.stop_asked)
        self.chip = styled(QPushButton(), "chip")
        self.chip.clicked.connect(self._drop_picture)
        self.voice = styled(QPushButton(self.tr("Your voice") + "  ✕"), "chip")
        self.voice.setAccessibleName(self.tr("Remove the recording from the question"))
        self.voice.clicked.connect(self._drop_voice)
        self.meter = QProgressBar(textVisible=False, maximum=100)
        self.meter.setAccessibleName(self.tr("Loudness"))
        self.meter.setFixedWidth(120)
        self.meter.hide()
        self.caption = Caption(self)
        self.state = styled(
            QLabel(
                self.tr("Ready"),
            ),
            "quiet",
        )

    def _arrange(self) -> None:
        above = QHBoxLayout()
        for widget in (self.talk, self.how, self.meter, self.region, self.screenshot, self.voice, self.chip):
            above.addWidget(widget)
        above.addStretch(1)
        above.addWidget(self.state)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.ask)
        below.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(below)

    # what the learner does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press by keyboard or screen reader comes without a release: then it switches."""
        if watched is self.talk and event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            if not self._recording:
                self._ready.expect()
        elif watched is self.talk and event.type() == QEvent.Type.KeyPress:
            key = event.key() if isinstance(event, QKeyEvent) else None
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.toggle_recording()
                return True
        return super().eventFilter(watched, event)

    def toggle_recording(self) -> None:
        if self._recording:
            self.stop_recording()
        else:
            self.start_recording()

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

    def _listen(self) -> None:
        if self._recording:
            self.meter.setValue(round(100 * self._recording.drain()))
            words = self.tr("Listening… {seconds} s")
            if self.how.hands_free:
                words = self.tr("Speak when you like. {seconds} s")
            elif self._is_tapped:
                words = self.tr("Listening… {seconds} s. Tap again to ask.")
            self.state.setText(words.format(seconds=round(self._recording.seconds)))
            if self._recording.is_lost:
                self._lose_microphone()
            elif self._recording.is_too_long:
                if self.how.hands_free and not self._has_words:
                    self.drop_recording()
                    self.listen_again()
                else:
                    self.stop_recording()

    def _drop_voice(self) -> None:
        self._draft = replace(self._draft, audio=None)
        self._show_draft()

    def _drop_picture(self) -> None:
        self._draft = replace(self._draft, image=None, region=None)
        self._show_draft()

    def _show_draft(self) -> None:
        has_picture = bool(self._draft.image or self._draft.region)
        words = self.tr("Region of the page") if self._draft.region else self.tr("Picture")
        self.chip.setText(f"{words}  ✕")
        self.chip.setAccessibleName(self.tr("Remove the picture from the question"))
        self.chip.setVisible(has_picture)
        self.voice.setVisible(self._draft.audio is not None)
        self._enable()

    def _enable(self) -> None:
        self.ask.setEnabled(not self.draft.is_empty)


def _new_file(media: Path) -> Path:
    from datetime import UTC, datetime

    return media / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.wav"
