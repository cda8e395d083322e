"""One page on screen: paper, then its picture when that is drawn; marks are its children."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tutor_app.gui.material.colours import Colours


class PageItem(QGraphicsItem):
    """A page in points, its top left corner at the item's origin."""

    def __init__(self, number: int, size: tuple[float, float], colours: Colours) -> None:
        super().__init__()
        self.number = number
        self.colours = colours
        self.picture: QImage | None = None
        self.rough: QImage | None = None  # small, until the picture is there
        self._rect = QRectF(0, 0, *size)

    def show_picture(self, picture: QImage | None, rough: QImage | None = None) -> None:
        self.picture, self.rough = picture, rough
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.fillRect(self._rect, self.colours.paper)
        shown = self.picture or self.rough
        if shown is not None and not shown.isNull():
            _draw_sharp(painter, self._rect, shown)
        if self.colours.dim != Qt.GlobalColor.white:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(self._rect, self.colours.dim)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        edge = QPen(self.colours.edge, 0)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._rect)


def _draw_sharp(painter: QPainter, rect: QRectF, picture: QImage) -> None:
    """Pixel on pixel where the picture has the screen's scale; else resampled, as while zooming."""
    target = painter.worldTransform().mapRect(rect)
    ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
    if abs(target.width() * ratio - picture.width()) > 1:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, picture)
        return
    painter.save()
    painter.setWorldMatrixEnabled(False)
    corner = QPointF(round(target.x() * ratio) / ratio, round(target.y() * ratio) / ratio)
    painter.drawImage(QRectF(corner, picture.size().toSizeF() / ratio), picture)
    painter.restore()
