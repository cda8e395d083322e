"""A page that is a picture of a page → its lines, set upright, and the way back to where they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tutor_app.core.arrays import Pixels
from tutor_app.core.material import Box
from tutor_app.course.pdf_lines import TextLine

# a page's picture → words or lines with their boxes in its pixels
ReadPage: TypeAlias = Callable[[Pixels], Sequence[tuple[str, Box]]]
# a page's picture → by how many degrees it is turned clockwise: 0, 90, 180 or 270
TurnPage: TypeAlias = Callable[[Pixels], int]

MOST_SKEW_DEG, SKEW_STEP_DEG = 6.0, 0.25
LEAST_SKEW_DEG = 0.4  # less does no harm
SKEW_PX = 700  # the longer side, on which the angle is looked for
INK = 128
CONTRAST = 40  # grey levels between ink and paper, at least
SAME_LINE = 0.5  # of the smaller of both boxes


@dataclass(frozen=True)
class Upright:
    """A page's picture set upright, and where its points were before."""

    picture: Image.Image
    turn: int  # degrees clockwise, in quarters
    skew: float  # degrees clockwise that were left after it
    size: tuple[int, int]  # of the page's picture

    def back(self, box: Box) -> Box:
        """Find the box of a line on the page's picture."""
        corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1))
        points = [self._point(x, y) for x, y in corners]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        width, height = self.size
        x0, y0 = min(max(min(xs), 0.0), width), min(max(min(ys), 0.0), height)
        return Box(x0, y0, max(min(max(xs), width), x0), max(min(max(ys), height), y0))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        wide, high = self.picture.size
        angle = np.radians(self.skew)
        dx, dy = x - wide / 2, y - high / 2
        x = float(wide / 2 + dx * np.cos(angle) - dy * np.sin(angle))
        y = float(high / 2 + dx * np.sin(angle) + dy * np.cos(angle))
        width, height = self.size
        return {0: (x, y), 90: (width - y, x), 180: (width - x, height - y), 270: (y, height - x)}[self.turn]


def to_upright(picture: Image.Image, turn_page: TurnPage | None) -> Upright:
    """Turn a picture of a page so that its lines run from left to right."""
    turn = turn_page(np.asarray(picture)) % 360 // 90 * 90 if turn_page else 0
    turned = picture.rotate(turn, expand=True) if turn else picture
    skew = skew_deg(turned)
    if abs(skew) >= LEAST_SKEW_DEG:
        turned = turned.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white")
    else:
        skew = 0.0
    return Upright(turned, turn, skew, picture.size)


def read_scan(
    picture: Image.Image, scale: float, read_page: ReadPage, turn_page: TurnPage | None
) -> tuple[list[TextLine], Callable[[Box], Box]]:
    """Read a page's picture: lines in points of the upright page, and what gives their place on the page.

    `scale`: pixels a point.
    """
    upright = to_upright(picture, turn_page)
    lines = []
    for text, box in read_page(np.asarray(upright.picture)):
        shown = _scale(box, 1 / scale)
        if text.strip():
            lines.append(TextLine(text.strip(), shown, round(shown.y1 - shown.y0, 1), False))
    return lines, lambda box: _scale(upright.back(_scale(box, scale)), 1 / scale)


def with_scan(lines: Sequence[TextLine], read: Sequence[TextLine]) -> list[TextLine]:
    """Add to a page's own lines what was read elsewhere on its picture, from the top."""
    more = [line for line in read if not any(_is_same(line.box, own.box) for own in lines)]
    if not more:
        return list(lines)
    return sorted([*lines, *more], key=lambda line: (line.box.y0 + line.box.y1, line.box.x0))


def is_blank(picture: Image.Image, box: Box, scale: float) -> bool:
    """Tell whether nothing can be seen where a line is said to be: white on white, or behind a picture."""
    left, top = int(box.x0 * scale), int(box.y0 * scale)
    right, bottom = int(box.x1 * scale) + 1, int(box.y1 * scale) + 1
    part = np.asarray(picture.convert("L").crop((left, top, right, bottom)), dtype=np.int16)
    return not part.size or int(part.max() - part.min()) < CONTRAST


def skew_deg(picture: Image.Image) -> float:
    """Measure by how many degrees lines climb or fall, clockwise: at the right angle, rows are ink or white.

    Source: W. Postl, Detection of linear oblique structures and skew scan in digitized documents, 1986.
    """
    small = picture.convert("L")
    small.thumbnail((SKEW_PX, SKEW_PX))
    ink = np.asarray(small) < INK
    rows, columns = np.nonzero(ink)
    if len(rows) < 200 or len(rows) > 0.35 * ink.size:
        return 0.0
    angles = np.arange(-MOST_SKEW_DEG, MOST_SKEW_DEG + SKEW_STEP_DEG / 2, SKEW_STEP_DEG)
    scores = [_sharpness(rows, columns, float(angle)) for angle in angles]
    best = int(np.argmax(scores))
    upright = scores[len(angles) // 2]
    return float(angles[best]) if scores[best] > 1.1 * upright else 0.0


def _sharpness(rows: NDArray[np.intp], columns: NDArray[np.intp], angle_deg: float) -> float:
    """How unlike neighbouring rows are when the ink is turned back by an angle."""
    slope = np.tan(np.radians(angle_deg))
    places = np.round(rows - columns * slope).astype(np.int64)
    counts = np.bincount(places - places.min()).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())


def _is_same(one: Box, other: Box) -> bool:
    return one.overlap(other) > SAME_LINE * max(min(one.area, other.area), 1e-6)


def _scale(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)
