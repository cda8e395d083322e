"""The application as it is, with a watch on its event loop and memory: FILE gets a line each second.

Its columns: seconds since the window opened, the longest gap of the loop in that second (milliseconds), and
the memory of the window's process (megabytes).
"""

import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import Qt, QTimer

from tutor_app.gui import app
from tutor_app.settings.home import find_home

BEAT_MS = 5


def watch(desk: app.Desk, file: Path) -> None:
    """Beat as long as the window lives."""
    me, begun = psutil.Process(), time.perf_counter()
    last, told, longest = begun, begun, 0.0

    def beat() -> None:
        nonlocal last, told, longest
        now = time.perf_counter()
        longest, last = max(longest, now - last - BEAT_MS / 1000), now
        if now - told >= 1:
            line = f"{now - begun:.1f} {1000 * longest:.1f} {me.memory_info().rss / 1e6:.1f}\n"
            with file.open("a") as written:
                written.write(line)
            told, longest, last = now, 0.0, time.perf_counter()  # what this took is the watch's own

    timer = QTimer(desk)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)


if __name__ == "__main__":
    opens = app.Desk.open
    is_watched = False

    def open_watched(desk: app.Desk) -> None:
        global is_watched
        opens(desk)
        if not is_watched:
            is_watched = True
            watch(desk, Path(sys.argv[1]))

    app.Desk.open = open_watched
    sys.exit(app.run(find_home()))
