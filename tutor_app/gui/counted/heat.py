"""The learner's picture with heat where it counted, and frames around the words that did."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tutor_app.core.counted import GRID, Counted

HIGHEST_PX = 220
HOT = QColor("#c8500a")  # most pictures are white, whatever the theme
DENSEST = 175  # of 255: the picture stays readable under it
FRAMED = 0.5  # of the share of the line that counted most


class HeatPicture(QWidget):
    """As wide as it may be, never larger than the picture itself needs."""

    def __init__(self, image: Path, counted: Counted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reader = QImageReader(str(image))
        reader.setAutoTransform(True)
        self._picture = reader.read()
        self._counted = counted
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        part = self._parts()[ninth_of(counted.cells)]
        self.setAccessibleName(self.tr("Your picture; most counted: {part}").format(part=part))
        self.setToolTip(self.accessibleName())

    def _parts(self) -> list[str]:
        return [
            self.tr("upper left"), self.tr("upper middle"), self.tr("upper right"),
            self.tr("middle left"), self.tr("middle"), self.tr("middle right"),
            self.tr("lower left"), self.tr("lower middle"), self.tr("lower right"),
        ]  # fmt: skip

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(360))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._picture.isNull():
            return 0
        return min(HIGHEST_PX, max(24, round(width * self._picture.height() / self._picture.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.left(), room.top(), size.width(), size.height())
        painter.drawImage(place, self._picture)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.drawImage(place, heat(self._counted.cells, HOT))
        painter.setPen(QPen(HOT, 2))
        most = max((spot.share for spot in self._counted.spots), default=0.0)
        for spot in self._counted.spots:
            if most > 0 and spot.share >= FRAMED * most:
                box = spot.box
                painter.drawRect(
                    QRectF(
                        place.left() + box.x0 * place.width(), place.top() + box.y0 * place.height(),
                        (box.x1 - box.x0) * place.width(), (box.y1 - box.y0) * place.height(),
                    )
                )  # fmt: skip
        painter.end()


def heat(cells: tuple[float, ...], colour: QColor) -> QImage:
    """7 × 7 pixels of one colour, the denser the more a cell counted; drawn larger, they flow together."""
    image = QImage(GRID, GRID, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    most = max(cells, default=0.0)
    for number, share in enumerate(cells):
        shade = QColor(colour)
        shade.setAlpha(round(DENSEST * share / most) if most > 0 else 0)
        image.setPixelColor(number % GRID, number // GRID, shade)
    return image


def ninth_of(cells: tuple[float, ...]) -> int:
    """Which ninth of the picture holds most of it: 0 upper left, 1 upper middle, … 8 lower right."""
    sums = [0.0] * 9
    for number, share in enumerate(cells):
        row, column = number // GRID, number % GRID
        sums[3 * (row * 3 // GRID) + column * 3 // GRID] += share
    return max(range(9), key=lambda place: sums[place])
