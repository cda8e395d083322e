"""Bullets that are drawn, not written: slides have discs and squares before their items."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pypdfium2.raw as raw

from tutor_app.core.material import Box
from tutor_app.course.pdf_lines import TextLine
from tutor_app.course.pdf_objects import PageObject

MOST_MARKS = 400  # more are a drawing's
LEAST, MOST = 0.12, 0.75  # of the letters' size: its sides
SQUARE = 1.4  # one side at most to the other
AWAY = 2.6  # of the size: from the letters


def with_bullets(lines: Sequence[TextLine], objects: Iterable[PageObject]) -> list[TextLine]:
    """Begin lines with a bullet where a small disc or square is drawn before them."""
    marks = _marks(objects, max((line.size for line in lines), default=0.0))
    if not marks:
        return list(lines)
    return [_mark_item(line) if any(_is_before(mark, line) for mark in marks) else line for line in lines]


def _marks(objects: Iterable[PageObject], largest: float) -> list[Box]:
    found = []
    for item in objects:
        wide, high = item.box.x1 - item.box.x0, item.box.y1 - item.box.y0
        is_square = min(wide, high) > 0.5 and max(wide, high) <= min(MOST * largest, SQUARE * min(wide, high))
        if item.kind == raw.FPDF_PAGEOBJ_PATH and is_square:
            found.append(item.box)
    return found if len(found) <= MOST_MARKS else []


def _is_before(mark: Box, line: TextLine) -> bool:
    middle = (mark.y0 + mark.y1) / 2
    side = max(mark.x1 - mark.x0, mark.y1 - mark.y0)
    is_level = line.box.y0 - 0.2 * line.size <= middle <= line.box.y1 + 0.2 * line.size
    is_near = 0 < line.box.x0 - mark.x1 < AWAY * line.size
    return is_level and is_near and LEAST * line.size <= side <= MOST * line.size and not line.turn


def _mark_item(line: TextLine) -> TextLine:
    return line if not line.text[0].isalnum() else replace(line, text=f"• {line.text}")
