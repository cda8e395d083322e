"""Find in the material: a search that runs between the window's events and starts where the reader is."""

import time
from bisect import insort
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_S = 0.010
MOST_HITS = 5_000

Spot = tuple[int, int]  # page and number on it, or first and last character: sorts in reading order


class Search(QObject):
    """Collects hits piece by piece and walks through them.

    Signals:
        changed: the current hit (from 1, or 0), how many there are, and whether it still searches.
        arrived: the spot to go to.
    """

    changed = Signal(int, int, bool)
    arrived = Signal(object)

    def __init__(self, scan: Callable[[str], Iterator[list[Spot]]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scan = scan
        self._hits: list[Spot] = []
        self._current: Spot | None = None
        self._pieces: Iterator[list[Spot]] | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._work)

    @property
    def hits(self) -> list[Spot]:
        return self._hits

    @property
    def current(self) -> Spot | None:
        return self._current

    def start(self, words: str) -> None:
        """Look for words; none ends the search."""
        self._hits, self._current = [], None
        self._pieces = self._scan(words.strip()) if words.strip() else None
        if self._pieces is None:
            self._timer.stop()
            self.changed.emit(0, 0, False)
        else:
            self._timer.start()

    def go(self, spot: Spot) -> None:
        """Make a hit the current one."""
        if spot in self._hits:
            self._go(spot)

    def step(self, by: int) -> None:
        """Go `by` hits on, around the ends."""
        if self._hits and self._current is not None:
            self._go(self._hits[(self._hits.index(self._current) + by) % len(self._hits)])

    def _work(self) -> None:
        ends = time.perf_counter() + SLICE_S
        while self._pieces is not None and time.perf_counter() < ends:
            piece = next(self._pieces, None)
            if piece is None or len(self._hits) >= MOST_HITS:
                self._pieces = None
                break
            for spot in piece:
                insort(self._hits, spot)
            if piece and self._current is None:
                self._go(piece[0])
        if self._pieces is not None:
            self._timer.start()
        self._tell()

    def _go(self, spot: Spot) -> None:
        self._current = spot
        self.arrived.emit(spot)
        self._tell()

    def _tell(self) -> None:
        number = self._hits.index(self._current) + 1 if self._current is not None else 0
        self.changed.emit(number, len(self._hits), self._pieces is not None)
