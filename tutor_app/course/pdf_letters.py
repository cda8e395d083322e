"""A PDF page's visible letters, each with its place and style."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor_app.core.material import Box
from tutor_app.course.han_radicals import mend_radical
from tutor_app.course.hyphens import SOFT_HYPHEN, plain_hyphens
from tutor_app.course.pdf_placing import Placing
from tutor_app.course.symbol_fonts import is_maths_font, to_symbol

MOST_CHARACTERS = 60_000  # a page of a real book has 6,000
FARTHEST = 1e7  # points from the page's corner
UNKNOWN = "�"
_MARKS_OF_HYPHEN = (0x02, 0xFFFE)  # pdfium's, at a line's end
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_MATHEMATICAL = "\U0001d400"
_SPACES = {0x20, 0xA0, 0x09, *range(0x2002, 0x200B), 0x202F, 0x3000}
_PALE = 235  # each of red, green and blue at least: is it white on white?
_BOLD = 600
_TWICE = 0.15  # of the size: a letter printed again so near makes a shadow, or bold type


@dataclass(frozen=True, kw_only=True)
class LetterStyle:
    """What the letters of one text object share."""

    font: str
    size: float  # points, with what the text's matrix makes of it
    is_bold: bool
    is_fixed: bool  # all letters are of one width, as those of programs are
    is_hidden: bool  # neither filled nor stroked
    is_pale: bool
    turn: int  # degrees clockwise as shown

    @cached_property
    def is_maths(self) -> bool:
        return is_maths_font(self.font)


@dataclass(frozen=True)
class Letter:
    """One visible character."""

    char: str
    box: Box
    base: float  # of its line, from the top of the page
    style: LetterStyle
    run: int = 0  # its text object: what one operator of the page's content shows


@dataclass(frozen=True)
class Gap:
    """White between letters."""

    is_written: bool  # else it is the end of a line, as pdfium supposes


def letters_on(page: pdfium.PdfPage, placing: Placing) -> list[Letter | Gap]:
    """List the letters of a page in the order in which the file holds them; at most 60,000.

    Letters that were printed twice at one place, to look bold or to cast a shadow, are there once.
    """
    text_page = page.get_textpage()
    try:
        return list(_once(_letters(text_page, placing)))
    finally:
        text_page.close()


def _once(found: Iterator[Letter | Gap]) -> Iterator[Letter | Gap]:
    places: dict[tuple[str, int, int], list[Letter]] = {}
    for letter in found:
        if isinstance(letter, Gap):
            yield letter
            continue
        step = max(letter.style.size, 1.0)
        column, row = int(letter.box.x0 / step), int(letter.box.y0 / step)
        cells = ((letter.char, column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if any(_is_same(other, letter, step) for cell in cells for other in places.get(cell, ())):
            continue
        places.setdefault((letter.char, column, row), []).append(letter)
        yield letter


def _is_same(one: Letter, other: Letter, size: float) -> bool:
    """Tell a second print from the halves of a ligature, which share a place in one text object."""
    across, down = one.box.x0 - other.box.x0, one.box.y0 - other.box.y0
    return one.run != other.run and max(abs(across), abs(down)) < _TWICE * size


def _letters(text_page: pdfium.PdfTextPage, placing: Placing) -> Iterator[Letter | Gap]:
    styles: dict[int, LetterStyle] = {}
    for index in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _LOW:
            continue  # the second half of the letter before
        handle = raw.FPDFText_GetTextObject(text_page, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0 if handle else 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(text_page, index, handle if key else None, placing)
        char = _char(text_page, index, code, style)
        if char == " ":
            yield Gap(code not in (0x0A, 0x0D))
        elif char:
            box, base = _place(text_page, index, placing)
            if box is not None:
                yield Letter(char, box, base, style, key)


def _place(text_page: pdfium.PdfTextPage, index: int, placing: Placing) -> tuple[Box | None, float]:
    """Where a letter stands, and its baseline; nowhere, if a damaged file gives no numbers."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    if not all(
        math.isfinite(edge.value) and abs(edge.value) < FARTHEST for edge in (left, right, bottom, top)
    ):
        return None, 0.0
    box = placing.box(left.value, bottom.value, right.value, top.value)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return box, placing.point(x.value, y.value)[1]


