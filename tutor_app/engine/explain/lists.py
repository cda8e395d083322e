"""Lists with the sentence that leads to them: an item by itself often lacks what it speaks of."""

import re
from collections.abc import Sequence

from tutor_app.core.language import is_han
from tutor_app.engine.explain.sentences import ENDS, MARK

MOST_LETTERS = 420  # of a list that is told whole; a Chinese character counts as three
_LEADS = re.compile(r"[:：][*_]*$")
_GOALS = re.compile(r"able to[:：]|目标[:：]")  # what is to be learnt is no lesson
_ITEM = re.compile(rf"\s*\n\s*{MARK}")


def last_of_list(text: str, spans: Sequence[tuple[int, int]], at: int) -> int:
    """The last piece of the list that piece `at` leads to; `at` where there is none, or one too long."""
    lead = text[slice(*spans[at])]
    if not _LEADS.search(lead) or _GOALS.search(lead):
        return at
    last = at
    while last + 1 < len(spans):
        gap = text[spans[last][1] : spans[last + 1][0]]
        goes_on = last > at and "\n" not in gap  # a further sentence of an item
        if not (_ITEM.fullmatch(gap) or goes_on):
            break
        last += 1
    return last if _length(text[spans[at][0] : spans[last][1]]) <= MOST_LETTERS else at


def with_lists(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces, each list in one with its lead."""
    found, at = [], 0
    while at < len(spans):
        last = last_of_list(text, spans, at)
        found.append((spans[at][0], spans[last][1]))
        at = last + 1
    return found


def in_line(text: str) -> str:
    """A list as one sentence, without its marks; any other text as it is."""
    lead, *items = _ITEM.split(text)
    if not items or not _LEADS.search(lead):
        return text
    stop, pause = ("。", "；") if is_han(items[0].strip("*_ ")[:1] or " ") else (".", "; ")
    told = [item.rstrip() for item in items]
    joined = [one if one.endswith(tuple(ENDS)) else one + pause.rstrip() for one in told[:-1]]
    end = told[-1] if told[-1].endswith(tuple(ENDS)) else told[-1] + stop
    space = " " if stop == "." else ""
    return f"{lead}{space}{space.join([*joined, end])}"


def _length(text: str) -> int:
    return len(text) + 2 * sum(map(is_han, text))
