"""A PDF page's characters → lines with boxes as the page is shown."""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor_app.core.material import Box

MOST_CHARACTERS = 60_000  # a page of a real book has 6,000
_FINE = 1000  # device units a point, since pdfium's mapping gives whole numbers
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_MATHEMATICAL = "\U0001d400"
_SPACES = {0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x200A, 0x202F, 0x3000}


@dataclass(frozen=True)
class TextLine:
    """A line, or one cell of a row: stretches far apart on one baseline are separate."""

    text: str
    box: Box
    size: float  # of its letters, in points
    bold: bool


@dataclass(frozen=True)
class Placing:
    """Raw page space (origin bottom left, no rotation or crop) → the page as shown (points, origin top left).

    Source: pdfium's FPDF_PageToDevice, which knows rotation and crop box; affine, so three points tell all.
    """

    origin: tuple[float, float]
    along_x: tuple[float, float]
    along_y: tuple[float, float]

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> "Placing":
        width, height = page.get_size()
        # the fine grid must fit pdfium's 32-bit numbers also on a page of absurd size
        fine = max(1, min(_FINE, int(2e9 / max(width, height, 1) / 4)))

        def shown(x: float, y: float) -> tuple[float, float]:
            left, top = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(
                page,
                0,
                0,
                int(width * fine),
                int(height * fine),
                0,
                x,
                y,
                ctypes.byref(left),
                ctypes.byref(top),
            )
            return left.value / fine, top.value / fine

        zero, east, north = shown(0, 0), shown(100, 0), shown(0, 100)
        return cls(zero, _hundredth(zero, east), _hundredth(zero, north))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of raw page space as shown."""
        (x0, y0), (x1, y1) = self._point(left, bottom), self._point(right, top)  # pages turn by quarters
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def back(self, left: float, top: float) -> tuple[float, float]:
        """A point of the page as shown, in raw page space."""
        (ox, oy), (ax, ay), (bx, by) = self.origin, self.along_x, self.along_y
        x, y, area = left - ox, top - oy, ax * by - bx * ay
        return (x * by - y * bx) / area, (y * ax - x * ay) / area

    def _point(self, x: float, y: float) -> tuple[float, float]:
        (ox, oy), (ax, ay), (bx, by) = self.origin, self.along_x, self.along_y
        return ox + x * ax + y * bx, oy + x * ay + y * by


def lines_of(page: pdfium.PdfPage, placing: Placing) -> list[TextLine]:
    """The lines of a page in the order in which the file holds them; at most 60,000 characters."""
    text_page = page.get_textpage()
    try:
        return [line for run in _runs(text_page, placing) if (line := _line(text_page, run))]
    finally:
        text_page.close()


@dataclass(frozen=True)
class _Letter:
    index: int
    char: str
    box: Box


def _runs(text_page: pdfium.PdfTextPage, placing: Placing) -> Iterator[list[_Letter]]:
    """Letters of one line each; None of them empty."""
    run: list[_Letter] = []
    space = False
    for letter in _letters(text_page, placing):
        if letter is None:
            space = True
            continue
        if run and _breaks(run, letter):
            yield run
            run = []
        elif run and space:
            run.append(_Letter(letter.index, " ", letter.box))
        run.append(letter)
        space = False
    if run:
        yield run


def _letters(text_page: pdfium.PdfTextPage, placing: Placing) -> Iterator[_Letter | None]:
    """Each visible letter; None for a space or line end."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _SPACES or code < 0x20 or code == 0xFFFE or code == 0xFFFF:
            if code in (0x02, 0xFFFE):  # pdfium's marks of a hyphen at a line's end
                yield None if index + 1 >= text_page.count_chars() else _hyphen(text_page, index, placing)
            else:
                yield None
            continue
        if code in _LOW:
            continue  # the second half of the letter before
        if code in _HIGH:
            code = _whole(code, raw.FPDFText_GetUnicode(text_page, index + 1))
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        box = placing.box(left.value, bottom.value, right.value, top.value)
        yield _Letter(index, _plain(chr(code)), box)


def _whole(high: int, low: int) -> int:
    """One character of its two halves: pdfium gives UTF-16, where a formula's italic letters are pairs."""
    return 0x10000 + (high - _HIGH.start << 10) + (low - _LOW.start) if low in _LOW else 0xFFFD


def _plain(char: str) -> str:
    """A formula's italic 𝑣 as the v that people type; ligatures as their letters."""
    return unicodedata.normalize("NFKC", char) if char >= _MATHEMATICAL or "ﬀ" <= char <= "ﬆ" else char


def _hyphen(text_page: pdfium.PdfTextPage, index: int, placing: Placing) -> _Letter | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
        return None
    return _Letter(index, "-", placing.box(left.value, bottom.value, right.value, top.value))


def _breaks(run: Sequence[_Letter], letter: _Letter) -> bool:
    """Whether a letter begins another line or another cell."""
    last = run[-1].box
    height = max(max(other.box.y1 - other.box.y0 for other in run[-8:]), letter.box.y1 - letter.box.y0, 1.0)
    middle = (letter.box.y0 + letter.box.y1) / 2
    if not last.y0 - 0.7 * height <= middle <= last.y1 + 0.7 * height:
        return True
    return letter.box.x0 - last.x1 > 2.5 * height or last.x0 - letter.box.x1 > 2.5 * height


def _line(text_page: pdfium.PdfTextPage, run: Sequence[_Letter]) -> TextLine | None:
    text = "".join(letter.char for letter in run).strip()
    if not text:
        return None
    box = Box(
        min(letter.box.x0 for letter in run),
        min(letter.box.y0 for letter in run),
        max(letter.box.x1 for letter in run),
        max(letter.box.y1 for letter in run),
    )
    middle = run[len(run) // 2].index
    size = _size(text_page, middle) or (box.y1 - box.y0)
    return TextLine(text, box, round(size, 1), raw.FPDFText_GetFontWeight(text_page, middle) >= 600)


def _size(text_page: pdfium.PdfTextPage, index: int) -> float:
    """The font's size with what the text's matrix makes of it."""
    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text_page, index))
    if not raw.FPDFText_GetMatrix(text_page, index, matrix):
        return size
    return size * float((matrix.c**2 + matrix.d**2) ** 0.5)


def _hundredth(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    return (end[0] - start[0]) / 100, (end[1] - start[1]) / 100
