"""Watches a process that reads what a stranger wrote: its memory, the time of a part, and how it stops."""

import time
from dataclasses import dataclass
from typing import Literal

import psutil

from tutor_app.core.language import tr
from tutor_app.course.preparation import Progress

MAX_BYTES = (
    1_400_000_000  # of the process while it reads; what it takes at most with its models is half of that
)
MAX_PART_S = 120.0  # a scanned page takes ten on a slow machine
STOP_S = 3.0  # in which it must heed a stop
MAX_RESTARTS = 60  # each bad part takes two
MAX_FAILED_STARTS = 2  # in a row: what ends a process before its first part would end each of them

Verdict = Literal["memory", "time", "stop"]


@dataclass
class ReadingWatch:
    """One process from its start to its end; ask `find_fault` several times a second."""

    pid: int
    is_reading: bool = True  # the models' own work is bounded
    has_progressed: bool = False  # it came as far as a part
    heard_at: float = 0.0
    stopped_at: float | None = None

    def __post_init__(self) -> None:
        self.heard_at = time.monotonic()

    def note(self, message: object) -> None:
        """It said something: it is alive."""
        self.heard_at = time.monotonic()
        if isinstance(message, Progress):
            self.is_reading = message.stage == "read"
            self.has_progressed = True

    def note_stop(self) -> None:
        """It was told to stop."""
        self.stopped_at = self.stopped_at or time.monotonic()

    def find_fault(self) -> Verdict | None:
        """Tell why it must be killed; None while it behaves."""
        now = time.monotonic()
        if self.stopped_at is not None and now - self.stopped_at > STOP_S:
            return "stop"
        if not self.is_reading:
            return None
        if now - self.heard_at > MAX_PART_S:
            return "time"
        try:
            return "memory" if psutil.Process(self.pid).memory_info().rss > MAX_BYTES else None
        except psutil.Error:
            return None  # it has ended


@dataclass
class RestartBudget:
    """The processes that one material may end before it is refused."""

    restarts: int = 0
    failed_starts: int = 0  # in a row

    def spend(self, watch: ReadingWatch) -> bool:
        """Count a process that ended; tell whether another may be begun."""
        self.restarts += 1
        self.failed_starts = 0 if watch.has_progressed else self.failed_starts + 1
        return self.restarts < MAX_RESTARTS and self.failed_starts < MAX_FAILED_STARTS

    def describe_refusal(self) -> tuple[str, str]:
        """Return what is said of the material, and a hint."""
        if self.failed_starts >= MAX_FAILED_STARTS:
            return (
                tr("Reading it took too much memory or time."),
                tr("Save the file again from its source, or give another copy."),
            )
        return (
            tr("Reading stopped unexpectedly."),
            tr("Add the material again: it goes on where it stopped."),
        )