def _char(text_page: pdfium.PdfTextPage, index: int, code: int, style: LetterStyle) -> str:
    """One or more characters; a space for white, nothing for what is invisible by its nature."""
    is_supposed = code in _SPACES and bool(raw.FPDFText_IsGenerated(text_page, index))
    if not is_supposed and (symbol := to_symbol(style.font, code)):
        return symbol
    if code in _MARKS_OF_HYPHEN:
        return "-"
    if code in _SPACES or code < 0x20 or code == 0xFFFF:
        return " "
    if code in _HIGH:
        code = _whole(code, raw.FPDFText_GetUnicode(text_page, index + 1))
    if code > 0x10FFFF:
        return _from_bytes(code)
    char = chr(code)
    if (char != SOFT_HYPHEN and unicodedata.category(char) in ("Cf", "Cc")) or 0xFE00 <= code <= 0xFE0F:
        return ""
    return _plain(char)


def _from_bytes(code: int) -> str:
    """What a code beyond Unicode means: a letter whose bytes in UTF-8 it is, or nobody knows."""
    try:
        text = code.to_bytes(4, "big").lstrip(b"\0").decode("utf-8")
    except (ValueError, OverflowError):
        return UNKNOWN
    return text if len(text) == 1 and text.isprintable() else UNKNOWN


def _whole(high: int, low: int) -> int:
    """One character of its two halves: pdfium gives UTF-16, where a formula's italic letters are pairs."""
    return 0x10000 + (high - _HIGH.start << 10) + (low - _LOW.start) if low in _LOW else 0xFFFD


def _plain(char: str) -> str:
    """A formula's italic 𝑣 as the v that people type; ligatures as their letters; one kind of hyphen."""
    if char >= _MATHEMATICAL or "ﬀ" <= char <= "ﬆ":
        return unicodedata.normalize("NFKC", char)
    return plain_hyphens(mend_radical(char))


def _style(text_page: pdfium.PdfTextPage, index: int, handle: object | None, placing: Placing) -> LetterStyle:
    font = raw.FPDFTextObj_GetFont(handle) if handle else None
    name = _name(font) if font else ""
    flags = raw.FPDFFont_GetFlags(font) if font else 0
    weight = raw.FPDFText_GetFontWeight(text_page, index)
    mode = raw.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    filled = handle and raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    is_filled = mode in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
    size, turn = _size_and_turn(text_page, index, placing)
    return LetterStyle(
        font=name,
        size=size,
        is_bold=weight >= _BOLD or "bold" in name.lower() or "CMBX" in name,
        is_fixed=bool(flags & 1) or "mono" in name.lower() or "CMTT" in name or "Courier" in name,
        is_hidden=mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
        or bool(filled and is_filled and alpha.value == 0),
        is_pale=bool(filled and is_filled and min(red.value, green.value, blue.value) >= _PALE),
        turn=turn,
    )


def _name(font: object) -> str:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").split("+", 1)[-1]


def _size_and_turn(text_page: pdfium.PdfTextPage, index: int, placing: Placing) -> tuple[float, int]:
    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text_page, index))
    if not raw.FPDFText_GetMatrix(text_page, index, matrix):
        return size, 0
    start, end = placing.point(0, 0), placing.point(matrix.a, matrix.b)
    across, down = end[0] - start[0], end[1] - start[1]
    turn = round(math.degrees(math.atan2(down, across))) % 360 if across or down else 0
    scale = float((matrix.c**2 + matrix.d**2) ** 0.5)
    return size * scale if math.isfinite(size * scale) else size, turn
