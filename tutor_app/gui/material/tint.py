"""Marks laid over a page: tinted lines, framed figures and the number of the evidence."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tutor_app.core.material import Box

Blend: TypeAlias = QPainter.CompositionMode  # multiplied on light paper, screened on dark
BADGE_PT = 15.0  # across
AIR_PT = 1.5  # by which a tint is wider than the line
HALO_PT = 9.0  # how far the attention begins around the lines


def rect_of(box: Box) -> QRectF:
    return QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)


def shape_of(boxes: Sequence[Box]) -> QPainterPath:
    """An outline around each box."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for box in boxes:
        path.addRoundedRect(rect_of(box).adjusted(-AIR_PT, -AIR_PT / 2, AIR_PT, AIR_PT / 2), 2, 2)
    return path


def passage_shape(boxes: Sequence[Box]) -> QPainterPath:
    """One outline around lines: the leading between neighbours is filled, so that a passage is one area."""
    path = shape_of(boxes)
    for box, after in pairwise(boxes):
        if _is_next_line(box, after):
            left, right = max(box.x0, after.x0) - AIR_PT, min(box.x1, after.x1) + AIR_PT
            path.addRect(QRectF(left, box.y1, right - left, after.y0 - box.y1))
    return path.simplified()


def _is_next_line(box: Box, after: Box) -> bool:
    gap = after.y0 - box.y1
    overlap = min(box.x1, after.x1) - max(box.x0, after.x0)
    return overlap > 0 and 0 < gap < 0.9 * (box.y1 - box.y0)


class Tint(QGraphicsItem):
    """A colour blended with some lines of a page, so that the print stays sharp."""

    def __init__(self, parent: QGraphicsItem, shape: QPainterPath, colour: QColor, blend: Blend) -> None:
        super().__init__(parent)
        self._shape, self._colour, self._blend = shape, colour, blend

    def boundingRect(self) -> QRectF:
        return self._shape.boundingRect()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setCompositionMode(self._blend)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._shape, self._colour)


class Mark(Tint):
    """Evidence on one page: its lines, its number, and a halo that fades when it is shown."""

    def __init__(
        self,
        parent: QGraphicsItem,
        boxes: Sequence[Box],
        colour: QColor,
        blend: Blend,
        framed: QColor | None = None,
    ) -> None:
        super().__init__(parent, passage_shape(boxes), colour, blend)
        self.boxes = tuple(boxes)
        self._framed = framed
        self._halo = 0.0

    def set_halo(self, halo: float) -> None:
        """How strong the attention is, 1 to 0."""
        self._halo = halo
        self.update()

    def boundingRect(self) -> QRectF:
        return self._shape.boundingRect().adjusted(-HALO_PT, -HALO_PT, HALO_PT, HALO_PT)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._framed is None:
            super().paint(painter, option, widget)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._framed, 1.6))
            for box in self.boxes:
                painter.drawRoundedRect(rect_of(box).adjusted(-3, -3, 3, 3), 4, 4)
        if self._halo > 0:
            self._paint_halo(painter)

    def _paint_halo(self, painter: QPainter) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        colour = self._colour.darker(140)
        colour.setAlphaF(0.75 * self._halo)
        reach = HALO_PT * (1 - self._halo) * 0.7
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._shape.boundingRect().adjusted(-reach, -reach, reach, reach), 4, 4)


class Badge(QGraphicsItem):
    """The number of the evidence, in the margin."""

    def __init__(
        self, parent: QGraphicsItem, number: int, centre: QPointF, fill: QColor, ink: QColor
    ) -> None:
        super().__init__(parent)
        self.number = number
        self._fill, self._ink = fill, ink
        self.setPos(centre)
        self.setZValue(2)

    def boundingRect(self) -> QRectF:
        return QRectF(-BADGE_PT / 2 - 1, -BADGE_PT / 2 - 1, BADGE_PT + 2, BADGE_PT + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        circle = self.boundingRect().adjusted(1, 1, -1, -1)
        paint_badge(painter, circle, self.number, self._fill, self._ink)


def paint_badge(painter: QPainter, circle: QRectF, number: int, fill: QColor, ink: QColor) -> None:
    """A filled circle with a number in it; the same on a page and beside text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(circle)
    font = QFont(painter.font())
    font.setPixelSize(max(round(circle.height() * 0.6), 1))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))


def take_off(items: Sequence[QGraphicsItem]) -> None:
    """Take marks off their pages."""
    for item in items:
        item.scene().removeItem(item)


def badge_centre(boxes: Sequence[Box], taken: Sequence[QPointF]) -> QPointF:
    """A place left of the first line that no other badge of the page has."""
    first = boxes[0]
    left = min(box.x0 for box in boxes)
    centre = QPointF(
        max(left - BADGE_PT, BADGE_PT / 2 + 1), first.y0 + min(first.y1 - first.y0, BADGE_PT) / 2
    )
    while any(_too_near(centre, other) for other in taken):
        centre += QPointF(0, BADGE_PT + 1)
    return centre


def _too_near(one: QPointF, other: QPointF) -> bool:
    return abs(one.x() - other.x()) < BADGE_PT and abs(one.y() - other.y()) < BADGE_PT
