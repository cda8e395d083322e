"""Lines of a page → headings, paragraphs, lists, tables and captions, in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tutor_app.core.figure_labels import is_caption
from tutor_app.core.material import Box, PageLocator
from tutor_app.course.pdf_lines import TextLine
from tutor_app.course.raw import Line, RawBlock, RawHeading, RawItem

_BULLET = re.compile(r"^(?:[•◦▪‣·●○–—*-]\s|\(?[a-z0-9]{1,2}[.)]\s)")
_LEADERS = re.compile(r"(?:\s*[.·…]\s*){4,}\s*\d*$")  # a line of a table of contents
_ENDS = re.compile(r"[.!?:;。！？：；”\"]\s*$")
HEADING_WORDS = 16


@dataclass(frozen=True)
class Look:
    """What is usual in this file: taken from a sample of its pages."""

    body_size: float
    running: frozenset[str] = frozenset()  # heads and feet that repeat, digits left out
    outline: dict[int, tuple[tuple[int, str], ...]] = field(default_factory=dict)  # page → (level, title)


def running_key(text: str) -> str:
    """A running head or foot without its numbers."""
    return re.sub(r"[\d\s]+", " ", text).strip().lower()


def is_margin(box: Box, height: float) -> bool:
    """Whether a line stands where heads and feet stand."""
    return box.y1 < 0.09 * height or box.y0 > 0.91 * height


def without_margins(lines: Sequence[TextLine], look: Look, height: float) -> list[TextLine]:
    """The lines without running heads, running feet, page numbers and tables of contents."""
    return [line for line in lines if not (is_margin(line.box, height) and _runs(line, look))]


def _runs(line: TextLine, look: Look) -> bool:
    """Whether a line in the margin is a page number, or repeats; a chapter's own title is larger."""
    if len(line.text) < 4:
        return True
    return line.size <= 1.15 * look.body_size and running_key(line.text) in look.running


def layout(lines: Sequence[TextLine], look: Look, page: int) -> list[RawItem]:
    """Items in the order of the lines; each line is in exactly one."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and _continues(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_item(group, look, page) for group in groups]


def locator_of(lines: Sequence[TextLine], page: int) -> PageLocator:
    """One box for each printed line; cells of one row share theirs."""
    boxes: list[Box] = []
    for line in lines:
        if boxes and _same_row(boxes[-1], line.box):
            last = boxes.pop()
            boxes.append(
                Box(
                    min(last.x0, line.box.x0),
                    min(last.y0, line.box.y0),
                    max(last.x1, line.box.x1),
                    max(last.y1, line.box.y1),
                )
            )
        else:
            boxes.append(line.box)
    return PageLocator(page, tuple(boxes))


def _same_row(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0) and other.x0 >= one.x1 - 1


def _continues(group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line goes on with the block before it."""
    last, first = group[-1], group[0]
    if _same_row(last.box, line.box):
        return True
    if is_caption(line.text) or _BULLET.match(line.text) or abs(line.size - first.size) > 0.12 * first.size:
        return False
    if line.bold != last.bold and (first.bold or line.bold) and all(one.bold == first.bold for one in group):
        return False
    size = max(first.size, 1.0)
    gap = line.box.y0 - last.box.y1
    if not -0.6 * size < gap < _usual_gap(group) + 0.45 * size:
        return False
    left = _row_start(group)
    if line.box.x1 < left - size or line.box.x0 > last.box.x1 + size:
        return False  # beside it, not below
    indented = line.box.x0 - left > 0.8 * size
    return not (indented and len(group) > 1 and _ENDS.search(last.text))


def _row_start(group: Sequence[TextLine]) -> float:
    """Where the last printed line of a block begins, also if it is one of cells."""
    start = group[-1]
    for line in reversed(group[:-1]):
        if not _same_row(line.box, start.box):
            break
        start = line
    return start.box.x0


def _usual_gap(group: Sequence[TextLine]) -> float:
    """The gap between lines of a block: that of its first two, else a third of the letters' size."""
    gaps = [
        lower.box.y0 - upper.box.y1 for upper, lower in pairwise(group) if lower.box.y0 >= upper.box.y1 - 1
    ]
    return gaps[0] if gaps else 0.55 * group[0].size


def _item(group: Sequence[TextLine], look: Look, page: int) -> RawItem:
    text = " ".join(line.text for line in group)
    locator = locator_of(group, page)
    if (level := _heading_level(group, text, look, page)) is not None:
        return RawHeading(level, text, locator)
    if is_caption(text):
        return RawBlock("caption", _raw_lines(group, page))
    if _rows(group) >= 2:
        return RawBlock("table", _raw_rows(group, page), "\n")
    return RawBlock("list" if _BULLET.match(text) else "paragraph", _raw_lines(group, page))


def _heading_level(group: Sequence[TextLine], text: str, look: Look, page: int) -> int | None:
    """By the file's outline; where it has none, by size and weight."""
    if titles := look.outline.get(page):
        plain = _plain(text)
        return next((level for level, title in titles if plain and _names(plain, _plain(title))), None)
    if (
        look.outline
        or len(text.split()) > HEADING_WORDS
        or len(text) > 120
        or text.endswith((".", "。", ","))
    ):
        return None
    if not re.search(r"[^\W\d_]{2,}|[㐀-鿿]", text):
        return None
    ratio = group[0].size / look.body_size
    for level, least in ((1, 1.6), (2, 1.3), (3, 1.12)):
        if ratio >= least:
            return level
    return None


def _names(printed: str, title: str) -> bool:
    """Whether a printed line is the outline's title, perhaps with its number or without."""
    return (
        printed == title
        or (len(title) > 5 and printed.endswith(title))
        or (len(printed) > 5 and title.endswith(printed))
    )


def _plain(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _rows(group: Sequence[TextLine]) -> int:
    """How many printed lines hold more than one cell."""
    return sum(_same_row(one.box, other.box) for one, other in pairwise(group))


def _raw_lines(group: Sequence[TextLine], page: int) -> tuple[Line, ...]:
    return tuple(Line(line.text, PageLocator(page, (line.box,))) for line in group)


def _raw_rows(group: Sequence[TextLine], page: int) -> tuple[Line, ...]:
    rows: list[list[TextLine]] = []
    for line in group:
        if rows and _same_row(rows[-1][-1].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(Line(" | ".join(cell.text for cell in row), locator_of(row, page)) for row in rows)
