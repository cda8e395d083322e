"""The window's end of the process that draws pages."""

import multiprocessing
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import shared_memory
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QImage

from tutor_app.gui.material.coming import Coming
from tutor_app.gui.material.drawing import SLOT_BYTES, SLOTS, Job, Open, Taken, Want, serve

MOST_DEATHS = 3  # of the process, for one book
PATIENCE_S = 1.0


class Drawer(Protocol):
    """Whatever draws pages for the window."""

    def open(self, path: Path) -> int:
        """Draw this book from now on; its number stands in its jobs."""

    def want(self, jobs: Sequence[Job]) -> None:
        """What is to be drawn, most urgent first, in place of what was wanted before."""

    def take(self) -> list[tuple[Job, QImage]]:
        """What has been drawn since, a picture at most, and a big one after some calls: copying would hold
        the window up. Never waits; a page that can't be drawn comes as a null image.
        """

    def close(self) -> None: ...


class ProcessDrawer:
    """Starts the process at once, so that a first page needn't wait for it, and again if a page ends it."""

    def __init__(self) -> None:
        self._pipe: Connection | None = None
        self._process: SpawnProcess | None = None
        self._memory: shared_memory.SharedMemory | None = None
        self._book, self._path = 0, Path()
        self._jobs: tuple[Job, ...] = ()
        self._broken: set[Job] = set()
        self._deaths = 0
        self._coming: Coming | None = None
        self._start()

    def open(self, path: Path) -> int:
        self._book += 1
        self._path, self._jobs, self._broken, self._deaths = path, (), set(), 0
        if self._pipe is None:
            self._start()
        else:
            self._send(Open(self._book, path))
        return self._book

    def want(self, jobs: Sequence[Job]) -> None:
        wanted = tuple(job for job in jobs if job not in self._broken)
        if wanted != self._jobs:
            self._jobs = wanted
            self._send(Want(wanted))

    def take(self) -> list[tuple[Job, QImage]]:
        taken = []
        try:
            if self._coming is None and self._memory and self._pipe is not None and self._pipe.poll():
                self._coming = Coming(self._pipe.recv(), self._memory)
        except (EOFError, OSError):
            taken += self._lose()
        if self._coming is not None:
            self._coming.go_on()
            if self._coming.is_here:
                taken.append(self._arrived(self._coming))
        return [(job, picture) for job, picture in taken if job.book == self._book]

    def close(self) -> None:
        """End the process; it leaves when its pipe ends, and nobody waits for it."""
        if self._pipe is not None:
            self._pipe.close()
        threading.Thread(target=_see_off, args=(self._process, self._memory), name="pages end").start()
        self._pipe, self._process, self._memory, self._coming = None, None, None, None

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        if self._memory is None:
            self._memory = shared_memory.SharedMemory(create=True, size=SLOTS * SLOT_BYTES)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, self._memory.name), name="pages", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self._send(Open(self._book, self._path))

    def _arrived(self, coming: Coming) -> tuple[Job, QImage]:
        self._coming = None
        job = coming.drawn.job
        self._jobs = tuple(one for one in self._jobs if one != job)
        self._send(Taken(coming.drawn.slot))
        return job, coming.picture

    def _send(self, message: Open | Want | Taken) -> None:
        if self._pipe is not None:
            with suppress(OSError):  # the process has gone; `take` notices
                self._pipe.send(message)

    def _lose(self) -> list[tuple[Job, QImage]]:
        """The process died, most likely of what was most urgent: start it again without that."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        killer, self._jobs = self._jobs[:1], self._jobs[1:]
        self._broken.update(killer)
        self._deaths += 1
        if self._deaths <= MOST_DEATHS:
            self._start()
            self._send(Want(self._jobs))
        return [(job, QImage()) for job in killer]


class Lent:
    """A drawer for as long as one window shows pages; the one that lent it lends it to the next."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer: Drawer | None = drawer

    def open(self, path: Path) -> int:
        return self._drawer.open(path) if self._drawer else 0

    def want(self, jobs: Sequence[Job]) -> None:
        if self._drawer:
            self._drawer.want(jobs)

    def take(self) -> list[tuple[Job, QImage]]:
        return self._drawer.take() if self._drawer else []

    def close(self) -> None:
        """Give it back: nothing more is drawn here."""
        self.want(())
        self._drawer = None


def _see_off(process: SpawnProcess | None, memory: shared_memory.SharedMemory | None) -> None:
    if process is not None:
        process.join(PATIENCE_S)
        if process.is_alive():
            process.kill()
            process.join()
    if memory is not None:
        memory.close()
        memory.unlink()
