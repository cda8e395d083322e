"""Divide blocks into what stands by itself: items of a list, entries of a glossary, answers of a key.

Passages are made of whole blocks; these are what is asked for one by one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tutor_app.core.material import BlockRole
from tutor_app.course import block_shapes as shapes
from tutor_app.course.raw import Line, RawBlock
from tutor_app.course.section_titles import role_from_title

MIN_ANSWERS = 3
MIN_ENTRIES = 2
_ANSWER = re.compile(r"(?:(?<=\s)|^)(?P<number>\d{1,3})(?:[.)、．](?!\d)|\s(?=[A-Ha-h]\b))\s*(?=\S)")


def split_entries(block: RawBlock, path: Sequence[str]) -> Iterator[RawBlock]:
    """Give the parts of a block of a section with these titles; most blocks are one part."""
    role = next((role for title in reversed(path) if (role := role_from_title(title))), None)
    if role == "solution" and (key := list(_answers(block))):
        yield from key
    elif block.items:
        yield from _cut(block, block.items)
    elif starts := _starts(block, role):
        yield from _cut(block, starts)
    else:
        yield block


def _cut(block: RawBlock, starts: Sequence[int]) -> Iterator[RawBlock]:
    bounds = [0, *(start for start in starts if start), len(block.lines)]
    for first, end in pairwise(bounds):
        yield replace(block, lines=block.lines[first:end], items=())


def _starts(block: RawBlock, role: BlockRole | None) -> list[int]:
    """The lines that an entry of a glossary, or an answer of a key, begins with; nothing for running text."""
    if block.kind != "paragraph" or len(block.lines) < MIN_ENTRIES:
        return []
    if role == "glossary":
        starts = [n for n, line in enumerate(block.lines) if shapes.is_entry(line.text)]
    elif role == "solution":
        starts = [n for n, line in enumerate(block.lines) if shapes.read_number(line.text)]
    else:
        return []
    return starts if len(starts) >= MIN_ENTRIES and starts[0] == 0 else []


def _answers(block: RawBlock) -> Iterator[RawBlock]:
    """The answers of a key in one line: "1. B 2. C 3. A"."""
    found: list[tuple[str, Line]] = []
    for line in block.lines:
        cuts = [match for match in _ANSWER.finditer(line.text)]
        for match, following in pairwise([*cuts, None]):
            assert match is not None
            text = line.text[match.start() : following.start() if following else len(line.text)].strip(
                " |,;；"
            )
            found.append((match["number"], replace(line, text=text)))
    numbers = [int(number) for number, _ in found]
    is_key = len(numbers) > len(block.lines) and len(numbers) >= MIN_ANSWERS
    if is_key and all(one < other for one, other in pairwise(numbers)):
        for _, line in found:
            yield RawBlock("list", (line,), "\n")
