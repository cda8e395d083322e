"""Which page is drawn when: the wanted ones, a little at a time, and the latest ones are kept."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from tutor_app.gui.material.book import Drawing, PdfBook

SLICE_S = 0.012
KEPT_BYTES = 96_000_000


@dataclass
class _Current:
    page: int
    scale: float
    drawing: Drawing


class Raster(QObject):
    """Draws the pages it is asked for between two events of the window, and forgets the oldest."""

    def __init__(
        self,
        book: PdfBook,
        show: Callable[[int, QImage | None], None],
        parent: QObject | None = None,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        super().__init__(parent)
        self._book, self._show, self._kept_bytes = book, show, kept_bytes
        self._wanted: list[int] = []
        self._scale = 1.0
        self._kept: OrderedDict[int, tuple[float, QImage]] = OrderedDict()  # oldest first
        self._current: _Current | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._work)

    @property
    def is_idle(self) -> bool:
        """Whether every wanted page is drawn."""
        return not self._timer.isActive()

    @property
    def held_bytes(self) -> int:
        return sum(image.sizeInBytes() for _, image in self._kept.values())

    def want(self, pages: Sequence[int], scale: float) -> None:
        """The pages to have ready, most urgent first, at this many pixels for a point."""
        self._wanted, self._scale = list(pages), scale
        for page in reversed(self._wanted):
            if page in self._kept:
                self._kept.move_to_end(page)
        if self._next() is not None:
            self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self._drop_current()

    def _next(self) -> int | None:
        return next((page for page in self._wanted if not self._is_drawn(page)), None)

    def _is_drawn(self, page: int) -> bool:
        return page in self._kept and self._kept[page][0] == self._scale

    def _work(self) -> None:
        current = self._current
        if current and (current.page not in self._wanted or current.scale != self._scale):
            self._drop_current()
        if self._current is None:
            page = self._next()
            if page is None:
                return
            self._current = _Current(page, self._scale, self._book.drawing(page, self._scale))
        image = self._current.drawing.step(SLICE_S)
        if image is not None:
            self._keep(self._current.page, image)
            self._current = None
        if self._current or self._next() is not None:
            self._timer.start()

    def _keep(self, page: int, image: QImage) -> None:
        self._kept[page] = self._scale, image
        self._kept.move_to_end(page)
        self._show(page, image)
        while self.held_bytes > self._kept_bytes and len(self._kept) > 1:
            oldest, _ = self._kept.popitem(last=False)
            self._show(oldest, None)

    def _drop_current(self) -> None:
        if self._current is not None:
            self._current.drawing.end()
            self._current = None
