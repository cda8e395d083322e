"""Paragraphs that go on at the head of the next page, past what floats between: notes, captions, tables."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor_app.core.language import is_han
from tutor_app.core.material import PageLocator
from tutor_app.course.raw import RawBlock

MOST_BETWEEN = 4  # blocks at the foot of a page, and as many at the head of the next one
LEAST_LETTERS = 25  # of what is unfinished: less is a title or a label
_ENDS_SENTENCE = re.compile(r"[.!?。！？：:；;][\"”’)\]]*\s*$")


def with_continuations(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Join the halves of paragraphs that a page's end cuts; the other blocks stay in their order."""
    made: list[RawBlock] = []
    for block in blocks:
        before = _first_half(made, block)
        if before is None:
            made.append(block)
        else:
            made[before] = replace(made[before], lines=(*made[before].lines, *block.lines))
    return made


def find_continuation(blocks: Sequence[RawBlock], following: Sequence[RawBlock]) -> int | None:
    """Return which of the blocks at the head of the next page goes on with one of these, if any does."""
    made = with_continuations(blocks)
    for place, block in enumerate(following[: MOST_BETWEEN + 1]):
        if _first_half(made, block) is not None:
            return place
        made.append(block)
    return None


def _first_half(blocks: Sequence[RawBlock], block: RawBlock) -> int | None:
    """The place of the block that this one goes on with; nothing if it begins by itself."""
    page = _last_page(block)
    if page is None or not _is_text(block) or not _is_middle(block.lines[0].text):
        return None
    for number in range(len(blocks) - 1, max(-1, len(blocks) - 1 - 2 * MOST_BETWEEN), -1):
        other = blocks[number]
        last = _last_page(other)
        if last == page and _is_text(other):
            return None  # another paragraph of its own page stands before it
        if last == page - 1 and _is_text(other) and _is_unfinished(other):
            return number
    return None


def _is_text(block: RawBlock) -> bool:
    return block.kind in ("paragraph", "list") and block.joiner == " "


def _is_unfinished(block: RawBlock) -> bool:
    letters = sum(len(line.text) for line in block.lines)
    return letters >= LEAST_LETTERS and not _ENDS_SENTENCE.search(block.lines[-1].text)


def _is_middle(text: str) -> bool:
    """Tell whether a text begins in the middle of a sentence; a list's letter does not."""
    return (
        bool(re.match(r"[^\W\d_A-Z]", text))
        and not re.match(r"\(?[a-z0-9]{1,2}[.)]\s", text)
        and (text[0].islower() or is_han(text[0]))
    )


def _last_page(block: RawBlock) -> int | None:
    locator = block.lines[-1].locator if block.lines else None
    return locator.page if isinstance(locator, PageLocator) else None
