"""Writing a handout, seen from the window."""

import contextlib
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tutor_app.core.language import tr
from tutor_app.gui.history.writing import Share, WritingFailed, serve_writing
from tutor_app.settings.home import Home
from tutor_app.tutor.handout.chosen import Chosen

POLL_MS = 60


class Exporter(QObject):
    """Writes one file at a time.

    Signals:
        progressed: how much is written, 0 to 1.
        ended: an outcome of gui.history.writing.
    """

    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._connection: Connection | None = None
        self._process: BaseProcess | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def is_busy(self) -> bool:
        return self._connection is not None

    def write(self, chosen: Chosen, file: Path) -> None:
        """Begin; harmless while another file is being written."""
        if self.is_busy:
            return
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=serve_writing, args=(theirs, self._home, chosen, file), name="writing", daemon=True
        )
        self._process.start()
        theirs.close()
        self._timer.start()
        self.progressed.emit(0.0)

    def stop(self) -> None:
        """Stop soon; nothing is written then."""
        if self._connection:
            with contextlib.suppress(OSError):
                self._connection.send("stop")

    def poll(self) -> None:
        """Pass on what has arrived. Never waits."""
        try:
            while self._connection and self._connection.poll():
                message = self._connection.recv()
                if isinstance(message, Share):
                    self.progressed.emit(message.done)
                else:
                    self._end(message)
        except (EOFError, OSError):
            self._end(
                WritingFailed(
                    tr("Writing stopped unexpectedly."), tr("Try again, or choose fewer questions.")
                )
            )

    def close(self) -> None:
        """End the process; it gets two seconds to take its unfinished file away."""
        self._timer.stop()
        if self._process and self._connection:
            self._connection.close()
            self._process.join(2)
            self._process.kill()
            self._connection = None

    def _end(self, outcome: object) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None
        self._timer.stop()
        self.ended.emit(outcome)
