"""Blocks of a section → passages of about a hundred words, with their lines' places."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_app.core.language import is_han
from tutor_app.core.material import Box, LineLocator, Locator, PageLocator
from tutor_app.course.continuations import with_continuations
from tutor_app.course.raw import RawBlock, joined

TARGET_WORDS = 110
MOST_WORDS = 160  # of one uncut piece
HAN_WORD = 0.55  # a Chinese character says about half as much as an English word

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z0-9])|(?<=[。！？；])[”’）]*")
_WORD = re.compile(r"[A-Za-z0-9']+")


@dataclass(frozen=True)
class Piece:
    """A sentence or another stretch that is not cut, with its lines."""

    text: str
    words: float
    locators: tuple[Locator, ...]
    joiner: str  # before it


def words_in(text: str) -> float:
    """How long a text is, in English words."""
    return len(_WORD.findall(text)) + HAN_WORD * sum(map(is_han, text))


def passages(blocks: Sequence[RawBlock]) -> list[tuple[str, tuple[Locator, ...]]]:
    """Texts with locators, of nearly equal length; every block's text is in exactly one."""
    pieces = [piece for block in with_continuations(blocks) for piece in _pieces(block)]
    total = sum(piece.words for piece in pieces)
    share = total / max(1, round(total / TARGET_WORDS))
    groups: list[list[Piece]] = []
    length = share  # so that the first piece opens a group
    for piece in pieces:
        if not groups or length + piece.words / 2 > share:
            groups.append([])
            length = 0.0
        groups[-1].append(piece)
        length += piece.words
    return [_join(group) for group in groups]


def _pieces(block: RawBlock) -> Iterator[Piece]:
    text, starts = joined(block.lines, block.joiner)
    bounds = [*starts[1:], len(text) + 1]
    for number, (start, end) in enumerate(_cuts(block, text)):
        stretch = text[start:end].strip()
        if stretch:
            held = block.lines[bisect_right(bounds, start) : bisect_left(starts, end)]
            lines = tuple(line.locator for line in held)
            yield Piece(stretch, words_in(stretch), lines, " " if number else "\n")


def _cuts(block: RawBlock, text: str) -> Iterator[tuple[int, int]]:
    """Where a block may be cut: between sentences, or between lines where it has none."""
    if block.joiner != " " and words_in(text) <= MOST_WORDS:
        yield 0, len(text)
        return
    start = 0
    for match in re.finditer("\n", text) if block.joiner != " " else _SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _join(group: Sequence[Piece]) -> tuple[str, tuple[Locator, ...]]:
    text = "".join((piece.joiner if n else "") + piece.text for n, piece in enumerate(group))
    return text, merged([locator for piece in group for locator in piece.locators])


def merged(locators: Sequence[Locator]) -> tuple[Locator, ...]:
    """One locator a page or file, without doubles, in order."""
    pages: dict[int, dict[Box, None]] = {}
    files: dict[str, tuple[int, int]] = {}
    for locator in locators:
        match locator:
            case PageLocator(page=page, boxes=boxes):
                pages.setdefault(page, {}).update(dict.fromkeys(boxes))
            case LineLocator(file=file, first_line=first, last_line=last):
                before = files.get(file, (first, last))
                files[file] = (min(before[0], first), max(before[1], last))
    return (
        *(PageLocator(page, tuple(boxes)) for page, boxes in pages.items()),
        *(LineLocator(file, first, last) for file, (first, last) in files.items()),
    )
