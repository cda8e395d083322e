"""The main window: material on the left, explanation on the right, asking below."""

import tomllib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.answer import Answer, Evidence, Pin
from tutor_app.core.errors import TutorError
from tutor_app.core.material import Region
from tutor_app.core.shelf import place_of
from tutor_app.core.turn import Turn
from tutor_app.course.folder import CourseFolder
from tutor_app.course.ingest import Progress
from tutor_app.engine.messages import (
    Answered,
    Doing,
    Failed,
    Found,
    Heard,
    Mind,
    Over,
    Partial,
    Ready,
    Stopped,
)
from tutor_app.gui.ask_bar import AskBar, Draft
from tutor_app.gui.client import EngineClient
from tutor_app.gui.indexer import Indexer
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.panel import Panel
from tutor_app.gui.snip import Snip, grab_screen
from tutor_app.gui.theme import styled
from tutor_app.settings.settings import spoken_of
from tutor_app.tutor import library, models
from tutor_app.tutor.indexing import Indexed, IndexingFailed
from tutor_app.tutor.session import Tutor

WATCH_MS = 2000  # how far the language model is; courses that appear
HIDE_MS = 250  # so that the desktop has drawn what was behind the window
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif")


class MainWindow(QWidget):
    """Joins the parts; holds the turn that is running.

    Signals:
        language_chosen: "en" or "zh".
        theme_chosen: "system", "light" or "dark".
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, tutor: Tutor, client: EngineClient, indexer: Indexer) -> None:
        super().__init__()
        self._tutor, self._client, self._indexer = tutor, client, indexer
        self._course: CourseFolder | None = None
        self._listening: int | None = None  # the engine's id of what is being recorded
        self._asked: tuple[int, int] | None = None  # the engine's id and the record's
        self._sent = Draft()  # what is put back if it can't be answered
        self._turn: Turn | None = None  # with its media as they are kept
        self._heard = ""
        self._evidence: tuple[Evidence, ...] = ()
        self._pinned: Pin | None = None  # whose lines alone are marked
        self._ready: Ready | None = None
        self._names: list[str] = []
        self._make()
        self._arrange()
        self._connect()
        self._shortcuts()
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look_around)
        self._watch.start()
        self.setWindowTitle("Tutor")
        self.resize(1360, 860)

    def begin(self) -> None:
        """Open the course that was open last, or have the sample courses read."""
        self._list_courses()
        known = self._tutor.courses()
        for source, made in library.samples(self._tutor.home):
            if made is None:
                self._indexer.add(source)
        for course in library.unread(self._tutor.home):
            self._indexer.add(course)
        if known:
            self.open_course(self._tutor.course())
        self._look_around()

    def open_course(self, course: CourseFolder) -> None:
        """Show a course and what can be asked of it."""
        try:
            index = self._tutor.index(course)
            self.material.open(course, index)
        except TutorError as error:
            self._trouble(error)
            return
        self._course = course
        self.courses.setCurrentIndex(self.courses.findData(course.path.name))
        self.panel.welcome(course.title, self._examples(course))
        self.setWindowTitle(f"Tutor – {course.title}")
        self._tutor.remember_course(course)

    def ask(self, draft: Draft) -> None:
        """Save the question, then send it."""
        if self._course is None:
            self.notice.say(self.tr("Open or add a course first."))
            return
        if self._asked:
            self._stop()
            self._finish("stopped")  # what is still said of it is not heard any more
        turn = Turn(self._course.path, draft.note, draft.audio, draft.image, draft.region)
        try:
            kept = self._tutor.begin(turn)
        except TutorError as error:
            self._trouble(error)
            return
        self.notice.hide()
        self._sent, self._turn, self._heard = draft, kept.turn, ""
        self.bar.clear()
        self._evidence = ()
        self.material.clear_highlights()
        self.panel.begin(draft.note or self.tr("Your question"), "")
        self._asked = (self._client.ask(kept.turn, spoken_of(self._tutor.settings)), kept.id)
        self.bar.show_state(self.tr("Working…"), busy=True)

    def hear(self, message: object) -> None:
        """Take one message of the engine."""
        match message:
            case Ready():
                self._get_ready(message)
            case Failed(id=0, message=text, hint=hint):
                self.notice.say(text, hint)
            case Heard(id=id, text=sure, faint=faint, final=False) if id == self._listening:
                self.bar.show_words(sure, faint)
            case Over(id=id) if id == self._listening:
                self.bar.hear_silence()
            case _ if self._asked and getattr(message, "id", None) == self._asked[0]:
                self._follow(message)

    def _follow(self, message: object) -> None:
        """A message of the turn that is running."""
        match message:
            case Doing(step=step):
                self.bar.show_state(self._steps()[step], busy=True)
            case Heard(text=text) if text:
                self._heard = text
                self.panel.understand(text)
            case Mind(text=text, hint=hint):
                self.notice.say(text, hint)
            case Found(evidence=evidence, counted=counted):
                self._find(evidence)
                if counted and self._turn:
                    self.panel.counted.show_counted(counted, self._turn, self._heard)
            case Partial(text=text, pins=pins):
                self.panel.write(text, pins)
            case Answered(answer=answer):
                self._finish(answer)
            case Stopped():
                self._finish("stopped")
            case Failed(message=text, hint=hint):
                self._finish(TutorError(text, hint))

    def leave(self) -> None:
        """End what is under way, keeping it in the record. Harmless when nothing is."""
        self.bar.leave_alone()
        self.bar.how.hands_free = False
        self._watch.stop()
        self._stop()
        self._finish("stopped")

    def follow(self, before: "MainWindow") -> None:
        """Take the reader's place, the unsent question and the device over from the window before this."""
        if before._ready:
            self._get_ready(before._ready)
        self.bar.restore(before.bar.draft)
        self.material.go(before.material.place())

    def changeEvent(self, event: QEvent) -> None:
        """A key that is let go over another window is never heard: talking ends with the focus."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.bar.leave_alone()
        elif event.type() == QEvent.Type.ActivationChange and not self._asked:
            self.bar.come_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    def _examples(self, course: CourseFolder) -> list[str]:
        """The questions that come with a sample course."""
        for source, made in library.samples(self._tutor.home):
            if made and made.path == course.path:
                folder = source if source.is_dir() else source.parent
                asked = tomllib.loads((folder / "questions.toml").read_text(encoding="utf-8"))["question"]
                return [question["text"] for question in asked]
        return []

    # a turn

    def _find(self, evidence: tuple[Evidence, ...]) -> None:
        if self._course is None:
            return
        self._evidence = evidence
        self._highlight()
        self.panel.show_evidence(self._tutor.cited(self._course, evidence), self._course.path)
        if evidence:
            self.material.show(evidence[0].number)

    def _highlight(self, pin: Pin | None = None) -> None:
        """All the evidence; of the one that is pinned only its very lines."""
        self._pinned = pin
        if self._course is None:
            return
        index = self._tutor.index(self._course)
        pinned = {pin.number: pin.locators} if pin else {}
        self.material.highlight(
            [
                Highlight(e.number, pinned.get(e.number) or place_of(index, e.kind, e.id), e.kind)
                for e in self._evidence
            ]
        )

    def _finish(self, outcome: Answer | str | TutorError) -> None:
        if self._asked is None:
            return
        _, kept = self._asked
        self._asked = None
        self.bar.show_state(self.tr("Ready"), busy=False)
        match outcome:
            case Answer():
                self.panel.finish(outcome.text, outcome.pins)
                ending: Answer | TutorError | str = outcome
            case TutorError():
                self.notice.say(str(outcome), outcome.hint)
                self.bar.restore(self._sent)
                ending = outcome
            case _:
                self.bar.show_state(self.tr("Stopped"), busy=False)
                ending = "stopped"
        try:
            self._tutor.finish(kept, ending if isinstance(ending, Answer | TutorError) else "stopped")
        except TutorError as error:
            self._trouble(error)
        if self.isActiveWindow():
            self.bar.listen_again()

    def _choose_voice(self, **chosen: str | bool) -> None:
        try:
            self._tutor.choose(replace(self._tutor.settings, **chosen))  # type: ignore[arg-type]
        except TutorError as error:
            self._trouble(error)
        self._show_voice()

    def _show_voice(self) -> None:
        chosen = self._tutor.settings
        self.bar.choose_microphone(chosen.microphone, is_kept_ready=chosen.microphone_ready)
        self.bar.how.spoken = chosen.spoken

    def _listen(self, audio: Path | None) -> None:
        """Have a recording heard from its first word; without a course there is nobody to ask."""
        self._listening = None
        if audio is None:
            self._client.hush()
        elif self._course:
            draft = self.bar.draft
            turn = Turn(self._course.path, draft.note, audio, draft.image, draft.region)
            self._listening = self._client.listen(turn, spoken_of(self._tutor.settings))

    def _stop(self) -> None:
        if self._asked:
            self._client.cancel(self._asked[0])

    def _cite(self, number: int) -> None:
        if any(e.number == number for e in self._evidence):
            if self._pinned:
                self._highlight()
            self.material.show(number)

    def _show_pin(self, pin: Pin) -> None:
        if any(e.number == pin.number for e in self._evidence):
            self._highlight(pin)
            self.material.show(pin.number)

    def _steps(self) -> dict[str, str]:
        return {
            "speech": self.tr("Hearing you…"),
            "screen": self.tr("Looking…"),
            "search": self.tr("Searching…"),
            "explain": self.tr("Explaining…"),
        }

    # pictures

    def _take_region(self, region: Region | None, image: QImage) -> None:
        if path := self._keep_picture(image):
            self.bar.show_picture(path, region)

    def _take_picture(self, image: QImage) -> None:
        self._take_region(None, image)

    def _take_file(self, path: Path) -> None:
        if path.suffix.lower() == ".pdf" or path.suffix.lower() in (".md", ".markdown") or path.is_dir():
            self._indexer.add(path)
            return
        image = QImage(str(path)) if path.suffix.lower() in PICTURES else QImage()
        if image.isNull():
            self.notice.say(
                self.tr("{name} is not a picture that can be read.").format(name=path.name),
                self.tr("Give a PNG or JPEG file."),
            )
            return
        self._take_picture(image)

    def _keep_picture(self, image: QImage) -> Path | None:
        path = self._tutor.home.media / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.png"
        with suppress(OSError):  # then it can't be saved either
            path.parent.mkdir(parents=True, exist_ok=True)
        if image.isNull() or not image.save(str(path)):
            self.notice.say(
                self.tr("The picture can't be saved."),
                self.tr("Check that the disk is not full."),
            )
            return None
        return path

    def _take_screenshot(self) -> None:
        self.setWindowOpacity(0.0)  # what is behind the window is what is asked about
        self.hide()
        QTimer.singleShot(HIDE_MS, self._snip)

    def _snip(self) -> None:
        try:
            picture = grab_screen()
        except TutorError as error:
            self._trouble(error)
            return
        finally:
            self.setWindowOpacity(1.0)
            self.show()
        self._snipping = Snip(picture)
        self._snipping.taken.connect(self._take_picture)

    # courses and models

    def _list_courses(self) -> None:
        known = self._tutor.courses()
        names = [course.path.name for course in known]
        if names == self._names:
            return
        self._names = names
        self.courses.blockSignals(True)
        self.courses.clear()
        for course in known:
            self.courses.addItem(course.title, course.path.name)
        if self._course:
            self.courses.setCurrentIndex(self.courses.findData(self._course.path.name))
        self.courses.blockSignals(False)

    def _choose_course(self, place: int) -> None:
        name = self.courses.itemData(place)
        if name and (self._course is None or name != self._course.path.name):
            self.open_course(self._tutor.course(name))

    def _add_course(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Add course material"), "", self.tr("Material (*.pdf *.md *.markdown)")
        )
        if name:
            self._indexer.add(Path(name))

    def _show_progress(self, progress: Progress) -> None:
        done = round(100 * progress.done / max(1, progress.total))
        self.reading.setText(self.tr("Reading material: {percent} %").format(percent=done))
        self.reading.show()
        self.stop_reading.show()
        self._look_around()

    def _end_reading(self, outcome: object) -> None:
        self.reading.setVisible(self._indexer.is_busy)
        self.stop_reading.setVisible(self._indexer.is_busy)
        self._list_courses()
        match outcome:
            case Indexed(course=path):
                is_open = self._course and self._course.path == path
                if is_open:
                    self.material.refresh()
                elif self._course is None:
                    self.open_course(self._tutor.course(path.name))
            case IndexingFailed(message=message, hint=hint):
                self.notice.say(message, hint)

    def _look_around(self) -> None:
        """What changes by itself: courses that appear, a model that arrives."""
        self._list_courses()
        if self._course is None and self._names:
            self.open_course(self._tutor.course(self._names[0]))
        waiting = models.awaited(self._tutor.home)
        if not waiting:
            self.status.setText(self._device())
            return
        last = waiting[-1]
        share = QLocale().toString(100 * last.share, "f", 0)
        text = self.tr("Language model: {percent} %, quoting passages meanwhile")
        if last.manifest.task != "explanation":
            text = self.tr("Models: {percent} %")
        self.status.setText(text.format(percent=share))

    def _device(self) -> str:
        return self._ready.reason if self._ready else self.tr("Models are loading…")

    def _get_ready(self, ready: Ready) -> None:
        self._ready = ready
        self.status.setToolTip(f"{ready.provider}\n{ready.reason}")
        self._look_around()

    def _trouble(self, error: TutorError) -> None:
        self.notice.say(str(error), error.hint)

    # building

    def _make(self) -> None:
        self.material = MaterialView()
        self.panel = Panel()
        self.bar = AskBar(self._tutor.home.media)
        self._show_voice()
        self.notice = NoticeBar()
        self.courses = QComboBox()
        self.courses.setAccessibleName(self.tr("Course"))
        self.courses.setMinimumWidth(260)
        self.add = QPushButton(self.tr("Add course…"))
        self.reading = styled(QLabel(), "quiet")
        self.stop_reading = QPushButton(self.tr("Stop reading"))
        self.status = styled(QLabel(), "quiet")
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language"))
        for name, code in (("English", "en"), ("中文", "zh")):
            self.language.addItem(name, code)
        self.theme = QComboBox()
        self.theme.setAccessibleName(self.tr("Theme"))
        for name, code in (
            (self.tr("As the system"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
        ):
            self.theme.addItem(name, code)
        for widget in (self.reading, self.stop_reading):
            widget.hide()

    def _arrange(self) -> None:
        header = styled(QWidget(), "header")
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for widget in (self.courses, self.add, self.reading, self.stop_reading):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.status, self.language, self.theme):
            row.addWidget(widget)
        desk = QSplitter(Qt.Orientation.Horizontal)
        desk.setChildrenCollapsible(False)
        desk.setHandleWidth(1)
        desk.addWidget(self.material)
        desk.addWidget(self.panel)
        desk.setSizes([900, 460])
        desk.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.notice)
        column.addWidget(desk, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self._client.said.connect(self.hear)
        self._indexer.progressed.connect(self._show_progress)
        self._indexer.ended.connect(self._end_reading)
        self.bar.asked.connect(self.ask)
        self.bar.stop_asked.connect(self._stop)
        self.bar.region_asked.connect(self.material.start_region)
        self.bar.screenshot_asked.connect(self._take_screenshot)
        self.bar.picture_given.connect(self._take_picture)
        self.bar.file_dropped.connect(self._take_file)
        self.bar.listening.connect(self._listen)
        self.bar.how.microphone_chosen.connect(lambda name: self._choose_voice(microphone=name))
        self.bar.how.ready_chosen.connect(lambda on: self._choose_voice(microphone_ready=on))
        self.bar.how.spoken_chosen.connect(lambda spoken: self._choose_voice(spoken=spoken))
        self.bar.troubled.connect(self._trouble)
        self.material.region_drawn.connect(self._take_region)
        self.material.number_pressed.connect(self._cite)
        self.panel.cited.connect(self._cite)
        self.panel.pinned.connect(self._show_pin)
        self.panel.example_chosen.connect(lambda text: self.ask(Draft(text)))
        self.courses.currentIndexChanged.connect(self._choose_course)
        self.add.clicked.connect(self._add_course)
        self.stop_reading.clicked.connect(self._indexer.stop)
        self.language.activated.connect(lambda i: self.language_chosen.emit(self.language.itemData(i)))
        self.theme.activated.connect(lambda i: self.theme_chosen.emit(self.theme.itemData(i)))
        self.bar.show_state(self.tr("Ready"), busy=False)

    def _shortcuts(self) -> None:
        for keys, act in (
            (QKeySequence("Ctrl+R"), self.material.start_region),
            (QKeySequence("Ctrl+Shift+S"), self._take_screenshot),
            (QKeySequence(QKeySequence.StandardKey.Open), self._add_course),
            (QKeySequence("Ctrl+L"), self.bar.note.setFocus),
        ):
            QShortcut(keys, self).activated.connect(act)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F8 anywhere, or the space bar where no text is typed, is held while speaking; Esc stops a turn."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        is_press = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Escape and self._asked and is_press and watched.window() is self:
            self._stop()
            return True
        if self._is_talk_key(event):
            if is_press and not event.isAutoRepeat():
                self.bar.press_talk()
            elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self.bar.release_talk()
            return True
        return super().eventFilter(watched, event)

    def _is_talk_key(self, event: QKeyEvent) -> bool:
        if not self.isActiveWindow():
            return False
        if event.key() == Qt.Key.Key_F8:
            return True
        focus = QApplication.focusWidget()
        return event.key() == Qt.Key.Key_Space and (focus is None or focus in (self, self.material.sheet))
