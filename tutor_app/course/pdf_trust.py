"""Is a page a picture of a page, and is its text sane? Asked of every page, here."""

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import pypdfium2.raw as raw

from tutor_app.core.language import is_han
from tutor_app.core.material import Box
from tutor_app.course.pdf_letters import UNKNOWN, Gap
from tutor_app.course.pdf_lines import TextLine
from tutor_app.course.pdf_objects import PageObject

Trust: TypeAlias = Literal["text", "beside a picture", "doubtful", "none"]

FEW_LETTERS = 12  # a page with fewer is a picture of a page
LAYER_LETTERS = 150  # hidden ones, below a scan: somebody has read it already
PICTURE_SHARE = 0.45  # of the page: less is a photograph beside a text
BAD_SHARE = 0.25  # of the letters
ENOUGH_WORDS = 40  # to doubt that they are of a language
FEW_LINES = 3  # to tell by them how a picture is turned
FEW_WORDS = 6  # to tell a language by
_USUAL = (
    "LATIN", "GREEK", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "FULLWIDTH", "MATHEMATICAL",
    "DOUBLE-STRUCK", "SCRIPT", "SUPERSCRIPT", "SUBSCRIPT", "MODIFIER", "MICRO", "FEMININE", "MASCULINE",
)  # fmt: skip
_LATIN = re.compile(r"[A-Za-z]{2,}")
_COMMON = frozenset(
    "the of and to in is that it for as with on be by this are from or an at not which have can we if "
    "you was all one how what use into more when each its two no has will".split()
)
_COMMON_HAN = frozenset("的一是在有不了和人大这中为以个上我到会对于可用出时要也学数与如果年由从")
_LEAST_COMMON = 0.06  # of the words or characters: English has 0.35 and more, a table of names 0.1
_PAIR = range(0xC280, 0xE000)  # two bytes of UTF-8 read as one code


@dataclass(frozen=True)
class PageImage:
    """A picture on a page: where, and what tells it from others."""

    box: Box
    key: tuple[int, int, int]  # width, height, bytes


def images_among(objects: Iterable[PageObject], width: float, height: float) -> list[PageImage]:
    """List the pictures of a page, as far as they lie on it."""
    found = []
    for item in objects:
        box = item.box
        x0, y0, x1, y1 = max(box.x0, 0), max(box.y0, 0), min(box.x1, width), min(box.y1, height)
        if item.kind == raw.FPDF_PAGEOBJ_IMAGE and x0 < x1 and y0 < y1:
            wide, high = ctypes.c_uint(), ctypes.c_uint()
            raw.FPDFImageObj_GetImagePixelSize(item.handle, wide, high)
            size = raw.FPDFImageObj_GetImageDataRaw(item.handle, None, 0)
            found.append(PageImage(Box(x0, y0, x1, y1), (wide.value, high.value, size)))
    return found


def trust_in(lines: Sequence[TextLine], pictures: Iterable[PageImage], page_area: float) -> Trust:
    """Tell how far a page's own text is all that it says.

    "text": it is. "beside a picture": it is right, but a picture of the page may say more. "doubtful": its
    letters may mean others. "none": nobody can read it.
    """
    text = " ".join(line.text for line in lines)
    letters = [char for char in text if not char.isspace()]
    bad = sum(map(_is_bad, letters))
    if len(letters) - bad < FEW_LETTERS or bad > BAD_SHARE * len(letters):
        return "none"
    hidden = sum(len(line.text) for line in lines if is_hidden(line))
    covered = sum(picture.box.area for picture in pictures)
    if covered > PICTURE_SHARE * page_area and hidden < LAYER_LETTERS:
        return "beside a picture"
    return "text" if is_plausible(text) else "doubtful"


def is_plausible(text: str) -> bool:
    """Tell whether a text has the usual words of English, or characters of Chinese; a short one always."""
    words, han = _words(text), list(filter(is_han, text))
    if len(words) + len(han) < ENOUGH_WORDS:
        return not _is_unusual(text)
    return is_language(text)


def is_language(text: str) -> bool:
    """Tell whether a text has as many usual words, or characters, as any in English or Chinese has."""
    words, han = _words(text), list(filter(is_han, text))
    if len(words) + len(han) < FEW_WORDS:
        return False
    if len(han) > len(words):
        return sum(char in _COMMON_HAN for char in han) >= _LEAST_COMMON * len(han)
    return sum(word in _COMMON for word in words) >= _LEAST_COMMON * len(words)


def turns_to_try(lines: Sequence[TextLine]) -> tuple[int, ...]:
    """Give the quarters by which a picture may be turned, judging by what was read: none, if it isn't."""
    if len(lines) < FEW_LINES or is_language(" ".join(line.text for line in lines)):
        return ()
    tall = sum(line.box.y1 - line.box.y0 > 1.5 * (line.box.x1 - line.box.x0) for line in lines)
    return (90, 270) if tall > 0.5 * len(lines) else (180,)


def is_hidden(line: TextLine) -> bool:
    """Tell whether a line's letters are there, but not shown."""
    letters = [one for one in line.letters if not isinstance(one, Gap)]
    return bool(letters) and all(letter.style.is_hidden for letter in letters)


def shown_lines(lines: Sequence[TextLine], pictures: Sequence[PageImage]) -> list[TextLine]:
    """Leave out hidden lines, but for those below a picture that nothing visible says again."""
    hidden = [line for line in lines if is_hidden(line)]
    shown = [line for line in lines if not is_hidden(line)]
    unseen = sum(len(line.text) for line in hidden)
    if not hidden or sum(len(line.text) for line in shown) > 0.5 * unseen:
        return shown
    below = [line for line in hidden if any(line.box.overlap(image.box) > 0 for image in pictures)]
    return [line for line in lines if line in shown or line in below]


def mend_codes(lines: Sequence[TextLine]) -> list[TextLine]:
    """Read letters again whose codes are two bytes of UTF-8: Cyrillic or Greek that looks Korean."""
    codes = [ord(char) for line in lines for char in line.text if ord(char) > 0x7FF and not is_han(char)]
    pairs = [code for code in codes if code in _PAIR and 0x80 <= code & 0xFF <= 0xBF and code >> 8 < 0xE0]
    if len(pairs) < 6 or len(pairs) < 0.9 * len(codes):
        return list(lines)
    return [replace(line, text="".join(map(_from_pair, line.text))) for line in lines]


def legible_lines(lines: Iterable[TextLine]) -> list[TextLine]:
    """Leave out lines that are mostly letters nobody can read, and such letters of others."""
    kept = []
    for line in lines:
        if sum(map(_is_bad, line.text)) > 0.5 * len(line.text):
            continue
        text = "".join(char for char in line.text if char != UNKNOWN)
        if text.strip():
            kept.append(line if text == line.text else replace(line, text=text.strip()))
    return kept


def _words(text: str) -> list[str]:
    return [word.lower() for word in _LATIN.findall(text)]


def _from_pair(char: str) -> str:
    code = ord(char)
    try:
        return code.to_bytes(2, "big").decode("utf-8") if code in _PAIR else char
    except UnicodeDecodeError:
        return char


def _is_bad(char: str) -> bool:
    return char == UNKNOWN or unicodedata.category(char) in ("Co", "Cn", "Cs")


def _is_unusual(text: str) -> bool:
    """Tell whether most letters are of a writing that broken files have more often than courses."""
    letters = [char for char in text if char.isalpha()]
    unusual = sum(not unicodedata.name(char, "").startswith(_USUAL) for char in letters)
    return unusual > 0.5 * len(letters)
