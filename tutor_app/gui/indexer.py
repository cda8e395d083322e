"""Reading new material in a process of its own, seen from the window."""

from PySide6.QtCore import QObject, Signal

from tutor_app.core.language import tr
from tutor_app.course.ingest import Progress
from tutor_app.gui.side_job import SideJob
from tutor_app.settings.home import Home
from tutor_app.tutor.indexing import IndexingFailed, Material, serve_indexing


class Indexer(QObject):
    """Reads one source after another.

    Signals:
        progressed: a course.ingest.Progress.
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

    @property
    def is_busy(self) -> bool:
        return self._job.is_running

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

    def close(self) -> None:
        """End the process now; what has been read is kept."""
        self._waiting.clear()
        self._job.close()

    def _hear(self, message: object) -> None:
        if isinstance(message, Progress):
            self.progressed.emit(message)
        else:
            self._end(message)

    def _lose(self) -> None:
        self._end(
            IndexingFailed(
                tr("Reading stopped unexpectedly."),
                tr("Add the material again: it goes on where it stopped."),
            )
        )

    def _next(self) -> None:
        self._read = self._waiting.pop(0)
        self._job.begin(self._home, self._read)

    def _end(self, outcome: object) -> None:
        self._job.done()
        self._read = None
        if self._waiting:
            self._next()
        self.ended.emit(outcome)
