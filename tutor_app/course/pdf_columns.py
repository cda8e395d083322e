"""Lines of a page in reading order: columns that a file holds row by row are taken apart at their gutter."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tutor_app.core.language import is_han
from tutor_app.core.material import Box
from tutor_app.course.pdf_letters import Gap, Letter
from tutor_app.course.pdf_lines import TextLine, line_from

LEAST_ROWS = 4  # of both columns side by side
LEAST_WHITE = 0.45  # of the letters' size
EDGE = 3.0  # points: left edges of one column are so near each other
ALIGNED = 0.7  # of a column's rows begin at its edge
FULL = 0.6  # of a column's rows go on to its end, or go over into the next row
LEAST_WORDS = 2.5  # a row and column; cells of tables have fewer
MOST_GUTTERS = 6  # of a page
MOST_LINES = 2000  # a page with more is no page of text


@dataclass(frozen=True)
class _Gutter:
    """White between two columns, from one row to another."""

    x: float  # where the right column begins
    top: float
    bottom: float


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Put columns that the file holds row by row behind each other; other lines stay in the file's order."""
    ordered = list(lines)
    for _ in range(MOST_GUTTERS if len(lines) <= MOST_LINES else 0):
        gutter = _find_gutter(ordered)
        if gutter is None:
            break
        ordered = _apart(ordered, gutter)
    return ordered


def _find_gutter(lines: Sequence[TextLine]) -> _Gutter | None:
    """A gutter beside which the file goes back and forth."""
    rows = _rows(lines)
    for edge in _edges(rows):
        for band in _bands(rows, edge):
            gutter = _Gutter(edge, min(_top(row) for row in band), max(_bottom(row) for row in band))
            if _is_prose(band, edge) and _is_mixed(lines, gutter):
                return gutter
    return None


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines that stand beside each other, from the top."""
    rows: list[list[TextLine]] = []
    for line in sorted((one for one in lines if not one.turn), key=lambda one: one.box.y0 + one.box.y1):
        middle = (line.box.y0 + line.box.y1) / 2
        if rows and middle < median(one.box.y1 for one in rows[-1]) - 0.1 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _edges(rows: Sequence[Sequence[TextLine]]) -> list[float]:
    """Where words begin after white in many rows, the commonest first."""
    counts: Counter[int] = Counter()
    for row in rows:
        size = max(line.size for line in row)
        words = sorted(word for line in row for word in _words(line))
        starts = {
            round(right[0]) for left, right in pairwise(words) if right[0] - left[1] >= LEAST_WHITE * size
        }
        counts.update(starts)
    near = {x: sum(counts[x + d] for d in (-2, -1, 0, 1, 2)) for x in counts}
    common = [
        x
        for x in near
        if near[x] >= LEAST_ROWS and counts[x] == max(counts[x + d] for d in (-2, -1, 0, 1, 2))
    ]
    return [float(x) for x in sorted(common, key=lambda x: -near[x])[:6]]


def _words(line: TextLine) -> Iterator[tuple[float, float]]:
    """From where to where each word of a line goes; the whole line where its letters aren't known."""
    start = end = None
    for one in line.letters:
        if isinstance(one, Letter):
            start = one.box.x0 if start is None else min(start, one.box.x0)
            end = one.box.x1 if end is None else max(end, one.box.x1)
        elif start is not None and end is not None:
            yield start, end
            start = end = None
    if start is not None and end is not None:
        yield start, end
    elif not line.letters:
        yield line.box.x0, line.box.x1


def _bands(rows: Sequence[list[TextLine]], edge: float) -> Iterator[list[list[TextLine]]]:
    """Rows one after the other that leave the gutter white; enough of them have text on both sides."""
    band: list[list[TextLine]] = []
    for row in [*rows, []]:
        if row and not _crosses(row, edge):
            band.append(row)
            continue
        while band and not _has_both(band[0], edge):
            band = band[1:]
        while band and not (_has_both(band[-1], edge) or _is_column(band[-1], band[0], edge)):
            band = band[:-1]
        if sum(_has_both(one, edge) for one in band) >= LEAST_ROWS:
            yield band
        band = []


def _crosses(row: Sequence[TextLine], edge: float) -> bool:
    size = max(line.size for line in row)
    words = [word for line in row for word in _words(line)]
    return any(start < edge - EDGE and end > edge - LEAST_WHITE * size + 1 for start, end in words)


def _has_both(row: Sequence[TextLine], edge: float) -> bool:
    words = [word for line in row for word in _words(line)]
    return any(start < edge - EDGE for start, _ in words) and any(
        abs(start - edge) <= EDGE for start, _ in words
    )


