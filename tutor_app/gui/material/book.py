"""An open PDF: the words of its pages, where each stands, and pictures of parts of them.

pdfium is not thread-safe: everything here runs on the window's thread; whole pages are drawn by `drawing`.
Boxes are in points, origin top left, with rotation and crop applied, as in `core.material`.
"""

import ctypes
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtGui import QImage

from tutor_app.core.material import Box
from tutor_app.gui.material.drawing import FLAGS, bounded_scale

OPEN_PAGES = 6
FINE = 100  # steps in a point when pdfium maps to whole device units


@dataclass(frozen=True)
class Link:
    """Where a link of the material leads: to a page of it, or out of it."""

    page: int | None = None
    address: str = ""


class PdfBook:
    """One PDF, open for reading.

    Raises:
        pypdfium2.PdfiumError, OSError: it can't be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._document = pypdfium2.PdfDocument(path)
        self.sizes: list[tuple[float, float]] = [  # width and height of each page, in points
            self._document.get_page_size(page) for page in range(len(self._document))
        ]
        self._open: OrderedDict[int, tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Give the file back."""
        while self._open:
            self._forget_oldest()
        self._document.close()

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

    def letters(self, page: int) -> str:
        """The text of a page as anchors count it: every line end is one letter."""
        return self.text(page)

    def letter_number(self, page: int, character: int) -> int:
        """The number in `letters` of a character, as pdfium counts them."""
        before: str = self._page(page)[1].get_text_range(0, character) if character else ""
        return len(before.replace("\r\n", "\n"))

    def character_number(self, page: int, letter: int) -> int:
        """The character that a letter is; the opposite of `letter_number`."""
        characters = range(self.count_characters(page) + 1)
        return bisect_right(characters, letter, key=lambda number: self.letter_number(page, number)) - 1

    def link_at(self, page: int, x: float, y: float) -> Link | None:
        """The link at a point of the page."""
        sheet = self._page(page)[0]
        found = pdfium.FPDFLink_GetLinkAtPoint(sheet, *self._raw(page, x, y))
        return self._link(sheet, found) if found else None

    def links(self, page: int) -> list[tuple[Link, str]]:
        """The links of a page with their words, in the order of the file."""
        sheet = self._page(page)[0]
        position, found = ctypes.c_int(0), pdfium.FPDF_LINK()
        links = []
        while pdfium.FPDFLink_Enumerate(sheet, position, found):
            link, edges = self._link(sheet, found), pdfium.FS_RECTF()
            if link is not None and pdfium.FPDFLink_GetAnnotRect(found, edges):
                corners = (edges.left, edges.top), (edges.right, edges.bottom)
                links.append((link, self.words_in(page, self._box(page, sheet, *corners))))
        return links

    def _link(self, sheet: pypdfium2.PdfPage, link: object) -> Link | None:
        document = self._document.raw
        action = pdfium.FPDFLink_GetAction(link)
        target = pdfium.FPDFLink_GetDest(document, link)
        if action and not target:
            target = pdfium.FPDFAction_GetDest(document, action)
        if target:
            page = pdfium.FPDFDest_GetDestPageIndex(document, target)
            return Link(page=page) if 0 <= page < len(self) else None
        if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
            size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
            room = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document, action, room, size)
            return Link(address=room.value.decode("utf-8", "replace"))
        return None

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
        return [self.boxes(page, *span) for span in self.spans(page, words)]

    def spans(self, page: int, words: str) -> list[tuple[int, int]]:
        """Words on a page, without regard to case: first character and how many."""
        searcher = self._page(page)[1].search(words)
        found = []
        while (match := searcher.get_next()) is not None:
            found.append(match)
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
