"""An open PDF: its pages as pictures, their words and where each stands.

pdfium is not thread-safe: everything here runs on the window's thread, and drawing can pause.
Boxes are in points, origin top left, with rotation and crop applied, as in `core.material`.
"""

import ctypes
import math
import time
from collections import OrderedDict
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtGui import QImage

from tutor_app.core.material import Box

MAX_PIXELS = 10_000_000  # of one picture; a bigger page is drawn coarser
OPEN_PAGES = 6
FINE = 100  # steps in a point when pdfium maps to whole device units
FLAGS = pdfium.FPDF_ANNOT


class PdfBook:
    """One PDF, open for reading.

    Raises:
        pypdfium2.PdfiumError, OSError: it can't be opened.
    """

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self.sizes: list[tuple[float, float]] = [  # width and height of each page, in points
            self._document.get_page_size(page) for page in range(len(self._document))
        ]
        self._open: OrderedDict[int, tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Give the file back. Drawings of it must have ended."""
        while self._open:
            self._forget_oldest()
        self._document.close()

    def drawing(self, page: int, scale: float) -> "Drawing":
        """A picture of a page to be drawn in steps; `scale` is pixels for a point, bounded."""
        return Drawing(self._document[page], scale)

    def picture(self, page: int, box: Box, scale: float) -> QImage:
        """What stands in a box, at once."""
        scale = bounded_scale(box.x1 - box.x0, box.y1 - box.y0, scale)
        image = _blank(max(round((box.x1 - box.x0) * scale), 1), max(round((box.y1 - box.y0) * scale), 1))
        width, height = self.sizes[page]
        bitmap = _bitmap_over(image)
        pdfium.FPDF_RenderPageBitmap(
            bitmap,
            self._page(page)[0],
            round(-box.x0 * scale),
            round(-box.y0 * scale),
            round(width * scale),
            round(height * scale),
            0,
            FLAGS,
        )
        pdfium.FPDFBitmap_Destroy(bitmap)
        return image

    def text(self, page: int) -> str:
        """The words of a page, in the order of the file."""
        text: str = self._page(page)[1].get_text_range()
        return text.replace("\r\n", "\n")

    def words(self, page: int, first: int, count: int) -> str:
        """Some characters of a page."""
        text: str = self._page(page)[1].get_text_range(first, count)
        return text.replace("\r\n", "\n")

    def count_characters(self, page: int) -> int:
        count: int = self._page(page)[1].count_chars()
        return count

    def character_at(self, page: int, x: float, y: float, reach: float = 12.0) -> int | None:
        """The character at a point of the page, or near it."""
        text = self._page(page)[1]
        found: int = pdfium.FPDFText_GetCharIndexAtPos(text, *self._raw(page, x, y), reach, reach)
        return found if found >= 0 else None

    def words_in(self, page: int, box: Box) -> str:
        """The words in a box of the page."""
        (x0, y0), (x1, y1) = self._raw(page, box.x0, box.y0), self._raw(page, box.x1, box.y1)
        edges = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        text: str = self._page(page)[1].get_text_bounded(*edges)
        return " ".join(text.split())

    def boxes(self, page: int, first: int, count: int) -> tuple[Box, ...]:
        """Where some characters stand: a box for each run of them on a line."""
        sheet, text = self._page(page)
        edges = [ctypes.c_double() for _ in range(4)]
        found = []
        for number in range(pdfium.FPDFText_CountRects(text, first, count)):
            pdfium.FPDFText_GetRect(text, number, *edges)
            left, top, right, bottom = (edge.value for edge in edges)
            found.append(self._box(page, sheet, (left, top), (right, bottom)))
        return tuple(found)

    def find(self, page: int, words: str) -> list[tuple[Box, ...]]:
        """Where words stand on a page, without regard to case."""
        searcher = self._page(page)[1].search(words)
        found = []
        while (match := searcher.get_next()) is not None:
            found.append(self.boxes(page, *match))
        searcher.close()
        return found

    def _raw(self, page: int, x: float, y: float) -> tuple[float, float]:
        """A point of the page in pdfium's own coordinates: origin bottom left, before rotation and crop."""
        width, height = self.sizes[page]
        raw_x, raw_y = ctypes.c_double(), ctypes.c_double()
        extent = (0, 0, round(width * FINE), round(height * FINE), 0)
        point = (round(x * FINE), round(y * FINE))
        pdfium.FPDF_DeviceToPage(self._page(page)[0], *extent, *point, raw_x, raw_y)
        return raw_x.value, raw_y.value

    def _box(
        self, page: int, sheet: pypdfium2.PdfPage, one: tuple[float, float], other: tuple[float, float]
    ) -> Box:
        width, height = self.sizes[page]
        corners = []
        for raw in (one, other):
            x, y = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(sheet, 0, 0, round(width * FINE), round(height * FINE), 0, *raw, x, y)
            corners.append((x.value / FINE, y.value / FINE))
        (x0, x1), (y0, y1) = (sorted(side) for side in zip(*corners, strict=True))
        return Box(x0, y0, x1, y1)

    def _page(self, page: int) -> tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]:
        if page not in self._open:
            if len(self._open) == OPEN_PAGES:
                self._forget_oldest()
            sheet = self._document[page]
            self._open[page] = sheet, sheet.get_textpage()
        self._open.move_to_end(page)
        return self._open[page]

    def _forget_oldest(self) -> None:
        _, (sheet, text) = self._open.popitem(last=False)
        text.close()
        sheet.close()


