"""Opens practice from the main window, and makes cards of what stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tutor_app.core.errors import TutorError
from tutor_app.core.practice import ConceptMap, Item
from tutor_app.gui.open_course import OpenCourse
from tutor_app.gui.panel import Panel
from tutor_app.gui.practice.dialog import PracticeDialog
from tutor_app.gui.side_job import SideJob
from tutor_app.tutor.practice.making import MadeItems, MakingFailed, serve_making
from tutor_app.tutor.session import Tutor

MAX_SIDE = 2000  # characters of an explanation that a card begins with


class PracticeOpener(QObject):
    """Holds the one dialog.

    Signals:
        troubled: a TutorError.
        source_asked: a course's folder name and a locator to show in the book.
    """

    troubled = Signal(object)
    source_asked = Signal(str, object)

    def __init__(self, tutor: Tutor, course: OpenCourse, panel: Panel) -> None:
        super().__init__(panel)
        self._tutor, self._course, self._panel = tutor, course, panel
        self.dialog: PracticeDialog | None = None
        self._job = SideJob("practice", serve_making, self)
        self._job.said.connect(self._hear)
        self._job.lost.connect(lambda: self._show_making(None))

    def open(self) -> None:
        """Show what is due."""
        try:
            folder = self._course.folder or self._tutor.course()
            practice = self._tutor.practice()
            self.close()
            self.dialog = PracticeDialog(practice, folder.path.name, self._panel.window())
        except TutorError as error:
            self.troubled.emit(error)
            return
        self.dialog.source_asked.connect(self.source_asked)
        self.dialog.make_asked.connect(self.make_items)
        self.dialog.stop_asked.connect(self._job.stop)
        if self._job.is_running:
            self._show_making(0)
        self.dialog.show()

    def open_if_begun(self) -> None:
        """Show today first where something was practised; not to a class."""
        if not self._tutor.is_in_class and self._tutor.practice().is_begun:
            self.open()

    def make_card(self) -> None:
        """Begin a card with the question and the explanation that are shown."""
        self.open()
        if self.dialog:
            self.dialog.write_card(self._panel.question.text(), self._panel.plain_answer[:MAX_SIDE])

    def make_items(self) -> None:
        """Make items of the open course in the background."""
        if self._course.folder and not self._job.is_running:
            self._job.begin(self._tutor.home, self._course.folder)
            self._show_making(0)

    def leave(self) -> None:
        """End what is under way; nothing of it is kept."""
        self.close()
        self._job.close()

    def _hear(self, message: object) -> None:
        if isinstance(message, int):
            self._show_making(message)
            return
        self._job.done()
        self._show_making(None)
        match message:
            case MadeItems(course=course, items=items, concepts=concepts):
                self._keep(course, items, concepts)
            case MakingFailed(message=text, hint=hint) if text:
                self.troubled.emit(TutorError(text, hint))

    def _keep(self, course: str, items: Sequence[Item], concepts: ConceptMap) -> None:
        try:
            self._tutor.practice(course).refresh(items, concepts)
        except TutorError as error:
            self.troubled.emit(error)
            return
        if self.dialog:
            self.dialog.show_today()

    def _show_making(self, count: int | None) -> None:
        if self.dialog:
            self.dialog.today.show_making(count)

    def close(self) -> None:
        """Close the dialog; harmless where it is closed."""
        if self.dialog:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
