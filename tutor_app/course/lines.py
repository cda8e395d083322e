"""The lines on which a sentence stands: looked up among the blocks around it when somebody cites it."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

from tutor_app.core.material import Block, LineLocator, Locator, PageLocator
from tutor_app.course.passages import merged

MOST_BETWEEN = 5  # blocks: notes and captions between two halves of a sentence
EDGE = 0.03  # of a line: a sentence that seems to reach so little into it ends before it

Lengths: TypeAlias = Callable[[LineLocator], Sequence[float]]  # how much text each line of a place holds


def lines_of(sentence: str, blocks: Sequence[Block], lengths: Lengths) -> tuple[Locator, ...]:
    """Where a sentence of these blocks stands, in as few lines as hold it; nothing if it isn't there.

    A block keeps its text and the boxes of its lines, not which words are on which line: lines are filled
    in proportion to their width.
    """
    found: list[Locator] = []
    texts = [(block.locator, _squeezed(block.text)) for block in blocks]
    for piece in filter(None, map(_squeezed, sentence.split("\n"))):
        for place, (locator, text) in enumerate(texts):
            if (at := text.find(piece)) >= 0:
                part = at / len(text), (at + len(piece)) / len(text)
                found.append(_stretch(locator, *part, lengths))
                texts = texts[place:] + texts[:place]  # a formula's pieces are short: the next one is near
                break
        else:
            found += _across(piece, texts, lengths)
    return merged(found)


def _across(piece: str, texts: Sequence[tuple[Locator, str]], lengths: Lengths) -> list[Locator]:
    """Where a sentence stands that begins in one block and ends in one of the next, over a page's end."""
    for place, (locator, text) in enumerate(texts):
        for other, rest in texts[place + 1 : place + 1 + MOST_BETWEEN]:
            for first in {text, text.removesuffix("-")}:
                at = (first + rest).find(piece)
                if 0 <= at < len(first) < at + len(piece):
                    end = (at + len(piece) - len(first)) / len(rest)
                    return [
                        _stretch(locator, at / len(first), 1.0, lengths), _stretch(other, 0.0, end, lengths)
                    ]  # fmt: skip
    return []


def on_lines_of(source: Path | None) -> Lengths:
    """How many characters each line of a Markdown file has; all the same where it can't be read."""

    def lengths(place: LineLocator) -> Sequence[float]:
        count = place.last_line - place.first_line + 1
        if source is None or count == 1:
            return [1.0] * count
        file = source / place.file if source.is_dir() else source
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return [1.0] * count
        here = lines[place.first_line : place.last_line + 1]
        return [float(len(_squeezed(line))) for line in here] if len(here) == count else [1.0] * count

    return lengths


def _stretch(locator: Locator, first: float, last: float, lengths: Lengths) -> Locator:
    """The lines between two parts, 0 to 1, of a block's text."""
    match locator:
        case PageLocator(page=page, boxes=boxes):
            lines = _lines([box.x1 - box.x0 for box in boxes], first, last)
            return PageLocator(page, tuple(boxes[line] for line in lines))
        case LineLocator(file=file, first_line=begin):
            lines = _lines(lengths(locator), first, last)
            return LineLocator(file, begin + lines[0], begin + lines[-1])


def _lines(lengths: Sequence[float], first: float, last: float) -> list[int]:
    total = sum(lengths) or 1.0
    ends = [end / total for end in accumulate(lengths)]
    starts = [0.0, *ends[:-1]]
    touched = [
        line
        for line, (start, end) in enumerate(zip(starts, ends, strict=True))
        if min(end, last) - max(start, first) > EDGE * (end - start)
    ]
    return touched or [min(range(len(ends)), key=lambda line: abs(ends[line] - last))]


def _squeezed(text: str) -> str:
    return "".join(text.split())
