"""Work of the window in small steps: keys, clicks and painting have their turn between two of them."""

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

STEP_MS = 1  # what waits for no time at all goes before keys and clicks


class Steps(QObject):
    """What is to be done, in its order. Where nothing else waits, a first step is done at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Iterator[None]] = deque()
        self._timer = QTimer(self, interval=STEP_MS, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    @property
    def are_done(self) -> bool:
        return not self._waiting

    def add(self, steps: Iterator[None]) -> None:
        """Do this after all that waits; a step that fails ends its own."""
        self._waiting.append(steps)
        if len(self._waiting) == 1:
            self._go_on()

    def catch_up(self) -> None:
        """Do at once what waits."""
        while self._waiting:
            self._go_on()

    def _go_on(self) -> None:
        """A step of the first that waits; while it is done it waits no more, should it ask to catch up."""
        if not self._waiting:
            return
        steps = self._waiting.popleft()
        try:
            if next(steps, self) is not self:
                self._waiting.appendleft(steps)
        finally:
            if self._waiting:
                self._timer.start()
