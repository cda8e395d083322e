"""Reading new material in a process of its own, seen from the window."""

import contextlib
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, QTimer, Signal

from tutor_app.core.language import tr
from tutor_app.course.ingest import Progress
from tutor_app.settings.home import Home
from tutor_app.tutor.indexing import IndexingFailed, Material, serve_indexing

POLL_MS = 100


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
        self._connection: Connection | None = None
        self._process: BaseProcess | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def is_busy(self) -> bool:
        return self._connection is not None

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
        if self._connection:
            with contextlib.suppress(OSError):
                self._connection.send("stop")

    def poll(self) -> None:
        """Pass on what has arrived. Never waits."""
        try:
            while self._connection and self._connection.poll():
                message = self._connection.recv()
                if isinstance(message, Progress):
                    self.progressed.emit(message)
                else:
                    self._end(message)
        except (EOFError, OSError):
            self._end(
                IndexingFailed(
                    tr("Reading stopped unexpectedly."),
                    tr("Add the material again: it goes on where it stopped."),
                )
            )

    def close(self) -> None:
        """End the process now; what has been read is kept."""
        self._waiting.clear()
        self._timer.stop()
        if self._process and self._connection:
            self._connection.close()
            self._process.join(2)
            self._process.kill()
            self._connection = None

    def _next(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._read = material = self._waiting.pop(0)
        self._process = context.Process(
            target=serve_indexing, args=(theirs, self._home, material), name="indexing", daemon=True
        )
        self._process.start()
        theirs.close()
        self._timer.start()

    def _end(self, outcome: object) -> None:
        if self._connection:
            self._connection.close()
        self._connection = self._read = None
        self._timer.stop()
        if self._waiting:
            self._next()
        self.ended.emit(outcome)
