"""Reading new material in a process of its own, seen from the window."""

from PySide6.QtCore import QObject, QTimer, Signal

from tutor_app.course.folder import CourseFolder
from tutor_app.course.making import discard_unfinished
from tutor_app.course.preparation import Progress
from tutor_app.gui.side_job import SideJob
from tutor_app.settings.home import Home
from tutor_app.tutor.indexing import IndexingFailed, IndexingStopped, Material, serve_indexing
from tutor_app.tutor.reading_watch import ReadingWatch, RestartBudget

WATCH_MS = 250


class Indexer(QObject):
    """Reads one source after another.

    Signals:
        progressed: a course.preparation.Progress.
        ended: an outcome of tutor.indexing.
    """

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._waiting: list[Material] = []
        self._read: Material | None = None  # what is being read
        self._job = SideJob("indexing", serve_indexing, self)
        self._job.said.connect(self._hear)
        self._job.lost.connect(self._lose)
        self._watch: ReadingWatch | None = None
        self._budget = RestartBudget()
        self._timer = QTimer(self, interval=WATCH_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        return self._job.is_running

    @property
    def name(self) -> str:
        """What is being read, as the learner calls it; empty if nothing is."""
        if isinstance(self._read, CourseFolder):
            return self._read.title
        return self._read.stem if self._read else ""

    def add(self, material: Material) -> None:
        """Read this too, when what came before is done; harmless if it is on its way."""
        if material == self._read or material in self._waiting:
            return
        self._waiting.append(material)
        if not self.is_busy:
            self._next()

    def stop(self) -> None:
        """Stop soon; what has been read is kept."""
        self._waiting.clear()
        self._job.stop()
        if self._watch:
            self._watch.note_stop()

    def close(self) -> None:
        """End the process now; what has been read is kept."""
        self._waiting.clear()
        self._job.close()

    def _look(self) -> None:
        """Kill a process that takes too much, or heeds no stop."""
        fault = self._watch.find_fault() if self._watch else None
        if fault == "stop":
            self._job.kill()
            discard_unfinished(self._home)
            self._end(IndexingStopped())
        elif fault:
            self._job.kill()
            self._lose()

    def _hear(self, message: object) -> None:
        if self._watch:
            self._watch.note(message)
        if isinstance(message, Progress):
            self.progressed.emit(message)
        else:
            self._end(message)

    def _lose(self) -> None:
        """Begun anew it goes on behind what it read; a part that ends it twice is left out."""
        if self._watch and self._budget.spend(self._watch):
            self._begin()
            return
        discard_unfinished(self._home)
        self._end(IndexingFailed(*self._budget.describe_refusal()))

    def _next(self) -> None:
        self._read, self._budget = self._waiting.pop(0), RestartBudget()
        self._begin()

    def _begin(self) -> None:
        pid = self._job.begin(self._home, self._read)
        self._watch = ReadingWatch(pid)
        self._timer.start()

    def _end(self, outcome: object) -> None:
        self._job.done()
        self._timer.stop()
        self._read = self._watch = None
        if self._waiting:
            self._next()
        self.ended.emit(outcome)
