"""Is a block of lines a heading, and of which level: by the file's outline, by size, by weight and number."""

import re
from collections.abc import Sequence

from tutor_app.course.pdf_lines import TextLine
from tutor_app.course.pdf_look import Look

LABEL_LETTERS = 20
MOST_WORDS, MOST_LETTERS = 16, 120
BOLD_WORDS, BOLD_LETTERS = 10, 70
SIZES = ((1, 1.6), (2, 1.3), (3, 1.12))  # level, times the usual size
_LETTERS = re.compile(r"[^\W\d_]{2,}|[㐀-鿿]")
_ITEM = re.compile(r"(?:\(?[a-z0-9]{1,2}[.)]|[•◦▪‣·●○■□–—*-])\s")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z\u3400-\u9fff]")
_NAMED = re.compile(
    r"(?P<chapter>(?:chapter|part|unit|module|lesson)\s+(?:\d+|[IVX]+)\b|第\s*[\d一二三四五六七八九十百]+\s*[章编篇部课])"
    r"|(?P<section>第\s*[\d一二三四五六七八九十百]+\s*节|appendix\s+[A-Z]\b)",
    re.IGNORECASE,
)
_ENDS = (".", "。", ",", "，", ";", "；", ":", "：", "?!")


def heading_level(group: Sequence[TextLine], text: str, look: Look, page: int, is_alone: bool) -> int | None:
    """Return a heading's level, 1 for a chapter; nothing for other text.

    `is_alone`: something else follows, at a distance or in other letters.
    """
    titles = look.outline.get(page, ())
    plain = _plain(text)
    named = next((level for level, title in titles if plain and _names(plain, _plain(title))), None)
    if named is not None or (look.is_outlined and look.outline):
        return named
    if not _may_be(text):
        return None
    level = _by_size(group, look) or (_by_name(text) or _by_weight(group, text, look) if is_alone else None)
    return max(level, 2) if level is not None and look.outline else level


def is_label(text: str) -> bool:
    """Tell whether a line is only what a chapter is numbered by."""
    return len(text) < LABEL_LETTERS and bool(_NAMED.fullmatch(text.strip(" :.")))


def _may_be(text: str) -> bool:
    is_short = len(text.split()) <= MOST_WORDS and len(text) <= MOST_LETTERS
    return is_short and not text.endswith(_ENDS[:4]) and bool(_LETTERS.search(text))


def _by_size(group: Sequence[TextLine], look: Look) -> int | None:
    ratio = group[0].size / look.body_size
    if ratio < SIZES[1][1] and _ITEM.match(group[0].text) and not group[0].bold:
        return None
    levels = SIZES[:2] if look.is_rough else SIZES
    return next((level for level, least in levels if ratio >= least), None)


def _by_name(text: str) -> int | None:
    """Level a line of its own that calls itself a chapter, or has a number of two parts."""
    if len(text.split()) > BOLD_WORDS or len(text) > BOLD_LETTERS or text.endswith(_ENDS):
        return None
    if found := _NAMED.match(text):
        return 1 if found["chapter"] else 2
    numbered = _NUMBERED.match(text)
    return min(numbered["number"].count(".") + 1, 4) if numbered and "." in numbered["number"] else None


def _by_weight(group: Sequence[TextLine], text: str, look: Look) -> int | None:
    """Level a bold line of its own in letters of the usual size; its number tells how deep it is."""
    is_bold = all(line.bold for line in group) and group[0].size >= 0.95 * look.body_size
    is_short = len(text.split()) <= BOLD_WORDS and len(text) <= BOLD_LETTERS and len(group) <= 2
    if (
        not is_bold
        or not is_short
        or text.endswith(_ENDS)
        or "|" in text
        or not text[:1].strip('(["“').strip()
    ):
        return None
    if not (text[0].isupper() or text[0].isdigit() or "㐀" <= text[0] <= "鿿"):
        return None
    if found := _NUMBERED.match(text):
        return min(found["number"].count(".") + 1, 4)
    return 3


def _names(printed: str, title: str) -> bool:
    """Tell whether a printed line is the outline's title, perhaps with its number or without."""
    return (
        printed == title
        or (len(title) > 5 and printed.endswith(title))
        or (len(printed) > 5 and title.endswith(printed))
    )


def _plain(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
