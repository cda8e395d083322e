"""What is usual in a PDF file: taken from a sample of its pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tutor_app.core.material import Box
from tutor_app.course.hyphens import Vocabulary
from tutor_app.course.pdf_lines import TextLine

Outline = dict[int, tuple[tuple[int, str], ...]]  # page → (level, title)

MARGIN, EDGE = 0.12, 0.09  # of the page's height
MOST_FIXED = 0.5  # of a file's letters: then it was written on a typewriter
FEWEST = 3  # pages: what stands on fewer is no custom of the file
GROUND_PAGES = 3  # a picture on so many is a background, not a scan
FEW_TITLES = 3  # an outline with fewer leaves most headings out
_NUMBER = r"(?:\d{1,4}|[ivxlcdm]{1,7}|[A-Z]-?\d{1,3}|\d{1,3}[-–.]\d{1,3})"
_PAGE_NUMBER = re.compile(
    rf"(?:page|p\.|seite|第)?\s*[-–—|]?\s*{_NUMBER}\s*(?:(?:/|of|von|共)\s*\d{{1,4}})?\s*[-–—|]?\s*(?:页|頁)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageLook:
    """The lines of one page, and how high it is."""

    height: float
    lines: tuple[TextLine, ...]
    pictures: frozenset[tuple[int, int, int]] = frozenset()  # what tells each from others


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is usual in a file."""

    body_size: float
    is_rough: bool = False  # sizes are heights of lines in a picture
    is_fixed: bool = False  # its letters are all of one width
    running: frozenset[str] = frozenset()  # heads and feet that repeat, digits left out
    stamps: frozenset[tuple[str, int, int]] = frozenset()  # what stands on page after page at one place
    grounds: frozenset[tuple[int, int, int]] = frozenset()  # pictures behind page after page
    outline: Outline = field(default_factory=dict)
    is_outlined: bool = False  # the outline names every heading
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


def look_at(pages: Sequence[PageLook], outline: Outline) -> Look:
    """Find what is usual in some pages of a file."""
    sizes: Counter[float] = Counter()
    margins: Counter[str] = Counter()
    places: Counter[tuple[str, int, int]] = Counter()
    pictures = Counter(key for page in pages for key in page.pictures)
    fixed = 0
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
            fixed += len(line.text) * line.is_fixed
        margins.update({running_key(line.text) for line in page.lines if is_margin(line.box, page.height)})
        places.update(
            {stamp_key(line) for line in page.lines if line.turn or is_margin(line.box, page.height)}
        )
    often = max(FEWEST, len(pages) // 6)
    titles = {running_key(title) for found in outline.values() for _, title in found}
    body = max(sizes.most_common(1)[0][0] if sizes else 1.0, 0.1)
    return Look(
        body_size=body,
        is_fixed=fixed > MOST_FIXED * sum(sizes.values()),
        running=frozenset(titles | {key for key, count in margins.items() if count >= often}),
        stamps=frozenset(key for key, count in places.items() if count >= max(FEWEST, 0.6 * len(pages))),
        grounds=frozenset(key for key, count in pictures.items() if count >= GROUND_PAGES),
        outline=outline,
        is_outlined=_is_outlined(outline, pages, body),
        vocabulary=Vocabulary.from_lines(line.text for page in pages for line in page.lines),
    )


def _is_outlined(outline: Outline, pages: Sequence[PageLook], body: float) -> bool:
    """Tell whether an outline has so many titles that what is large and not in it is no heading."""
    count = sum(map(len, outline.values()))
    large = sum(any(line.size >= 1.3 * body for line in page.lines) for page in pages)
    return count >= FEW_TITLES and count >= 0.5 * large


def running_key(text: str) -> str:
    """Give a running head or foot without its numbers."""
    return re.sub(r"[\d\s]+", " ", text).strip().lower()


def stamp_key(line: TextLine) -> tuple[str, int, int]:
    """Name a line by its words and place."""
    return line.text, round(line.box.x0 / 4), round(line.box.y0 / 4)


def is_margin(box: Box, height: float) -> bool:
    """Tell whether a line stands where heads and feet stand."""
    return box.y1 < MARGIN * height or box.y0 > (1 - MARGIN) * height


def without_margins(
    lines: Sequence[TextLine], look: Look, height: float, near: Iterable[PageLook] = ()
) -> list[TextLine]:
    """Leave out running heads and feet, page numbers, and stamps that stand on every page.

    `near`: pages before and after, where a chapter's head stands, too.
    """
    shown = [line for line in lines if not line.turn]
    ends = {
        id(line)
        for line in (
            min(shown, key=lambda one: one.box.y0, default=None),
            max(shown, key=lambda one: one.box.y1, default=None),
        )
    }
    beside = {
        (running_key(line.text), round(line.box.y0 / 4))
        for page in near
        for line in page.lines
        if is_margin(line.box, page.height)
    }
    return [
        line
        for line in lines
        if not (is_margin(line.box, height) and _runs(line, look, beside, height))
        and not (id(line) in ends and _is_page_number(line, height))
        and not _is_stamp(line, look)
    ]


def _is_stamp(line: TextLine, look: Look) -> bool:
    return stamp_key(line) in look.stamps


def _is_page_number(line: TextLine, height: float) -> bool:
    """Tell whether the first or last line of a page is its number; large margins hold it farther inside."""
    is_outer = line.box.y1 < 0.2 * height or line.box.y0 > 0.8 * height
    return is_outer and bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _runs(line: TextLine, look: Look, beside: set[tuple[str, int]], height: float) -> bool:
    """Tell whether a line in the margin is a page number, or repeats; a chapter's own title is larger."""
    key = running_key(line.text)
    is_edge = line.box.y1 < EDGE * height or line.box.y0 > (1 - EDGE) * height
    if is_edge and (len(line.text) < 4 or _PAGE_NUMBER.fullmatch(line.text.strip())):
        return True
    if line.size > 1.15 * look.body_size:
        return False
    place = round(line.box.y0 / 4)
    is_beside = any((key, place + step) in beside for step in (-1, 0, 1))
    return is_beside or (is_edge and (key in look.running or _names_chapter(key, look)))


def _names_chapter(key: str, look: Look) -> bool:
    """Tell whether a head is a title with a word and a number before it: "Chapter 2: Forces"."""
    return any(len(title) > 5 and key.endswith(f": {title}") for title in look.running)
