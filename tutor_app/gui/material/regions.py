"""A part of a page that the learner means: framed, or a figure as a whole."""

from PySide6.QtCore import QRectF

from tutor_app.core.material import Box, Region
from tutor_app.gui.material.layout import Layout
from tutor_app.gui.material.page import PageItem

REGION_SCALE = 2.0  # pixels for a point in a region's picture, at least
LONGEST_REGION_PX = 2000


def region_in(drawn: QRectF, layout: Layout, items: list[PageItem]) -> Region | None:
    """The part of the page that a rectangle of the scene covers most of."""
    best: tuple[float, int, QRectF] | None = None
    first, last = layout.row_at(drawn.top()), layout.row_at(drawn.bottom())
    for page in range(first.first, last.first + last.count):
        part = items[page].mapRectFromScene(drawn) & items[page].boundingRect()
        area = part.width() * part.height()
        if area > 0 and (best is None or area > best[0]):
            best = area, page, part
    if best is None:
        return None
    _, page, part = best
    return Region(page, Box(part.left(), part.top(), part.right(), part.bottom()))


def scale_of(region: Region, screen_scale: float) -> float:
    """Pixels for a point in the picture of a region: sharp, and not too large."""
    width, height = region.box.x1 - region.box.x0, region.box.y1 - region.box.y0
    sharp = max(REGION_SCALE, screen_scale)
    return max(min(sharp, LONGEST_REGION_PX / max(width, height)), REGION_SCALE)
