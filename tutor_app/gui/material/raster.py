"""Which page is drawn when: sharp where the reader is, small around it; the latest are kept."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from tutor_app.core.material import Box
from tutor_app.core.paper import Paper
from tutor_app.gui.material.drawer import Drawer
from tutor_app.gui.material.drawing import Job

POLL_MS = 4  # while something is being drawn
KEPT_BYTES = 96_000_000  # of sharp pictures
KEPT_SMALL_BYTES = 24_000_000
SMALL_PX = 220.0  # across a small picture


class Kept:
    """Pictures by page, the latest ones, in a bounded room."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._pictures: OrderedDict[int, tuple[Job, QImage]] = OrderedDict()  # oldest first
        self.held_bytes = 0

    @property
    def pages(self) -> Iterable[int]:
        return self._pictures.keys()

    def picture(self, page: int) -> QImage | None:
        kept = self._pictures.get(page)
        return kept[1] if kept else None

    def has(self, job: Job) -> bool:
        """Whether this very job is here, and if so: it is the latest now."""
        kept = self._pictures.get(job.page)
        if kept is None or kept[0] != job:
            return False
        self._pictures.move_to_end(job.page)
        return True

    def put(self, job: Job, picture: QImage) -> list[int]:
        """Keep a picture; gives the pages that had to go for it."""
        before = self._pictures.pop(job.page, None)
        self.held_bytes += picture.sizeInBytes() - (before[1].sizeInBytes() if before else 0)
        self._pictures[job.page] = job, picture
        gone = []
        while self.held_bytes > self._most_bytes and len(self._pictures) > 1:
            page, (_, oldest) = self._pictures.popitem(last=False)
            self.held_bytes -= oldest.sizeInBytes()
            gone.append(page)
        return gone

    def clear(self) -> None:
        self._pictures.clear()
        self.held_bytes = 0


class Raster(QObject):
    """Has the pages drawn that it is asked for, and forgets the oldest.

    Signals:
        arrived_small: the page whose small picture is here now.
    """

    arrived_small = Signal(int)

    def __init__(
        self,
        drawer: Drawer,
        path: Path,
        sizes: Sequence[tuple[float, float]],
        show: Callable[[int, QImage | None, QImage | None], None],
        parent: QObject | None = None,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        """`show` gets a page with its sharp and its small picture, whenever one of them changes."""
        super().__init__(parent)
        self._drawer, self._sizes, self._show = drawer, sizes, show
        self._book = drawer.open(path)
        self._paper: Paper = "print"
        self._figures: Callable[[int], tuple[Box, ...]] = lambda _: ()
        self._sharp, self._small = Kept(kept_bytes), Kept(KEPT_SMALL_BYTES)
        self._wanted: tuple[tuple[int, ...], tuple[int, ...], float] = (), (), 1.0
        self._thumbnails: tuple[int, ...] = ()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._take)

    @property
    def is_idle(self) -> bool:
        """Whether every wanted page is drawn."""
        return not self._timer.isActive()

    @property
    def sharp_bytes(self) -> int:
        return self._sharp.held_bytes

    def small(self, page: int) -> QImage | None:
        """A page's small picture, if it is here."""
        return self._small.picture(page)

    def lay_on(self, paper: Paper, figures: Callable[[int], tuple[Box, ...]]) -> None:
        """Draw everything on another paper from now on; `figures` tells where a page's figures stand."""
        self._paper, self._figures = paper, figures
        self._ask()

    def want(self, sharp: Sequence[int], small: Sequence[int], scale: float) -> None:
        """The pages to have ready, most urgent first; `scale` is pixels for a point of the sharp ones."""
        self._wanted = tuple(sharp), tuple(small), scale
        self._ask()

    def want_thumbnails(self, pages: Sequence[int]) -> None:
        """The pages whose small pictures are looked at elsewhere."""
        self._thumbnails = tuple(pages)
        self._ask()

    def close(self) -> None:
        """Draw nothing more, and let the pictures go: Python may keep what held them for long."""
        self._timer.stop()
        self._drawer.want(())
        pages = {*self._sharp.pages, *self._small.pages}
        self._sharp.clear()
        self._small.clear()
        for page in pages:
            self._tell(page)

    def _ask(self) -> None:
        jobs = self._missing()
        self._drawer.want(jobs)
        if jobs:
            self._timer.start()
        else:
            self._timer.stop()

    def _missing(self) -> list[Job]:
        """The first page at once and small, if it isn't there at all; then as wanted."""
        sharp, small, scale = self._wanted
        jobs = [self._small_job(page) for page in sharp[:2] if self._sharp.picture(page) is None]
        jobs = [job for job in jobs if not self._small.has(job)]
        sharp_jobs = (self._job(page, scale) for page in sharp)
        jobs += [job for job in sharp_jobs if not self._sharp.has(job)]
        small_jobs = (self._small_job(page) for page in (*small, *self._thumbnails))
        jobs += [job for job in small_jobs if not self._small.has(job) and job not in jobs]
        return jobs

    def _job(self, page: int, scale: float) -> Job:
        figures = self._figures(page) if self._paper == "night" else ()
        return Job(self._book, page, scale, self._paper, figures)

    def _small_job(self, page: int) -> Job:
        return self._job(page, SMALL_PX / max(self._sizes[page][0], 1.0))

    def _take(self) -> None:
        for job, picture in self._drawer.take():
            is_small = job == self._small_job(job.page)
            kept = self._small if is_small else self._sharp
            for gone in kept.put(job, picture):
                self._tell(gone)
            self._tell(job.page)
            if is_small:
                self.arrived_small.emit(job.page)
        if not self._missing():
            self._timer.stop()

    def _tell(self, page: int) -> None:
        self._show(page, self._sharp.picture(page), self._small.picture(page))
