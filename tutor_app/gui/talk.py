"""Speaking: the button that is held, how loud it is, the words as they are heard."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.gui.caption import Caption
from tutor_app.gui.design.icons import ON_ACCENT, with_icon
from tutor_app.gui.ready_microphone import ReadyMicrophone
from tutor_app.gui.theme import styled
from tutor_app.gui.voice_menu import VoiceMenu
from tutor_app.tutor.microphone import microphones
from tutor_app.tutor.recording import Recording

LEVEL_MS = 50
SHORTEST_S = 0.6  # of a recording that is worth hearing: of less Whisper makes "Thank you."
TAP_S = 0.3  # a shorter press is a tap


class Talk(QWidget):
    """One recording at a time, by a key, a tap or hands-free.

    Signals:
        opening: a microphone is about to be opened: what sounds must be silent.
        begun: the path of a recording that has begun.
        dropped: it is over, and there was nothing in it.
        spoken: the path of a recording that is to be asked.
        cut_off: the path of one whose microphone has gone.
        said: what is going on, in a word.
        troubled: a TutorError.
    """

    opening = Signal()
    begun = Signal(object)
    dropped = Signal()
    spoken = Signal(object)
    cut_off = Signal(object)
    said = Signal(str)
    troubled = Signal(object)

    def __init__(self, media: Path, bar: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(bar)
        self.media, self._clock = media, clock
        self._recording: Recording | None = None
        self._ready = ReadyMicrophone(self)
        self._pressed_at, self._is_tapped = 0.0, False
        self._has_words, self._has_spoken = False, False
        self.is_sounding: Callable[[], bool] = lambda: False  # whether something is played meanwhile
        self._make(bar)
        self._level = QTimer(self, interval=LEVEL_MS)
        self._level.timeout.connect(self._listen)

    @property
    def is_recording(self) -> bool:
        return self._recording is not None

    def start(self) -> None:
        """Begin to listen; harmless while it does."""
        if self._recording:
            return
        self.opening.emit()
        try:
            self._recording = Recording(_new_file(self.media), self._ready.take)
        except TutorError as error:
            self.button.setChecked(False)
            self.how.hands_free = False
            self.troubled.emit(error)
            return
        self._has_words, self._has_spoken = False, True
        self._level.start()
        self.meter.show()
        self.button.setChecked(True)
        self.said.emit(self.tr("Listening…"))
        self.begun.emit(self._recording.file)

    def stop(self) -> None:
        """End the recording, and ask if there is something in it."""
        if recording := self._end():
            self.spoken.emit(recording)

    def drop(self) -> None:
        """End it without asking; nothing was said."""
        if recording := self._end():
            self.dropped.emit()
            recording.unlink(missing_ok=True)
            self.said.emit(self.tr("Ready"))

    def toggle(self) -> None:
        if self._recording:
            self.stop()
        else:
            self.start()

    def press(self) -> None:
        """The key or button goes down: begin to listen, or end what a tap began."""
        if self._is_tapped:
            self.stop()
        else:
            self._pressed_at = self._clock()
            self.start()

    def release(self) -> None:
        """It is let go: that ends it, but a tap leaves it on until the next one."""
        if not self._recording or self._is_tapped:
            return
        if self._clock() - self._pressed_at < TAP_S:
            self._is_tapped = True
            self.button.setChecked(True)
        else:
            self.stop()

    def show_words(self, sure: str, faint: str) -> None:
        """What has been heard until now: sure words firm, the rest dim."""
        if not self._recording:
            return
        self._has_words = True
        self.caption.show_words(sure, faint)

    def hear_silence(self) -> None:
        """Somebody spoke, and has been silent since."""
        if self.how.hands_free:
            self.stop()

    def set_hands_free(self, on: bool) -> None:
        """Listen without a key: a question ends when the learner has been silent for a while."""
        self.how.hands_free = on
        if on:
            self._listen_without_a_key()
        elif self._has_words:
            self.stop()
        else:
            self.drop()

    def listen_again(self) -> None:
        """When an answer is there, the next question may come; harmless with a key in hand."""
        self._listen_without_a_key()
        if self._has_spoken and not self._recording:
            self._ready.expect()

    def pause(self) -> None:
        """Without a key nothing is heard for a while; what was said is asked."""
        if self.how.hands_free and self._recording:
            self.stop() if self._has_words else self.drop()

    def go_on(self) -> None:
        """After a pause."""
        self._listen_without_a_key()

    def loudness(self) -> float | None:
        """Of somebody who may begin to speak without a key; None: nobody may."""
        return self._ready.loudness() if self.how.hands_free and not self._recording else None

    def choose_microphone(self, name: str, *, is_kept_ready: bool) -> None:
        """A device's name, empty for the system's choice; whether it is open even before somebody speaks."""
        self.how.microphone, self.how.is_kept_ready = name, is_kept_ready
        self._ready.device, self._ready.is_kept = name, is_kept_ready

    def devices(self) -> list[str]:
        """Those that are plugged in now; while sound is used, those that were before."""
        if self._recording or self.is_sounding():
            return microphones()
        self._ready.let_go()
        return microphones(anew=True)

    def come_back(self) -> None:
        """The learner turns to this window."""
        self._listen_without_a_key()
        if self.how.is_kept_ready and not self._recording:
            self._ready.expect()

    def leave_alone(self) -> None:
        """The learner turns to another program: what was said is asked, and nothing more is heard."""
        if self.how.hands_free and not self._has_words:
            self.drop()
        else:
            self.stop()
        self._ready.let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press by keyboard or screen reader comes without a release: then it switches."""
        if watched is self.button and event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            if not self._recording:
                self._ready.expect()
        elif watched is self.button and event.type() == QEvent.Type.KeyPress:
            key = event.key() if isinstance(event, QKeyEvent) else None
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.toggle()
                return True
        return super().eventFilter(watched, event)

    def _end(self) -> Path | None:
        """The file, if it is long enough to be heard."""
        if not self._recording:
            return None
        recording, self._recording = self._recording, None
        self._is_tapped = False
        self._level.stop()
        self.meter.hide()
        self.caption.clear_words()
        self.button.setChecked(False)
        if recording.stop() >= SHORTEST_S:
            return recording.file
        self.dropped.emit()
        recording.file.unlink(missing_ok=True)
        self.said.emit(
            self.tr("That was too short. Speak while you hold the key, or tap to begin and to end.")
        )
        return None

    def _listen(self) -> None:
        if not self._recording:
            return
        self.meter.setValue(round(100 * self._recording.drain()))
        self.said.emit(self._words().format(seconds=round(self._recording.seconds)))
        if self._recording.is_lost:
            self._lose_microphone()
        elif self._recording.is_too_long:
            self._end_a_long_one()

    def _words(self) -> str:
        if self.how.hands_free:
            return self.tr("Speak when you like. {seconds} s")
        if self._is_tapped:
            return self.tr("Listening… {seconds} s. Tap again to ask.")
        return self.tr("Listening… {seconds} s")

    def _end_a_long_one(self) -> None:
        if self.how.hands_free and not self._has_words:
            self.drop()
            self.listen_again()
        else:
            self.stop()

    def _lose_microphone(self) -> None:
        """What was said until now stays in the question; it is asked when the learner wants."""
        if recording := self._end():
            self.cut_off.emit(recording)
        hint = self.tr("What you said until then is kept: ask it, or plug the microphone in and speak again.")
        self.troubled.emit(TutorError(self.tr("The microphone is gone."), hint))

    def _listen_without_a_key(self) -> None:
        if self.how.hands_free and not self._recording:
            self.start()
            self._is_tapped = self._recording is not None

    def _make(self, bar: QWidget) -> None:
        self.button = with_icon(styled(QPushButton(self.tr("Hold to talk"), self), "talk"), "mic", ON_ACCENT)
        self.button.setCheckable(True)
        self.button.setToolTip(
            self.tr("Hold F8, or the space bar outside the note, while you speak; or tap to begin and to end")
        )
        self.button.pressed.connect(self.press)
        self.button.released.connect(self.release)
        self.button.installEventFilter(self)
        self.how = VoiceMenu(self, self.devices)
        self.how.hands_free_chosen.connect(self.set_hands_free)
        self.meter = QProgressBar(textVisible=False, maximum=100)
        self.meter.setAccessibleName(self.tr("Loudness"))
        self.meter.setFixedWidth(120)
        self.meter.hide()
        self.caption = Caption(bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.button, self.how, self.meter):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)  # the low meter makes no row low


def _new_file(media: Path) -> Path:
    return media / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.wav"
