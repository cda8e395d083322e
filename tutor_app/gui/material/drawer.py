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

from tutor_app.gui.material.drawing import (
    SLOT_BYTES,
    SLOTS,
    Drawn,
    Job,
    Open,
    Taken,
    Want,
    serve,
)

MOST_DEATHS = 3  # of the process, for one book
PATIENCE_S = 1.0


class Drawer(Protocol):
    """Whatever draws pages for the window."""

    def open(self, path: Path) -> int:
        """Draw this book from now on; its number stands in its jobs."""

    def want(self, jobs: Sequence[Job]) -> None:
        """What is to be drawn, most urgent first, in place of what was wanted before."""

    def take(self) -> list[tuple[Job, QImage]]:
        """What has been drawn since, a picture at a time: copying many would hold the window up. Never waits;
        a page that can't be drawn comes as a null image.
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
            if self._pipe is not None and self._pipe.poll():
                message = self._pipe.recv()
                taken.append((message.job, self._picture(message)))
                self._jobs = tuple(job for job in self._jobs if job != message.job)
                self._send(Taken(message.slot))
        except (EOFError, OSError):
            taken += self._lose()
        return [(job, picture) for job, picture in taken if job.book == self._book]

    def close(self) -> None:
        """End the process; it leaves when its pipe ends, and nobody waits for it."""
        if self._pipe is not None:
            self._pipe.close()
        threading.Thread(target=_see_off, args=(self._process, self._memory), name="pages end").start()
        self._pipe, self._process, self._memory = None, None, None

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

    def _picture(self, message: Drawn) -> QImage:
        if not message.width_px or self._memory is None or self._memory.buf is None:
            return QImage()
        start = message.slot * SLOT_BYTES
        stride = 4 * message.width_px
        with self._memory.buf[start : start + stride * message.height_px] as pixels:
            shared = QImage(pixels, message.width_px, message.height_px, stride, QImage.Format.Format_RGB32)
            return shared.copy()

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


def _see_off(process: SpawnProcess | None, memory: shared_memory.SharedMemory | None) -> None:
    if process is not None:
        process.join(PATIENCE_S)
        if process.is_alive():
            process.kill()
            process.join()
    if memory is not None:
        memory.close()
        memory.unlink()
