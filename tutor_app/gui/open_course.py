"""Which course is open, which there are, and which is being read."""

import time
import tomllib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from tutor_app.core.errors import TutorError
from tutor_app.course.folder import CourseFolder
from tutor_app.course.preparation import Progress
from tutor_app.course.report import describe_omissions, read_report
from tutor_app.gui.header import Header
from tutor_app.gui.indexer import Indexer
from tutor_app.gui.margin import Margin
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.panel import Panel
from tutor_app.gui.reading_progress import ReadingProgress
from tutor_app.tutor import library
from tutor_app.tutor.indexing import Indexed, IndexingFailed
from tutor_app.tutor.session import Tutor


class OpenCourse(QObject):
    """Opens one course at a time; lists those that appear.

    Signals:
        leaving: another course is about to be shown.
        opened: another course is shown.
        changed: the list of courses is another one.
    """

    leaving = Signal()
    opened = Signal()
    changed = Signal()

    def __init__(
        self,
        tutor: Tutor,
        indexer: Indexer,
        header: Header,
        material: MaterialView,
        panel: Panel,
        notice: NoticeBar,
    ) -> None:
        super().__init__(header)
        self._tutor, self._indexer = tutor, indexer
        self._header, self._material, self._panel, self._notice = header, material, panel, notice
        self.margin = Margin(tutor, material)
        self._names: list[str] = []
        self.folder: CourseFolder | None = None
        self._reading = ""  # the name of what is being read
        self._progress: ReadingProgress | None = None
        header.course_chosen.connect(self._choose)
        header.add_asked.connect(self.add)
        header.folder_asked.connect(self.add_folder)
        header.stop_asked.connect(indexer.stop)
        indexer.progressed.connect(self._show_progress)
        indexer.ended.connect(self._end_reading)

    def begin(self) -> None:
        """Open the course that was open last, or have the sample courses read."""
        self._list()
        known = self._tutor.courses()
        for source, made in library.samples(self._tutor.home):
            if made is None:
                self._indexer.add(source)
        for course in library.unread(self._tutor.home):
            self._indexer.add(course)
        if known:
            self.open(self._tutor.course())
        else:
            self._panel.clear(
                self.tr("There is no course yet"),
                self.tr("The samples are read by themselves. You can add a PDF or a folder of Markdown."),
            )

    def open(self, course: CourseFolder) -> None:
        """Show a course and what can be asked of it."""
        try:
            index = self._tutor.index(course)
            self.leaving.emit()
            self.margin.leave()
            self._material.open(course, index)
            self.margin.open(course)
        except TutorError as error:
            self._notice.say(str(error), error.hint)
            return
        self.folder = course
        self._header.show_course(course)
        self.show_lock()
        self.invite()
        self._header.window().setWindowTitle(f"Tutor – {course.title}")
        self._tutor.remember_course(course)
        self.opened.emit()

    def take_title(self, course: CourseFolder) -> None:
        """A course was renamed: the list and the window say so; the page stays where it is."""
        self._names = []
        if self.folder and self.folder.path == course.path:
            self.folder = course
            self._header.window().setWindowTitle(f"Tutor – {course.title}")
        self._list()

    def show_lock(self) -> None:
        """Show whether a teacher has locked what the open course tells."""
        if self.folder is None:
            return
        try:
            self._header.show_lock(self._tutor.guidance(self.folder).is_locked)
        except TutorError as error:
            self._notice.say(str(error), error.hint)

    def add(self) -> None:
        """Let the learner choose material, and have it read."""
        kinds = self.tr("Material (*.pdf *.md *.markdown)")
        names, _ = QFileDialog.getOpenFileNames(self._header, self.tr("Add course material"), "", kinds)
        for name in names:
            self._indexer.add(Path(name))

    def add_folder(self) -> None:
        """Let the learner choose a folder of Markdown, and have it read as one course."""
        if name := QFileDialog.getExistingDirectory(self._header, self.tr("Add a folder as a course")):
            self._indexer.add(Path(name))

    def invite(self) -> None:
        """What can be asked, as before the first question."""
        if self.folder:
            self._panel.welcome(self.folder.title, self._examples(self.folder))
            if not self._is_sample(self.folder):
                self._panel.offer_start(*self._tutor.suggest_start(self.folder))

    def let_go(self, course: CourseFolder) -> None:
        """Give a course's files back, so that they can be moved."""
        if self.folder and self.folder.path == course.path:
            self.margin.close()
            self._material.close_course()
            self._panel.clear()
            self.folder = None
        self._tutor.let_go(course)

    def look(self) -> None:
        """List courses that have appeared; the first one is opened where none is."""
        self._list()
        if self.folder is None and self._names:
            self.open(self._tutor.course(self._names[0]))

    def _list(self) -> None:
        known = self._tutor.courses()
        names = [course.path.name for course in known]
        if names != self._names:
            self._names = names
            self._header.list_courses(known, self.folder)
            self.changed.emit()

    def _choose(self, name: str) -> None:
        if self.folder is None or name != self.folder.path.name:
            self.open(self._tutor.course(name))

    def _show_progress(self, progress: Progress) -> None:
        name, now = self._indexer.name, time.monotonic()
        if self._progress is None or self._reading != name:
            self._reading, self._progress = name, ReadingProgress(now)
        self._progress.note(progress)
        steps = {
            "read": self.tr("pages"),
            "encode": self.tr("what they mean"),
            "look": self.tr("pictures"),
        }
        left = self._progress.seconds_left(now)
        self._header.show_reading(name, steps[progress.stage], self._progress.share, left)

    def _end_reading(self, outcome: object) -> None:
        self._header.set_reading(self._indexer.is_busy)
        self._list()
        self._progress = None
        match outcome:
            case Indexed(course=path):
                self._tell_ready(path)
                if self.folder and self.folder.path == path:
                    self._material.refresh()
                elif self.folder is None:
                    self.open(self._tutor.course(path.name))
            case IndexingFailed(message=message, hint=hint):
                self._notice.say(message, hint)

    def _tell_ready(self, path: Path) -> None:
        """That a course can be asked, and what of it could not be read."""
        known = next((one for one in self._tutor.courses() if one.path == path), None)
        if known:
            ready = self.tr("{title} is ready: it is in the list of courses.").format(title=known.title)
            self._notice.say(
                ready, describe_omissions(read_report(path)), self.tr("Open"), lambda: self.open(known)
            )

    def _is_sample(self, course: CourseFolder) -> bool:
        made = (one for _, one in library.samples(self._tutor.home))
        return any(one is not None and one.path == course.path for one in made)

    def _examples(self, course: CourseFolder) -> list[str]:
        """The questions that come with a sample course; of another one some that it can answer."""
        for source, made in library.samples(self._tutor.home):
            if made and made.path == course.path:
                folder = source if source.is_dir() else source.parent
                asked = tomllib.loads((folder / "questions.toml").read_text(encoding="utf-8"))["question"]
                return [question["text"] for question in asked]
        return self._tutor.suggest_questions(course)
