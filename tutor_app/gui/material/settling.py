"""Marks find their words again after the material has changed: between the window's events, one by one."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from tutor_app.core.annotation import Anchor, Annotation

SLICE_S = 0.008
Again = Callable[[Anchor], Iterator[Anchor | None]]


class Settling(QObject):
    """Looks for the words of every annotation.

    Signals:
        moved: an Annotation whose words stand elsewhere now.
        lost: an Annotation whose words have gone; it stays as it is.
    """

    moved = Signal(object)
    lost = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._work)

    @property
    def is_idle(self) -> bool:
        return self._steps is None

    def begin(self, annotations: Sequence[Annotation], again: Again) -> None:
        """Look for these; what was looked for before is given up."""
        self._steps = self._all(list(annotations), again)
        self._timer.start()

    def stop(self) -> None:
        self._steps = None
        self._timer.stop()

    def _all(self, annotations: Sequence[Annotation], again: Again) -> Iterator[None]:
        for annotation in annotations:
            found = None
            for step in again(annotation.anchor):
                found = step
                yield
            if found is None:
                self.lost.emit(annotation)
            elif (found.start, found.locator) != (annotation.anchor.start, annotation.anchor.locator):
                self.moved.emit(replace(annotation, anchor=found))

    def _work(self) -> None:
        ends = time.perf_counter() + SLICE_S
        while self._steps is not None and time.perf_counter() < ends:
            if next(self._steps, self) is self:
                self._steps = None
        if self._steps is not None:
            self._timer.start()
