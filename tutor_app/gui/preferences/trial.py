"""Trying an explainer in a process of its own, seen from the window: a model that crashes costs nothing."""

import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from tutor_app.core.language import tr
from tutor_app.gui.client import Host
from tutor_app.settings.home import Home
from tutor_app.settings.settings import Settings
from tutor_app.tutor.explanations import TriedInVain, serve_trying

POLL_MS = 50

Start: TypeAlias = Callable[[Home, Settings, str], tuple[Connection, Host]]


def in_process(home: Home, settings: Settings, key: str) -> tuple[Connection, Host]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    host = context.Process(
        target=serve_trying, args=(theirs, home, settings, key), name="trying", daemon=True
    )
    host.start()
    theirs.close()
    return ours, host


class Trial(QObject):
    """One at a time.

    Signals:
        ended: tutor.explanations.Tried or TriedInVain.
    """

    ended = Signal(object)

    def __init__(self, home: Home, parent: QObject | None = None, start: Start = in_process) -> None:
        super().__init__(parent)
        self._home, self._start = home, start
        self._running: tuple[Connection, Host] | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def is_running(self) -> bool:
        return self._running is not None

    def begin(self, settings: Settings, key: str) -> None:
        """Try this; what was being tried is left."""
        self.stop()
        self._running = self._start(self._home, settings, key)
        self._timer.start()

    def stop(self) -> None:
        """At once; nothing is told of it."""
        running, self._running = self._running, None
        self._timer.stop()
        if running:
            connection, host = running
            connection.close()
            host.kill()
            host.join(2)

    def poll(self) -> None:
        """Pass on what has arrived. Never waits."""
        if self._running is None:
            return
        outcome: object = None
        with contextlib.suppress(EOFError, OSError):
            if not self._running[0].poll():
                return
            outcome = self._running[0].recv()
        self.stop()
        self.ended.emit(outcome or _died())


def _died() -> TriedInVain:
    return TriedInVain(
        tr("Stopped unexpectedly while it was tried."),
        tr("It may need more memory than is free, or be broken."),
    )
