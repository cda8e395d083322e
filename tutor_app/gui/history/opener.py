"""Opens the history over the window, and does what is asked there."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tutor_app.core.errors import TutorError
from tutor_app.gui.history.dialog import HistoryDialog
from tutor_app.gui.in_class.private import private
from tutor_app.gui.open_course import OpenCourse
from tutor_app.gui.running_turn import RunningTurn
from tutor_app.tutor.past import PastTurn, past_turns
from tutor_app.tutor.session import Tutor


class HistoryOpener(QObject):
    """What is deleted can come back while the dialog is open; then it is forgotten.

    Signals:
        troubled: a TutorError, while the dialog is closed.
    """

    troubled = Signal(object)

    def __init__(self, tutor: Tutor, turn: RunningTurn, course: OpenCourse, window: QWidget) -> None:
        super().__init__(window)
        self._tutor, self._turn, self._course, self._window = tutor, turn, course, window
        self._deleted: list[tuple[int, ...]] = []  # what undo brings back, the latest last
        self.dialog: HistoryDialog | None = None

    def open(self) -> None:
        """Show the history; harmless while it is shown, and nothing for a class."""
        if self._tutor.is_in_class:
            return
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        dialog = HistoryDialog(self._tutor.courses(), self._course.folder, self._window)
        self.dialog = private(dialog)
        dialog.sought.connect(self._seek)
        dialog.opened.connect(self._open)
        dialog.deleted.connect(self._delete)
        dialog.undo_asked.connect(self._undo)
        dialog.finished.connect(self._forget)
        dialog.show()
        dialog.seek()

    def close(self) -> None:
        """Close it, and forget what was deleted. Harmless when it is closed."""
        if self.dialog is not None:
            self.dialog.close()

    def _seek(self, words: str, course: str) -> None:
        if self.dialog is not None:
            self.dialog.opens_with_a_click = self._turn.id is None
            self.dialog.show_pages(past_turns(self._tutor, words, course or None))

    def _open(self, past: PastTurn) -> None:
        if past.course is not None and past.course != self._course.folder:
            self._course.open(past.course)
        self._turn.show_again(past)

    def _delete(self, ids: Sequence[int]) -> None:
        try:
            gone = tuple(one for id in ids for one in self._tutor.history.delete(id, datetime.now(UTC)))
        except TutorError as error:
            self._trouble(error)
            return
        self._deleted.append(gone)
        if self._turn.is_one_of(gone):
            self._turn.forget()
            self._course.invite()
        if self.dialog is not None:
            self.dialog.rows.remove(gone)
            self._tell()

    def _undo(self) -> None:
        if not self._deleted:
            return
        try:
            self._tutor.history.restore(self._deleted[-1])
        except TutorError as error:
            self._trouble(error)
            return
        self._deleted.pop()
        if self.dialog is not None:
            self.dialog.seek()
            self._tell()

    def _tell(self) -> None:
        if self.dialog is not None:
            self.dialog.foot.tell_deleted(sum(map(len, self._deleted)))

    def _trouble(self, error: TutorError) -> None:
        """Said where the learner looks."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.foot.tell(f"{error} {error.hint}".strip())
        else:
            self.troubled.emit(error)

    def _forget(self) -> None:
        """The dialog was closed: what was deleted goes for good."""
        closed, self.dialog, self._deleted = self.dialog, None, []
        if closed is not None:
            closed.deleteLater()
        try:
            self._tutor.history.forget_deleted()
        except TutorError as error:
            self._trouble(error)
