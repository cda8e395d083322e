"""Opens the history over the window, and does what is asked there."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.gui.history.dialog import HistoryDialog
from tutor_app.gui.history.exporter import Exporter
from tutor_app.gui.history.writing import WritingFailed, WritingStopped, Written
from tutor_app.gui.in_class.private import private
from tutor_app.gui.open_course import OpenCourse
from tutor_app.gui.running_turn import RunningTurn
from tutor_app.tutor.handout.chosen import Chosen
from tutor_app.tutor.past import PastTurn, past_turn, past_turns
from tutor_app.tutor.session import Tutor


class HistoryOpener(QObject):
    """What is deleted can come back while the dialog is open; then it is forgotten.

    Signals:
        said: a sentence and what can be done about it, while the dialog is closed.
    """

    said = Signal(str, str)

    def __init__(self, tutor: Tutor, turn: RunningTurn, course: OpenCourse, window: QWidget) -> None:
        super().__init__(window)
        self._tutor, self._turn, self._course, self._window = tutor, turn, course, window
        self._deleted: list[tuple[int, ...]] = []  # what undo brings back, the latest last
        self.dialog: HistoryDialog | None = None
        self.exporter = Exporter(tutor.home, self)
        self.exporter.progressed.connect(self._show_share)
        self.exporter.ended.connect(self._end_writing)

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
        self._connect_writing(dialog)
        dialog.show()
        dialog.seek()

    def close(self) -> None:
        """Close it, forget what was deleted, stop writing. Harmless when it is closed."""
        if self.dialog is not None:
            self.dialog.close()
        self.exporter.close()

    def export_to(self, chosen: Chosen, file: Path) -> None:
        """Write questions into a file beside the window."""
        self.exporter.write(chosen, file)

    def _seek(self, words: str, course: str) -> None:
        if self.dialog is not None:
            self.dialog.opens_with_a_click = self._turn.id is None
            self.dialog.show_pages(past_turns(self._tutor, words, course or None))

    def _open(self, past: PastTurn) -> None:
        if past.course is not None and past.course != self._course.folder:
            self._course.open(past.course)
        for kept in self._tutor.history.those([past.id]):
            self._turn.show_again(past, kept, self._tutor.history.before(kept))

    def reopen(self, thread: Sequence[int]) -> None:
        """Show turns of the record as a window before this one did, the last of them open."""
        shown = sorted(self._tutor.history.those(thread), key=lambda kept: thread.index(kept.id))
        if not shown or self._tutor.is_in_class:
            return
        *earlier, last = shown
        known = {one.path.name: one for one in self._tutor.courses()}
        past = past_turn(self._tutor, last, known)
        if past.course == self._course.folder:
            self._turn.show_again(past, last, earlier)

    def _delete(self, ids: Sequence[int]) -> None:
        try:
            gone = tuple(one for id in ids for one in self._tutor.history.delete(id, datetime.now(UTC)))
        except TutorError as error:
            self._trouble(error)
            return
        self._deleted.append(gone)
        self._turn.drop_earlier(gone)
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

    def _connect_writing(self, dialog: HistoryDialog) -> None:
        dialog.selection_wanted.connect(lambda: self._export(_selection(dialog)))
        dialog.day_wanted.connect(lambda: self._export(_day(dialog)))
        dialog.all_wanted.connect(
            lambda: self._export(Chosen(words=dialog.words, course=dialog.course or None))
        )
        dialog.stop_asked.connect(self.exporter.stop)
        if self.exporter.is_busy:
            dialog.show_share(0.0)

    def _export(self, chosen: Chosen) -> None:
        kinds = {self.tr("A page for the browser (*.html)"): ".html", self.tr("PDF (*.pdf)"): ".pdf"}
        name, kind = QFileDialog.getSaveFileName(
            self.dialog,
            self.tr("Export questions with their pages"),
            self.tr("Questions.html"),
            ";;".join(kinds),
        )
        if name:
            file = Path(name)
            known = file.suffix.lower() in kinds.values()
            self.export_to(chosen, file if known else file.with_name(file.name + kinds.get(kind, ".html")))

    def _show_share(self, done: float) -> None:
        if self.dialog is not None:
            self.dialog.show_share(done)

    def _end_writing(self, outcome: object) -> None:
        if self.dialog is not None:
            self.dialog.end_writing()
        match outcome:
            case Written(file=file):
                self._say(self.tr("Written: {file}").format(file=file))
            case WritingStopped():
                self._say(self.tr("Stopped; nothing was written."))
            case WritingFailed(message=message, hint=hint):
                self._say(message, hint)

    def _tell(self) -> None:
        if self.dialog is not None:
            self.dialog.foot.tell_deleted(sum(map(len, self._deleted)))

    def _trouble(self, error: TutorError) -> None:
        self._say(str(error), error.hint)

    def _say(self, text: str, hint: str = "") -> None:
        """Where the learner looks."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.foot.tell(f"{text} {hint}".strip())
        else:
            self.said.emit(text, hint)

    def _forget(self) -> None:
        """The dialog was closed: what was deleted goes for good."""
        closed, self.dialog, self._deleted = self.dialog, None, []
        if closed is not None:
            closed.deleteLater()
        try:
            self._tutor.history.forget_deleted()
        except TutorError as error:
            self._trouble(error)


def _selection(dialog: HistoryDialog) -> Chosen:
    return Chosen(tuple(past.id for past in dialog.selected))


def _day(dialog: HistoryDialog) -> Chosen:
    """The session in which the selected question was asked."""
    past = dialog.selected[0]
    return Chosen(course=past.folder, day=past.asked_at.astimezone().date())
