"""Sentences → subtitles: two lines at most, seven seconds at most, parted where a reader would."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_app.core.language import is_han
from tutor_app.core.recording.said import Sentence, Word

# Source: BBC Subtitle Guidelines; Netflix, Timed Text Style Guide (42 characters, two lines, seven seconds)
LINE = 42  # columns; a Chinese character fills two
LINES = 2
MOST_S, LEAST_S = 7.0, 1.0
PAUSE_S = 0.3  # to be seen as one

_MARKS = ",.;:!?，。；：！？、…”’)）》」』%"
# what a line may not part: a Latin word, or one Chinese character with the marks behind it
_UNIT = re.compile(rf"\s*(?:[㐀-鿿豈-﫿][{re.escape(_MARKS)}]*|[^\s㐀-鿿豈-﫿]+)")


@dataclass(frozen=True)
class Cue:
    """What is shown from one moment to another."""

    start_s: float
    end_s: float
    lines: tuple[str, ...]


def cues(sentences: Sequence[Sentence]) -> list[Cue]:
    """In the order of their times; none is shown while another is."""
    parts = [part for sentence in sentences for part in _parted(sentence.words)]
    begins = [part[0].start_s for part in parts]
    found = []
    for part, next_s in zip(parts, [*begins, math.inf][1:], strict=True):
        start_s = part[0].start_s
        end_s = min(max(part[-1].end_s, start_s + LEAST_S), start_s + MOST_S, max(start_s, next_s))
        found.append(Cue(start_s, end_s, lines("".join(word.text for word in part))))
    return found


def lines(text: str) -> tuple[str, ...]:
    """A line if it fits, else two of about the same length; more only where even they are too short."""
    units = [part for unit in _UNIT.findall(text.strip()) for part in _cut(unit)]
    if columns("".join(units)) <= LINE:
        return ("".join(units).strip(),)
    ways = [("".join(units[:n]).strip(), "".join(units[n:]).strip()) for n in range(1, len(units))]
    best = min(ways, key=lambda way: max(map(columns, way)), default=())
    return best if best and max(map(columns, best)) <= LINE else tuple(_filled(units))


def columns(text: str) -> int:
    """How wide it is: a Chinese character or mark is as wide as two letters."""
    return sum(
        2 if is_han(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff60" else 1
        for char in text
    )


def _parted(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Halves of halves, until each fits."""
    if len(words) == 1 or _fits(words):
        yield words
        return
    cut = min(range(1, len(words)), key=lambda n: _badness(words, n))
    yield from _parted(words[:cut])
    yield from _parted(words[cut:])


def _fits(words: Sequence[Word]) -> bool:
    short = words[-1].end_s - words[0].start_s <= MOST_S
    return short and len(lines("".join(word.text for word in words))) <= LINES


def _badness(words: Sequence[Word], cut: int) -> float:
    """How far from the middle, in parts of the whole; punctuation and pauses are worth a detour."""
    before, after = words[cut - 1], words[cut]
    left, right = (columns("".join(word.text for word in part)) for part in (words[:cut], words[cut:]))
    badness = abs(left - right) / (left + right)
    if before.text.endswith(tuple(_MARKS)):
        badness -= 0.4
    if after.start_s - before.end_s > PAUSE_S:
        badness -= 0.3
    return badness


def _filled(units: Sequence[str]) -> Iterator[str]:
    line = ""
    for unit in units:
        if line and columns((line + unit).strip()) > LINE:
            yield line.strip()
            line = ""
        line += unit
    yield line.strip()


def _cut(unit: str) -> Iterator[str]:
    """One that is longer than a line, hard."""
    for start in range(0, len(unit), LINE):
        yield unit[start : start + LINE]
