"""A job in a process of its own, seen from the window: its messages come as signals, nothing waits."""

import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, QTimer, Signal

POLL_MS = 60
PATIENCE_S = 2  # in which a process may tidy up when the window closes


class SideJob(QObject):
    """One at a time. Its process gets the other end of the pipe, and stops at whatever comes through it.

    Signals:
        said: a message of the process.
        lost: the process ended before it was told to.
    """

    said = Signal(object)
    lost = Signal()

    def __init__(self, name: str, serve: Callable[..., None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._serve = name, serve
        self._connection: Connection | None = None
        self._process: BaseProcess | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_running(self) -> bool:
        return self._connection is not None

    def begin(self, *given: object) -> int:
        """Start the process with these arguments, which are sent to it; its number."""
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=self._serve, args=(theirs, *given), name=self._name, daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self._timer.start()
        return self._process.pid or 0

    def kill(self) -> None:
        """End the process at once."""
        self.done()
        if self._process:
            self._process.kill()

    def stop(self) -> None:
        """Ask it to stop soon."""
        if self._connection:
            with contextlib.suppress(OSError):
                self._connection.send("stop")

    def done(self) -> None:
        """Nothing more is expected of it."""
        if self._connection:
            self._connection.close()
        self._connection = None
        self._timer.stop()

    def close(self) -> None:
        """End the process; it gets two seconds."""
        is_running = self.is_running
        self.done()
        if self._process and is_running:
            self._process.join(PATIENCE_S)
            self._process.kill()

    def _poll(self) -> None:
        """Pass on what has arrived. Never waits."""
        try:
            while self._connection and self._connection.poll():
                self.said.emit(self._connection.recv())
        except (EOFError, OSError):
            self.done()
            self.lost.emit()
