"""The learner's picture with heat where it counted, and frames around the words that did."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tutor_app.core.counted import GRID, Counted, Spot
from tutor_app.gui.design.tokens import DARK, LIGHT

MOST_LINES = 15  # of text: how high it may be
KEPT_PX = 1400  # of the longer side: enough for a sharp screen
STEPS = 12  # pixels of the heat for a cell, on each side
SPREAD = 0.55  # of a cell's side: how far its heat flows
DENSEST = 0.72  # the picture stays readable under it
FRAMED = 0.4  # of the share of the line that counted most

Heat = NDArray[np.float32]  # (84, 84), 0 to 1


class HeatPicture(QWidget):
    """As wide as there is room; the whole picture is seen, with nothing but the heat upon it."""

    def __init__(self, image: Path, counted: Counted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = _read(image)
        self._counted = counted
        self._accent = QColor((DARK if is_dark(self._picture) else LIGHT).accent)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Your picture; most counted: {part}").format(part=self.part()))
        self.setToolTip(self.accessibleName())

    @property
    def is_there(self) -> bool:
        """Whether the file can still be read."""
        return not self._picture.isNull()

    def part(self) -> str:
        """Where it counted most, in words."""
        return self._parts()[ninth_of(self._counted.cells, self._picture.size())]

    def sizeHint(self) -> QSize:
        wide = 40 * self.fontMetrics().averageCharWidth()
        return QSize(wide, self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:
        if not self.is_there:
            return 0
        high = round(width * self._picture.height() / self._picture.width())
        return max(24, min(high, MOST_LINES * self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_there:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.drawImage(place, self._picture)
        painter.setClipRect(place)
        painter.drawImage(square_around(place), tinted(flowing(self._counted.cells), self._accent))
        painter.setClipping(False)
        for spot in framed(self._counted.spots):
            _frame(painter, _on(place, spot), self._accent)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _place(self) -> QRectF:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, 0, size.width(), size.height())

    def _parts(self) -> list[str]:
        return [
            self.tr("upper left"), self.tr("upper middle"), self.tr("upper right"),
            self.tr("middle left"), self.tr("middle"), self.tr("middle right"),
            self.tr("lower left"), self.tr("lower middle"), self.tr("lower right"),
        ]  # fmt: skip


def square_around(place: QRectF) -> QRectF:
    """The square that the cells divide: the picture lies in its middle (`core.picture.to_square`)."""
    side = max(place.width(), place.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(place.center())
    return square


def is_dark(picture: QImage) -> bool:
    """Whether its heat must be light to be seen, whatever the theme: most pictures are white, code is not."""
    if picture.isNull():
        return False
    mean = picture.scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
    return mean.pixelColor(0, 0).lightness() < 128


def flowing(cells: Sequence[int]) -> Heat:
    """7 × 7 shares, finer and without steps; the hottest point is 1."""
    size = GRID * STEPS
    if not any(cells):
        return np.zeros((size, size), np.float32)
    points = (np.arange(size) + 0.5) / STEPS
    distance = points[:, None] - (np.arange(GRID) + 0.5)[None, :]
    weights = np.exp(-((distance / SPREAD) ** 2) / 2)
    weights /= weights.sum(axis=1, keepdims=True)
    heat = weights @ np.array(cells, np.float64).reshape(GRID, GRID) @ weights.T
    scaled: Heat = (heat / heat.max()).astype(np.float32)
    return scaled


def tinted(heat: Heat, colour: QColor) -> QImage:
    """The heat in one colour, the denser the hotter."""
    alpha = DENSEST * heat
    tint = np.array(
        [colour.blue(), colour.green(), colour.red(), 255], np.float32
    )  # as QImage lies in memory
    pixels = np.ascontiguousarray(np.rint(alpha[..., None] * tint).astype(np.uint8))
    high, wide = heat.shape
    return QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied).copy()


def framed(spots: Sequence[Spot]) -> list[Spot]:
    """Those that counted about as much as the first one."""
    most = max((spot.share for spot in spots), default=0)
    return [spot for spot in spots if most and spot.share >= FRAMED * most]


def ninth_of(cells: Sequence[int], size: QSize) -> int:
    """Which ninth of a picture the hottest cell lies in: 0 upper left, 1 upper middle, … 8 lower right."""
    if not cells or size.isEmpty():
        return 4
    place = QRectF(0, 0, size.width(), size.height())
    square, hottest = square_around(place), max(range(len(cells)), key=cells.__getitem__)
    across = square.left() + (hottest % GRID + 0.5) * square.width() / GRID
    down = square.top() + (hottest // GRID + 0.5) * square.height() / GRID
    column, row = (int(3 * x / side) for x, side in ((across, size.width()), (down, size.height())))
    return 3 * min(max(row, 0), 2) + min(max(column, 0), 2)


def _read(image: Path) -> QImage:
    reader = QImageReader(str(image))
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > KEPT_PX:
        reader.setScaledSize(size.scaled(KEPT_PX, KEPT_PX, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _on(place: QRectF, spot: Spot) -> QRectF:
    wide, high = place.width() / 1000, place.height() / 1000
    return QRectF(
        place.left() + spot.left * wide,
        place.top() + spot.top * high,
        (spot.right - spot.left) * wide,
        (spot.bottom - spot.top) * high,
    )


def _frame(painter: QPainter, box: QRectF, accent: QColor) -> None:
    """Seen on any picture: a light line around a dark one, or the other way round."""
    light = accent.lightness() > 128
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = QColor(Qt.GlobalColor.black if light else Qt.GlobalColor.white)
    for colour, width in ((around, 4.0), (accent, 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 2, 2)
