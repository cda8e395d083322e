"""What is usual in a PDF file: taken from a sample of its pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tutor_app.core.material import Box
from tutor_app.course.hyphens import Vocabulary
from tutor_app.course.pdf_lines import TextLine

Outline = dict[int, tuple[tuple[int, str], ...]]  # page → (level, title)

MARGIN, EDGE, OUTER = 0.12, 0.09, 0.2  # of the page's height
ACROSS = 5.0  # sizes at least, between a head and the page number in its row
LARGER = 1.15  # times the usual size: a chapter's own title, not its head
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
    pages = list(near)
    ends = {id(line) for line in _ends(lines)}
    beside = {_place(line) for page in pages for line in page.lines if is_margin(line.box, page.height)}
    outer = {_place(line) for page in pages for line in _ends(page.lines)}

    def is_running(line: TextLine) -> bool:
        if is_margin(line.box, height) and _runs(line, look, beside, height):
            return True
        if id(line) not in ends or not _is_outer(line, height):
            return _is_stamp(line, look)
        is_head = line.size <= LARGER * look.body_size and (
            _is_among(line, outer) or any(_is_number_beside(line, other) for other in lines)
        )
        return is_head or bool(_PAGE_NUMBER.fullmatch(line.text.strip()))

    kept = [line for line in lines if not is_running(line)]
    lost = [line for line in lines if is_running(line)]
    return [line for line in kept if not any(_is_number_beside(other, line) for other in lost)]


def _ends(lines: Sequence[TextLine]) -> list[TextLine]:
    """The first and the last row of a page."""
    shown = [line for line in lines if not line.turn]
    if not shown:
        return []
    top = min(line.box.y1 for line in shown)
    bottom = max(line.box.y0 for line in shown)
    return [line for line in shown if line.box.y0 < top or line.box.y1 > bottom]


def _place(line: TextLine) -> tuple[str, int]:
    return running_key(line.text), round(line.box.y0 / 4)


def _is_among(line: TextLine, places: set[tuple[str, int]]) -> bool:
    key, place = _place(line)
    return any((key, place + step) in places for step in (-1, 0, 1))


def _is_number_beside(line: TextLine, other: TextLine) -> bool:
    """Tell whether a page number stands in the row of a line, at the other side of the page."""
    middle = (other.box.y0 + other.box.y1) / 2
    is_row = line.box.y0 - 2 < middle < line.box.y1 + 2
    white = max(other.box.x0 - line.box.x1, line.box.x0 - other.box.x1)
    is_across = line is not other and white > ACROSS * line.size
    return is_row and is_across and bool(_PAGE_NUMBER.fullmatch(other.text.strip()))


def _is_outer(line: TextLine, height: float) -> bool:
    return line.box.y1 < OUTER * height or line.box.y0 > (1 - OUTER) * height


def _is_stamp(line: TextLine, look: Look) -> bool:
    return stamp_key(line) in look.stamps


def _runs(line: TextLine, look: Look, beside: set[tuple[str, int]], height: float) -> bool:
    """Tell whether a line in the margin is a page number, or repeats; a chapter's own title is larger."""
    key = running_key(line.text)
    is_edge = line.box.y1 < EDGE * height or line.box.y0 > (1 - EDGE) * height
    if is_edge and (len(line.text) < 4 or _PAGE_NUMBER.fullmatch(line.text.strip())):
        return True
    if line.size > LARGER * look.body_size:
        return False
    is_beside = _is_among(line, beside)
    return is_beside or (is_edge and (key in look.running or _names_chapter(key, look)))


def _names_chapter(key: str, look: Look) -> bool:
    """Tell whether a head is a title with a word and a number before it: "Chapter 2: Forces"."""
    return any(len(title) > 5 and key.endswith(f": {title}") for title in look.running)
