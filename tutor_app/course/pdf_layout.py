"""Lines of a page → headings, paragraphs, lists, tables, formulas and captions, in reading order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from tutor_app.core.figure_labels import is_caption
from tutor_app.core.language import is_han
from tutor_app.core.material import Box, PageLocator
from tutor_app.course.hyphens import Vocabulary, mend_hyphen
from tutor_app.course.pdf_columns import in_reading_order
from tutor_app.course.pdf_formulas import FormulaLines, find_formulas
from tutor_app.course.pdf_headings import heading_level, is_label
from tutor_app.course.pdf_initials import with_initials
from tutor_app.course.pdf_lines import TextLine, around
from tutor_app.course.pdf_look import Look
from tutor_app.course.raw import Line, RawBlock, RawHeading, RawItem

_BULLET = re.compile(r"^(?:[•◦▪‣·●○■□➢➤▶►◆◇❖✓✔–—*-]\s|\(?[a-z0-9]{1,2}[.)]\s)")
_ENDS = re.compile(r"[.!?:;。！？：；”\"]\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?。！？：:][\"”’)\]]*\s*$")
HEADING_SIZE = 1.25  # of the body's: so large a line of a program's letters is a heading
NOTE_SIZE = 0.95  # of the body's: footnotes are smaller
WriteFormula: TypeAlias = Callable[[FormulaLines], str]
Part: TypeAlias = Literal["text", "code", "formula", "note", "aside"]


@dataclass(frozen=True)
class _Group:
    """Lines of one block."""

    lines: tuple[TextLine, ...]
    part: Part
    text: str = ""  # of a formula


def write_plainly(formula: FormulaLines) -> str:
    """Write a formula as its letters stand."""
    return " ".join([*(line.text for line in formula.lines), *([formula.number] if formula.number else [])])


def layout(
    lines: Sequence[TextLine], look: Look, page: int, write: WriteFormula = write_plainly
) -> list[RawItem]:
    """Make items of lines in reading order; each line is in exactly one.

    Footnotes, and what stands across the page, come last: they are in the middle of nobody's sentence.
    """
    ordered = with_initials(in_reading_order(lines), look.vocabulary)
    groups = _join_columns(_in_place(_groups(ordered, look, write)))
    last = [group for group in groups if group.part in ("note", "aside")]
    groups = [group for group in groups if group.part not in ("note", "aside")]
    items = [
        _item(group, look, page, _is_apart(groups, number)) for number, group in enumerate([*groups, *last])
    ]
    return _with_labels(items)


def _with_labels(items: Sequence[RawItem]) -> list[RawItem]:
    """Put "Chapter 3" into the title below it: alone it would be a passage that says nothing."""
    made: list[RawItem] = []
    for item in items:
        label = _label(made[-1]) if made and isinstance(item, RawHeading) else ""
        if isinstance(item, RawHeading) and label and not is_label(item.text):
            made[-1] = replace(item, text=f"{label}: {item.text}")
        else:
            made.append(item)
    return made


def _label(item: RawItem) -> str:
    """A chapter's number, if an item is no more."""
    text = item.text if isinstance(item, RawHeading) else ""
    if isinstance(item, RawBlock) and len(item.lines) == 1:
        text = item.lines[0].text
    return text if text and is_label(text) else ""


def locator_of(lines: Sequence[TextLine], page: int) -> PageLocator:
    """Give one box for each printed line; cells of one row share theirs."""
    boxes: list[Box] = []
    for line in lines:
        if boxes and _same_row(boxes[-1], line.box):
            boxes.append(around([boxes.pop(), line.box]))
        else:
            boxes.append(line.box)
    return PageLocator(page, tuple(boxes))


def _groups(lines: Sequence[TextLine], look: Look, write: WriteFormula) -> list[_Group]:
    found = find_formulas(lines)
    formulas = {id(line): formula for formula in found for line in formula.lines}
    numbers = {id(formula.margin) for formula in found if formula.margin}
    written: set[int] = set()
    groups: list[_Group] = []
    for line in lines:
        formula = formulas.get(id(line))
        if formula is not None:
            if id(formula) not in written:
                written.add(id(formula))
                groups.append(_Group(formula.lines, "formula", write(formula)))
            continue
        if id(line) in numbers:
            continue
        part = _part(line, look)
        before = groups[-1] if groups else None
        if before and _is_same_part(before, part, line, look) and _continues(before.lines, line):
            groups[-1] = replace(before, lines=(*before.lines, line))
        else:
            groups.append(_Group((line,), part))
    return groups


def _part(line: TextLine, look: Look) -> Part:
    if line.turn:
        return "aside"
    if line.mark and line.size < NOTE_SIZE * look.body_size:
        return "note"
    is_small = line.size < HEADING_SIZE * look.body_size
    return "code" if line.is_fixed and not look.is_fixed and is_small else "text"


def _is_same_part(group: _Group, part: Part, line: TextLine, look: Look) -> bool:
    if group.part == "note":
        return not line.mark and part == "text" and line.size < NOTE_SIZE * look.body_size
    return group.part == part and group.part != "formula"


def _same_row(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0) and other.x0 >= one.x1 - 1


def _continues(group: Sequence[TextLine], line: TextLine) -> bool:
    """Tell whether a line goes on with the block before it."""
    last, first = group[-1], group[0]
    if line.turn != last.turn:
        return False
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