class Drawing:
    """A page being drawn, a little at a time, so that a heavy page doesn't hold the window up."""

    def __init__(self, sheet: pypdfium2.PdfPage, scale: float) -> None:
        width, height = sheet.get_size()
        self._sheet = sheet
        self._ends = 0.0
        self._state: int | None = None  # as pdfium tells it; None before the first step
        scale = bounded_scale(width, height, scale)
        self._image = _blank(max(round(width * scale), 1), max(round(height * scale), 1))
        self._bitmap = _bitmap_over(self._image)
        self._pause = pdfium.IFSDK_PAUSE(version=1)
        self._pause.NeedToPauseNow = type(self._pause.NeedToPauseNow)(self._is_time_to_pause)

    def step(self, seconds: float) -> QImage | None:
        """Draw for about this long; gives the picture when it is whole."""
        self._ends = time.perf_counter() + seconds
        if self._state is None:
            extent = (0, 0, self._image.width(), self._image.height())
            self._state = pdfium.FPDF_RenderPageBitmap_Start(
                self._bitmap, self._sheet, *extent, 0, FLAGS, self._pause
            )
        else:
            self._state = pdfium.FPDF_RenderPage_Continue(self._sheet, self._pause)
        if self._state == pdfium.FPDF_RENDER_TOBECONTINUED:
            return None
        self.end()
        return self._image

    def end(self) -> None:
        """Let go of the page, drawn or not."""
        if self._bitmap is None:
            return
        pdfium.FPDF_RenderPage_Close(self._sheet)
        pdfium.FPDFBitmap_Destroy(self._bitmap)
        self._bitmap = None
        self._sheet.close()

    def _is_time_to_pause(self, _pause: object) -> bool:
        return time.perf_counter() > self._ends


def bounded_scale(width: float, height: float, scale: float) -> float:
    """`scale`, or the largest that keeps a picture of this size in points within MAX_PIXELS."""
    return min(scale, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))


def _blank(width_px: int, height_px: int) -> QImage:
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    return image


def _bitmap_over(image: QImage) -> object:
    """A pdfium bitmap that draws right into the image."""
    pixels = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
    bitmap: object = pdfium.FPDFBitmap_CreateEx(
        image.width(), image.height(), pdfium.FPDFBitmap_BGRx, pixels, image.bytesPerLine()
    )
    return bitmap
