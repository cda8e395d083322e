"""How far a recording is: on one line of a terminal, or on a line now and then in a log."""

import sys
import time
from typing import TYPE_CHECKING

from tutor_app.cli.terminal import write_progress

if TYPE_CHECKING:
    from tutor_app.tutor.transcripts.transcribe import Progress

STEP_S = 10.0  # between two lines of a log


class SecondsPrinter:
    """On the error output. `talk.mp3  0:12:30 / 1:02:10  18×`"""

    def __init__(self, name: str) -> None:
        self._name, self._next = name, 0.0
        self._on_line = False

    def __call__(self, progress: "Progress") -> None:
        is_last = progress.total_s is not None and progress.done_s >= progress.total_s - 0.1
        if not sys.stderr.isatty() and time.monotonic() < self._next and not is_last:
            return
        self._next = time.monotonic() + STEP_S
        total = f" / {_clock(max(progress.total_s, progress.done_s))}" if progress.total_s else ""
        text = f"{self._name}  {_clock(progress.done_s)}{total}  {progress.times_real_time:.0f}×"
        self._on_line = sys.stderr.isatty()
        if self._on_line:
            write_progress(sys.stderr, f"{text}  ")
        else:
            print(text, file=sys.stderr)
        sys.stderr.flush()

    def end(self) -> None:
        """What follows begins on a line of its own."""
        if self._on_line:
            print(file=sys.stderr)
        self._on_line = False


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