def _is_column(row: Sequence[TextLine], first: Sequence[TextLine], edge: float) -> bool:
    """Tell whether a row goes on with one column alone, in its letters."""
    size = max(line.size for line in first)
    return all(abs(line.size - size) < 0.1 * size for line in row)


def _is_prose(band: Sequence[Sequence[TextLine]], edge: float) -> bool:
    """Tell whether both sides are running text: aligned, long, and each row goes on in the next."""
    sides = [[part for row in band if (part := _part(row, edge, right))] for right in (False, True)]
    return all(_is_running(side) for side in sides)


@dataclass(frozen=True)
class _Part:
    """What one row has in one column."""

    text: str
    x0: float
    x1: float
    size: float


def _part(row: Sequence[TextLine], edge: float, right: bool) -> _Part | None:
    pieces = [part for line in row for part in _split(line, edge) if (part.box.x0 >= edge - EDGE) == right]
    if not pieces:
        return None
    pieces.sort(key=lambda line: line.box.x0)
    text = " ".join(piece.text for piece in pieces)
    return _Part(text, pieces[0].box.x0, max(piece.box.x1 for piece in pieces), pieces[0].size)


def _is_running(parts: Sequence[_Part]) -> bool:
    if len(parts) < LEAST_ROWS:
        return False
    left, right = (
        Counter(round(part.x0) for part in parts).most_common(1)[0][0],
        max(part.x1 for part in parts),
    )
    aligned = sum(abs(part.x0 - left) <= EDGE for part in parts) >= ALIGNED * len(parts)
    words = sum(len(part.text.split()) + 0.5 * sum(map(is_han, part.text)) for part in parts)
    full = sum(right - part.x1 < 0.2 * (right - left) for part in parts)
    flowing = sum(_flows(one.text, other.text) for one, other in pairwise(parts))
    return (
        aligned
        and words >= LEAST_WORDS * len(parts)
        and (flowing >= 0.4 * (len(parts) - 1) or (full >= FULL * len(parts) and words >= 4 * len(parts)))
    )


def _flows(text: str, following: str) -> bool:
    """Tell whether a sentence goes on from one row to the next."""
    if is_han(text[-1]):
        return is_han(following[0])
    return text[-1] not in ".!?:;。！？" and (following[0].islower() or text[-1] in ",-")


def _is_mixed(lines: Sequence[TextLine], gutter: _Gutter) -> bool:
    """Tell whether the file goes back to the left after the right, or writes through the gutter."""
    sides = []
    for line in _inside(lines, gutter):
        if len(_split(line, gutter.x)) > 1:
            return True
        sides.append(line.box.x0 >= gutter.x - EDGE)
    return sum(one and not other for one, other in pairwise(sides)) > 1


def _inside(lines: Sequence[TextLine], gutter: _Gutter) -> list[TextLine]:
    return [line for line in lines if _is_inside(line.box, gutter) and not line.turn]


def _is_inside(box: Box, gutter: _Gutter) -> bool:
    return gutter.top <= (box.y0 + box.y1) / 2 <= gutter.bottom


def _apart(lines: Sequence[TextLine], gutter: _Gutter) -> list[TextLine]:
    """The lines beside a gutter column by column, where the first of them stood."""
    inside = _inside(lines, gutter)
    parts = [part for line in inside for part in _split(line, gutter.x)]
    columns = [
        sorted(
            (part for part in parts if (part.box.x0 >= gutter.x - EDGE) == right),
            key=lambda part: (round((part.box.y0 + part.box.y1) / 2 / max(part.size, 1)), part.box.x0),
        )
        for right in (False, True)
    ]
    places = {id(line) for line in inside}
    first = next(number for number, line in enumerate(lines) if id(line) in places)
    rest = [line for line in lines[first:] if id(line) not in places]
    columned = [line for column in columns for line in in_reading_order(column)]
    return [*lines[:first], *columned, *rest]


def _split(line: TextLine, edge: float) -> list[TextLine]:
    """A line, or what of it stands left and right of a gutter."""
    if not (line.box.x0 < edge - EDGE < line.box.x1 and line.letters):
        return [line]
    for number, one in enumerate(line.letters):
        if isinstance(one, Letter) and one.box.x0 >= edge - EDGE and number:
            before = line.letters[:number]
            if not isinstance(before[-1], Gap):
                return [line]
            return [part for run in (before, line.letters[number:]) if (part := line_from(run))]
    return [line]


def _top(row: Sequence[TextLine]) -> float:
    return min(line.box.y0 for line in row)


def _bottom(row: Sequence[TextLine]) -> float:
    return max(line.box.y1 for line in row)