def _in_place(groups: Sequence[_Group]) -> list[_Group]:
    """Move a block that the file holds too late, as subtitles of slides are, to where it stands."""
    made: list[_Group] = []
    for group in groups:
        box = _box(group.lines)
        hole = next(
            (n for n, (one, other) in enumerate(pairwise(made)) if _is_between(box, one, other)), None
        )
        if hole is None:
            made.append(group)
        else:
            made.insert(hole + 1, group)
    return made


def _is_between(box: Box, above: _Group, below: _Group) -> bool:
    upper, lower = _box(above.lines), _box(below.lines)
    shared = min(box.x1, lower.x1) - max(box.x0, lower.x0)
    is_column = shared > 0.5 * (box.x1 - box.x0) and min(upper.x1, lower.x1) > max(upper.x0, lower.x0)
    return is_column and upper.y1 <= box.y0 + 1 and box.y1 <= lower.y0 + 1


def _join_columns(groups: Sequence[_Group]) -> list[_Group]:
    """Join a paragraph that ends in the middle of a sentence to the one at the head of the next column."""
    made: list[_Group] = []
    for group in groups:
        before = next((number for number in reversed(range(len(made))) if _is_flow(made[number])), None)
        if before is not None and _is_flow(group) and _goes_on(made[before].lines, group.lines):
            made[before] = replace(made[before], lines=(*made[before].lines, *group.lines))
        else:
            made.append(group)
    return made


def _is_flow(group: _Group) -> bool:
    """Tell whether a block is text that a sentence runs through, not what floats beside it."""
    return group.part == "text" and not is_caption(group.lines[0].text)


def _goes_on(lines: Sequence[TextLine], following: Sequence[TextLine]) -> bool:
    """Tell whether a sentence goes on at the head of another column."""
    last, first = lines[-1], following[0]
    is_next_column = first.box.y1 < last.box.y0 and first.box.x0 > last.box.x0
    is_alike = abs(first.size - last.size) < 0.06 * last.size and first.bold == last.bold
    return is_next_column and is_alike and is_unfinished(last.text) and is_middle(first.text)


def is_unfinished(text: str) -> bool:
    """Tell whether a sentence is still open where a text ends."""
    return not _ENDS_SENTENCE.search(text)


def is_middle(text: str) -> bool:
    """Tell whether a text may begin in the middle of a sentence."""
    return (
        bool(text) and not _BULLET.match(text) and (text[0].islower() or text[0].isdigit() or is_han(text[0]))
    )


def _is_apart(groups: Sequence[_Group], number: int) -> bool:
    """Tell whether a block stands at a distance from the one above it."""
    if number == 0 or number >= len(groups):
        return number == 0
    above, here = groups[number - 1].lines[-1], groups[number].lines[0]
    gap = here.box.y0 - above.box.y1
    return gap < 0 or gap > 0.45 * here.size or above.size > 1.1 * here.size


def _item(group: _Group, look: Look, page: int, is_apart: bool) -> RawItem:
    if group.part == "formula":
        return RawBlock("formula", (Line(group.text, PageLocator(page, (_box(group.lines),))),), "\n")
    if group.part == "code":
        return RawBlock("code", _code_lines(group.lines, page), "\n")
    text = " ".join(line.text for line in group.lines)
    level = heading_level(group.lines, text, look, page, is_apart) if group.part == "text" else None
    if level is not None:
        return RawHeading(level, _whole_text(group.lines, look.vocabulary), locator_of(group.lines, page))
    if is_caption(text):
        return RawBlock("caption", _raw_lines(group.lines, page, look.vocabulary))
    if _rows(group.lines) >= 2:
        return RawBlock("table", _raw_rows(group.lines, page), "\n")
    kind: Literal["list", "paragraph"] = "list" if _BULLET.match(text) else "paragraph"
    return RawBlock(kind, _raw_lines(group.lines, page, look.vocabulary))


def _box(lines: Sequence[TextLine]) -> Box:
    return around([line.box for line in lines])


def _rows(group: Sequence[TextLine]) -> int:
    """How many printed lines hold more than one cell."""
    return sum(_same_row(one.box, other.box) for one, other in pairwise(group))


def _whole_text(group: Sequence[TextLine], known: Vocabulary) -> str:
    text = ""
    for line in group:
        text, is_divided = mend_hyphen(text, line.text, known)
        text += line.text if is_divided or not text else f" {line.text}"
    return text


def _raw_lines(group: Sequence[TextLine], page: int, known: Vocabulary) -> tuple[Line, ...]:
    made = []
    for line, following in zip(group, [*group[1:], None], strict=True):
        text, is_divided = mend_hyphen(line.text, following.text, known) if following else (line.text, False)
        made.append(Line(text, PageLocator(page, (line.box,)), is_divided))
    return tuple(made)


def _code_lines(group: Sequence[TextLine], page: int) -> tuple[Line, ...]:
    """Lines of a program, with the white before each."""
    left = min(line.box.x0 for line in group)
    rows = _raw_rows(group, page, " ")
    made = []
    for row in rows:
        box = row.locator.boxes[0] if isinstance(row.locator, PageLocator) else None
        letter = max((box.x1 - box.x0) / max(len(row.text), 1), 1.0) if box else 1.0
        indent = round((box.x0 - left) / letter) if box else 0
        made.append(replace(row, text=" " * min(indent, 40) + row.text))
    return tuple(made)


def _raw_rows(group: Sequence[TextLine], page: int, between: str = " | ") -> tuple[Line, ...]:
    rows: list[list[TextLine]] = []
    for line in group:
        if rows and _same_row(rows[-1][-1].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(Line(between.join(cell.text for cell in row), locator_of(row, page)) for row in rows)
