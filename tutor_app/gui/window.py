"""The main window: material on the left, explanation on the right, asking below."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Locator, Region
from tutor_app.course.folder import CourseFolder
from tutor_app.engine.messages import Failed, Ready
from tutor_app.gui.aloud.reader import Reader
from tutor_app.gui.ask_bar import AskBar
from tutor_app.gui.capture.pictures import Pictures
from tutor_app.gui.client import EngineClient
from tutor_app.gui.draft import Draft
from tutor_app.gui.header import Header
from tutor_app.gui.hearing import Hearing
from tutor_app.gui.hints_dialog import HintsDialog
from tutor_app.gui.indexer import Indexer
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.open_course import OpenCourse
from tutor_app.gui.panel import Panel
from tutor_app.gui.preferences.opening import EXPLAINING
from tutor_app.gui.running_turn import RunningTurn
from tutor_app.gui.ways import Ways
from tutor_app.tutor import models
from tutor_app.tutor.session import Tutor

DESK, CLASS = [900, 460], [520, 480]  # how the page and the panel share the width
WATCH_MS = 2000  # how far the language model is; courses that appear


class MainWindow(QWidget):
    """Joins the parts.

    Signals:
        look_chosen: the name of a setting that only a new window shows.
    """

    look_chosen = Signal(str)

    def __init__(
        self,
        tutor: Tutor,
        client: EngineClient,
        indexer: Indexer,
        material: MaterialView | None = None,
        panel: Panel | None = None,
    ) -> None:
        """`material`, `panel`: its largest parts, where they were made before, each in a step of its own."""
        super().__init__()
        self._tutor, self._client, self._indexer = tutor, client, indexer
        self._ready: Ready | None = None
        self.header = Header()
        self.notice = NoticeBar()
        self.material = material or MaterialView()
        self.panel = panel or Panel()
        self.bar = AskBar(tutor.media)
        self.material.is_still = tutor.settings.still
        self.turn = RunningTurn(tutor, client, self.material, self.panel, self.bar, self.notice)
        self.course = OpenCourse(tutor, indexer, self.header, self.material, self.panel, self.notice)
        self.hearing = Hearing(tutor, client, self.bar, self.course)
        self.aloud = Reader(tutor, client, self.panel, self.bar.talk)
        self.pictures = Pictures(tutor.media, self)
        self.ways = Ways(tutor, self)
        self._arrange()
        self._connect()
        self._connect_ways()
        self.header.destination.show_settings(tutor.settings)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look_around)
        self._watch.start()
        self.setWindowTitle("Tutor")
        self.resize(1360, 860)

    def begin(self) -> None:
        """Open the course that was open last, or have the sample courses read."""
        self.course.begin()
        self._look_around()

    def open_course(self, course: CourseFolder) -> None:
        """Show a course and what can be asked of it."""
        self.aloud.stop()
        self.course.open(course)

    def ask(self, draft: Draft) -> None:
        """Save the question, then send it."""
        if self.course.folder is None:
            self.notice.say(self.tr("Open or add a course first."))
            return
        course = self.course.folder
        self._try(lambda: self.turn.begin(course, draft))

    def begin_thread(self) -> None:
        """Put away what was asked, and have the next question stand for itself."""
        if self.course.folder is None:
            return
        self.aloud.stop()
        self.turn.forget()
        self.course.invite()
        self.bar.note.setFocus()

    def hear(self, message: object) -> None:
        """Take one message of the engine."""
        self.aloud.hear(message)
        match message:
            case Ready():
                self._get_ready(message)
            case Failed(id=0, message=text, hint=hint):
                self.notice.say(text, hint)
            case _:
                self.hearing.hear(message)
                self.turn.hear(message)

    def leave(self) -> None:
        """End what is under way, keeping it in the record. Harmless when nothing is."""
        self.bar.talk.leave_alone()
        self.bar.talk.how.hands_free = False
        self.aloud.close()
        self._watch.stop()
        self.turn.stop()
        self.turn.end("stopped")
        self.ways.in_class.end()
        self.ways.history.close()
        self.ways.practice.leave()
        self.course.margin.leave()
        self.material.end_drawing()
        self.pictures.leave()

    def follow(self, before: "MainWindow") -> None:
        """Take the reader's place, the unsent question and the device over from the window before this."""
        if before._ready:
            self._get_ready(before._ready)
        self.bar.restore(before.bar.draft)
        self.material.go(before.material.place())
        self.material.show_as(before.material)
        self.ways.history.reopen(before.turn.thread_ids)
        self._split.setSizes(before._split.sizes())
        if (group := before.ways.preferences.group) is not None:
            self.ways.show_preferences(group)

    def choose_explanations(self) -> None:
        """Ask who shall explain."""
        self.ways.show_preferences(EXPLAINING)

    def _explain_anew(self) -> None:
        """The models begin anew with what was chosen."""
        self.turn.stop()
        self.turn.end("stopped")
        self._client.restart()
        self.header.destination.show_settings(self._tutor.settings)
        self._look_around()

    def changeEvent(self, event: QEvent) -> None:
        """A key that is let go over another window is never heard: talking ends with the focus."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.bar.talk.leave_alone()
        elif event.type() == QEvent.Type.ActivationChange and self.turn.id is None:
            self.bar.talk.come_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    @property
    def device(self) -> str:
        """What the models run on, and why."""
        return self._ready.reason if self._ready else self.tr("Models are loading…")

    def _show_class(self) -> None:
        """Nothing of the learner's is on the screen."""
        self.header.hide()
        self.notice.hide()
        course = self.course.folder
        self.ways.in_class.strip.begin(course.title if course else "")
        self.panel.welcome(course.title if course else "", [])
        self._keep_media()
        self._split.setSizes(CLASS)

    def _show_own(self) -> None:
        self.header.show()
        self._keep_media()
        self._split.setSizes(DESK)
        self.course.margin.come_back()
        if self.course.folder:
            self.course.invite()

    def _keep_media(self) -> None:
        self.bar.talk.media = self.pictures.media = self._tutor.media

    def _look_around(self) -> None:
        """What changes by itself: courses that appear, a model that arrives."""
        self.course.look()
        if told := self._tutor.damage():
            self.notice.say(told, self.tr("The rest is there. Preferences, Your record: its copies."))
        self.header.status.setText(self._waiting() or self.device)

    def _waiting(self) -> str:
        """How far the models are that are not here yet; empty when all are."""
        waiting = models.awaited(self._tutor.home, self._tutor.settings)
        if not waiting:
            return ""
        share = QLocale().toString(100 * waiting[-1].share, "f", 0)
        text = self.tr("Language model: {percent} %, quoting passages meanwhile")
        if waiting[-1].manifest.task != "explanation":
            text = self.tr("Models: {percent} %")
        return text.format(percent=share)

    def _get_ready(self, ready: Ready) -> None:
        self._ready = ready
        self.header.status.setToolTip(f"{ready.provider}\n{ready.reason}")
        self._look_around()

    def _listen_again(self) -> None:
        if self.isActiveWindow():
            self.bar.talk.listen_again()

    def _go_on_listening(self) -> None:
        if self.isActiveWindow() and self.turn.id is None:
            self.bar.talk.go_on()

    def _ask_about(self, words: str, region: Region | None, image: QImage | None) -> None:
        """Words that were selected, with their place on the page."""
        if region is not None and image is not None:
            self.pictures.take_region(region, image)
        self.bar.quote(words)

    def _show_restored(self) -> None:
        """The record is another one: its marks, and no answer of the one before."""
        if self.course.folder:
            self.open_course(self.course.folder)

    def _open_at(self, name: str, locator: Locator) -> None:
        self.open_course(self._tutor.course(name))
        self.material.go_to(locator)

    def _choose_hints(self) -> None:
        if course := self.course.folder:
            self._try(lambda: self._open_hints(course))

    def _open_hints(self, course: CourseFolder) -> None:
        dialog = HintsDialog(self._tutor, course, self)
        dialog.accepted.connect(lambda: self.course.show_lock())
        dialog.open()

    def _try(self, act: Callable[[], None]) -> None:
        """What goes wrong is said in the notice."""
        try:
            act()
        except TutorError as error:
            self._trouble(error)

    def _trouble(self, error: TutorError) -> None:
        self.notice.say(str(error), error.hint)

    # building

    def _arrange(self) -> None:
        self._split = desk = QSplitter(Qt.Orientation.Horizontal)
        desk.setChildrenCollapsible(False)
        desk.setHandleWidth(1)
        desk.addWidget(self.material)
        desk.addWidget(self.panel)
        desk.setSizes(DESK)
        desk.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.ways.in_class.strip)
        column.addWidget(self.notice)
        column.addWidget(desk, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self._client.said.connect(self.hear)
        self._indexer.progressed.connect(self._look_around)
        self.header.explanations_asked.connect(self.choose_explanations)
        self.bar.asked.connect(self.ask)
        self.bar.stop_asked.connect(self.turn.stop)
        self.bar.region_asked.connect(self.material.start_region)
        self.bar.screenshot_asked.connect(self.pictures.take_screenshot)
        self.bar.picture_given.connect(self.pictures.take)
        self.bar.file_dropped.connect(self.pictures.take_file)
        self.bar.troubled.connect(self._trouble)
        self.pictures.taken.connect(self.bar.show_picture)
        self.pictures.material_given.connect(self._indexer.add)
        self.pictures.troubled.connect(self._trouble)
        self.header.hints_asked.connect(self._choose_hints)
        self.panel.onward.wished.connect(lambda wish: self._try(lambda: self.turn.wish(wish)))
        self.panel.onward.hint_asked.connect(lambda: self._try(self.turn.next_hint))
        self.panel.check.chosen.connect(lambda place: self._try(lambda: self.turn.check(place)))
        self.panel.check.source_asked.connect(self.turn.show_check_source)
        self.turn.ended.connect(self._listen_again)
        self.turn.begun.connect(self.aloud.stop)
        self.turn.explained.connect(self.aloud.prepare)
        self.aloud.silent.connect(self._go_on_listening)
        self.aloud.troubled.connect(self._trouble)
        self.material.region_drawn.connect(self.pictures.take_region)
        self.material.marking.asked_about.connect(self._ask_about)
        self.course.margin.course_wanted.connect(self._open_at)
        self.course.margin.troubled.connect(self._trouble)
        self.material.number_pressed.connect(self.turn.cite_marked)
        self.panel.cited.connect(self.turn.cite)
        self.panel.pinned.connect(self.turn.show_pin)
        self.panel.earlier.cited.connect(self.turn.cite_earlier)
        self.panel.earlier.pinned.connect(self.turn.show_earlier_pin)
        self.panel.new_thread_asked.connect(self.begin_thread)
        self.course.leaving.connect(self.turn.forget)
        self.panel.section_chosen.connect(self.material.open_at)
        self.panel.example_chosen.connect(lambda text: self.ask(Draft(text)))

    def _connect_ways(self) -> None:
        self.header.class_asked.connect(self.ways.in_class.toggle)
        self.header.practice_asked.connect(self.ways.practice.open)
        self.header.history_asked.connect(self.ways.history.open)
        self.ways.practice.troubled.connect(self._trouble)
        self.ways.practice.source_asked.connect(self._open_at)
        self.header.preferences_asked.connect(self.ways.show_preferences)
        self.header.help_asked.connect(self.ways.show_keys)
        self.ways.preferences.restoring.connect(self.turn.forget)
        self.ways.preferences.restored.connect(self._show_restored)
        self.ways.look_chosen.connect(self.look_chosen)
        self.ways.explained_anew.connect(self._explain_anew)
        self.ways.in_class.beginning.connect(self.course.margin.leave)
        self.ways.in_class.beginning.connect(self.ways.practice.close)
        self.ways.in_class.begun.connect(self._show_class)
        self.ways.in_class.ended.connect(self._show_own)
        self.ways.in_class.troubled.connect(self._trouble)
        self.ways.preferences.troubled.connect(self._trouble)
        self.ways.history.said.connect(self.notice.say)
