"""Where formulas stand on a screenshot: ink that is not prose, cut apart where white runs through."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.language import is_han
from tutor_app.core.material import Box
from tutor_app.core.maths.parts import FUNCTIONS
from tutor_app.engine.formulas.picture import INK, Grey
from tutor_app.engine.ocr import ScreenWord

# in heights of a line of text
GAP_DOWN = 0.45  # white between a formula and what is above it; inside a fraction there is less
GAP_ACROSS = 2.2  # between a formula and its number at the margin
LEAST_WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1.2, 0.5, 9.0
LONGEST_STROKE = 5.0  # upright: axes and frames of drawings are longer

MOST_INK = 0.4  # of its area: photographs and filled shapes have more
LINE_PX = 28.0  # where no text tells
SENTENCE, LONG = 3, 4  # so many words make one; fewer count from so many letters on: `mv` is none
PROSE = 0.5  # of the characters of a line stand in words
_MATHS = re.compile(r"[=<>±×÷∑∏∫√∂∇∞≈≠≤≥∝→∈α-ωΑ-Ω\U0001d400-\U0001d7ff\ue000-\uf8ff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def formula_boxes(plane: Grey, lines: Sequence[ScreenWord]) -> list[Box]:
    """What may be formulas, from the top, given the lines that were read."""
    height = median([line.box_px.y1 - line.box_px.y0 for line in lines]) if lines else LINE_PX
    ink = plane < INK
    for line in lines:
        if is_prose(line):
            _wipe(ink, line.box_px)
    rows, columns = ink.shape
    whole = (0, 0, columns, rows)
    boxes = [Box(*map(float, found)) for found in _cut(ink, whole, height) if _may_be(ink, found, height)]
    return sorted(boxes, key=lambda box: (box.y0, box.x0))


def is_prose(line: ScreenWord) -> bool:
    """Whether a line is words: most characters are Chinese or stand in words that name no function."""
    characters = [char for char in line.text if not char.isspace()]
    words = [word for word in _WORD.findall(line.text) if word.lower() not in FUNCTIONS]
    if len(words) < SENTENCE:
        words = [word for word in words if len(word) >= LONG]
    spelt = sum(map(len, words)) + sum(map(is_han, characters))
    return bool(characters) and spelt >= PROSE * len(characters)


def has_maths(words: str) -> bool:
    """Whether a page's own words have signs that only formulas have."""
    return bool(_MATHS.search(words))


_Corners = tuple[int, int, int, int]  # left, top, right, bottom


def _wipe(ink: NDArray[np.bool_], box: Box) -> None:
    ink[max(0, round(box.y0)) : round(box.y1) + 1, max(0, round(box.x0)) : round(box.x1) + 1] = False


def _cut(ink: NDArray[np.bool_], corners: _Corners, line_px: float) -> Iterator[_Corners]:
    """Down, then across, as long as anything comes apart."""
    left, top, right, bottom = corners
    inside = ink[top:bottom, left:right]
    down = _runs(np.asarray(inside.any(axis=1)), GAP_DOWN * line_px)
    for first, last in down:
        across = _runs(np.asarray(inside[first:last].any(axis=0)), GAP_ACROSS * line_px)
        for start, end in across:
            part = (left + start, top + first, left + end, top + last)
            if len(down) * len(across) == 1:
                yield part
            else:
                yield from _cut(ink, part, line_px)


def _runs(marked: NDArray[np.bool_], gap_px: float) -> list[tuple[int, int]]:
    """From where to where anything is marked, over smaller gaps than `gap_px`."""
    places = np.flatnonzero(marked)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > max(gap_px, 1))
    starts = [places[0], *places[breaks + 1]]
    ends = [*places[breaks], places[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _may_be(ink: NDArray[np.bool_], corners: _Corners, line_px: float) -> bool:
    left, top, right, bottom = corners
    width, height = (right - left) / line_px, (bottom - top) / line_px
    if width < LEAST_WIDTH or not LEAST_HEIGHT <= height <= MOST_HEIGHT:
        return False
    inside = ink[top:bottom, left:right]
    return bool(inside.mean() <= MOST_INK and _longest_stroke(inside) <= LONGEST_STROKE * line_px)


def _longest_stroke(ink: NDArray[np.bool_]) -> int:
    """Pixels of the longest upright run."""
    longest, run = 0, np.zeros(ink.shape[1], dtype=np.int64)
    for row in ink:
        run = (run + 1) * row
        longest = max(longest, int(run.max()))
    return longest
