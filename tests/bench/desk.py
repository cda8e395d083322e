"""Reading on the desk: turning pages, scrolling, opening, and what of a book is held in memory."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from tests.bench.big_books import write_heavy_book, write_long_book
from tests.bench.row import Row, at_most
from tests.gui.material.sample import SmallIndex
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.material.pages import PageView
from tutor_app.gui.material.view import MaterialView

PAGES = 1000
HEAVY_BYTES = 500_000_000
SPEED_PX_S = 2000
SCROLL_S = 15.0
TURNS = 60
DWELL_S = 0.4  # that a reader at least looks at a page
JUMP = 37  # pages, so that nothing was prepared
WIDE_PX, HIGH_PX = 900, 860


def run(data: Path | None) -> list[Row]:
    """`data` is not used: the books are made up. Needs QT_QPA_PLATFORM, or a screen."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        long_book = write_long_book(Path(folder) / "long.pdf", PAGES)
        rows = _reading(app, long_book)
        long_book.unlink()
        return rows + _opening(app, write_heavy_book(Path(folder) / "heavy.pdf", HEAVY_BYTES))


def _reading(app: QApplication, book: Path) -> list[Row]:
    view, opened_s = _opened(app, book)
    sheet = view.sheet
    assert isinstance(sheet, PageView)
    _until(app, lambda: sheet.is_drawn)
    turns = [_turn(app, sheet, page, DWELL_S) for page in range(1, TURNS)]
    jumps = [_turn(app, sheet, page, 0.0) for page in range(JUMP, PAGES, JUMP)]
    base = _memory_bytes()
    blank, rough, frames, gap_s = _scrolled(app, sheet)
    rows = [
        Row("book of 1,000 pages: first page", 1000 * opened_s, "ms"),
        at_most("page turn at fit width, median", 1000 * median(turns), "ms", 60),
        Row("jump to a page that nobody awaited, median", 1000 * median(jumps), "ms"),
        at_most("frames with a blank page at 2,000 px/s", blank, f"of {frames}", 0),
        Row("frames with a page that is not sharp yet", rough, f"of {frames}"),
        at_most("longest gap of the event loop while scrolling", 1000 * gap_s, "ms", 50),
        Row("memory gained by scrolling", (_memory_bytes() - base) / 1e6, "MB"),
    ]
    _close(app, view)
    return rows


def _opening(app: QApplication, book: Path) -> list[Row]:
    view, opened_s = _opened(app, book)
    sheet = view.sheet
    assert isinstance(sheet, PageView)
    base = _memory_bytes()
    gaps = Gaps()
    turns = [_turn(app, sheet, page, 0.0, gaps) for page in range(1, len(sheet.book))]
    gained = _memory_bytes() - base
    size_mb = book.stat().st_size / 1e6
    _close(app, view)
    return [
        at_most(f"PDF of {size_mb:.0f} MB: first page", opened_s, "s", 1.5),
        Row(f"page turn there, {len(turns)} scans of 12 megapixels, median", 1000 * median(turns), "ms"),
        at_most("longest gap of the event loop there", 1000 * gaps.longest_s, "ms", 50),
        at_most("memory gained by turning all its pages, window", gained / 1e6, "MB", 200),
    ]


def _opened(app: QApplication, book: Path) -> tuple[MaterialView, float]:
    """The view, and seconds from asking to the sharp first page."""
    view = MaterialView()
    view.is_still = True
    view.resize(WIDE_PX, HIGH_PX)
    view.show()
    app.processEvents()
    start = time.perf_counter()
    view.open(CourseFolder(book.parent, "A book", "en", "pdf", book.name), SmallIndex())
    _until(app, lambda: isinstance(view.sheet, PageView) and _is_sharp(view.sheet))
    return view, time.perf_counter() - start


def _close(app: QApplication, view: MaterialView) -> None:
    view.leave()
    view.close()
    view.deleteLater()
    app.processEvents()


class Gaps:
    """The longest time between two looks at the event loop."""

    def __init__(self) -> None:
        self.longest_s, self._last = 0.0, 0.0

    def begin(self) -> None:
        self._last = time.perf_counter()

    def look(self) -> None:
        now = time.perf_counter()
        self.longest_s, self._last = max(self.longest_s, now - self._last), now


def _turn(app: QApplication, sheet: PageView, page: int, dwell_s: float, gaps: "Gaps | None" = None) -> float:
    """Seconds from the turn to the painted, sharp page."""
    ends = time.perf_counter() + dwell_s
    _until(app, lambda: time.perf_counter() >= ends)
    start = time.perf_counter()
    sheet.go_to_page(page)
    _until(app, lambda: _is_sharp(sheet), gaps)
    sheet.viewport().repaint()
    return time.perf_counter() - start


def _scrolled(app: QApplication, sheet: PageView) -> tuple[int, int, int, float]:
    """Frames with a blank page, with a rough one, all of them, and the longest gap in seconds."""
    sheet.go_to_page(0)
    _until(app, lambda: sheet.is_drawn)
    bar = sheet.verticalScrollBar()
    start = last = time.perf_counter()
    blank = rough = frames = 0
    gap_s = 0.0
    while (now := time.perf_counter()) - start < SCROLL_S:
        gap_s = max(gap_s, now - last)
        last = now
        bar.setValue(round((now - start) * SPEED_PX_S))
        sheet.viewport().repaint()
        states = [_state(sheet, page) for page in _in_view(sheet)]
        frames += 1
        blank += "blank" in states
        rough += "rough" in states
        ends = now + 1 / 60
        _until(app, lambda ends=ends: time.perf_counter() >= ends)  # type: ignore[misc]
    return blank, rough, frames, gap_s - 1 / 60


def _in_view(sheet: PageView) -> range:
    return sheet.seen_pages()


def _state(sheet: PageView, page: int) -> str:
    item = sheet.item_of(page)
    if item.picture is not None:
        return "sharp"
    return "rough" if getattr(item, "rough", None) is not None else "blank"


def _is_sharp(sheet: PageView) -> bool:
    return all(_state(sheet, page) == "sharp" for page in _in_view(sheet))


def _until(app: QApplication, is_done: Callable[[], bool], gaps: "Gaps | None" = None) -> None:
    """Let the window work until something is so, looking every millisecond."""
    if gaps:
        gaps.begin()
    while not is_done():
        app.processEvents()
        time.sleep(0.001)
        if gaps:
            gaps.look()


def _memory_bytes() -> int:
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * 4096
