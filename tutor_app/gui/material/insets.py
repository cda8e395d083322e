"""What stands in text without being text: formulas and pictures, drawn as sharp as the screen is."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QImageReader,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from tutor_app.gui.material.formula import DRAWN_PX, Formula

OBJECT_CHARACTER = "\ufffc"  # stands for an inset in the text
INSET = QTextFormat.ObjectTypes.UserObject + 1
NUMBER = QTextFormat.Property.UserProperty + 1
MAX_PICTURE_PX = 2400


class Inset(Protocol):
    """Something that takes room in a line of text."""

    def size(self, document: QTextDocument) -> QSizeF: ...
    def draw(self, painter: QPainter, rect: QRectF, document: QTextDocument) -> None: ...


class FormulaInset:
    """A formula on the baseline.

    Qt puts the middle of an inset a quarter of the x-height above the baseline (AlignMiddle in
    QTextDocumentLayout::resizeInlineObject), so room is added on the side that lacks it.
    """

    def __init__(self, formula: Formula, colour: QColor) -> None:
        self._formula = formula
        svg = formula.svg.replace("<svg ", f'<svg fill="{colour.name()}" ', 1)
        self._renderer = QSvgRenderer(QByteArray(svg.encode()))

    def size(self, document: QTextDocument) -> QSizeF:
        scale = _scale(document)
        above, below = self._room(document)
        return QSizeF(self._formula.width * scale, above + below)

    def draw(self, painter: QPainter, rect: QRectF, document: QTextDocument) -> None:
        scale = _scale(document)
        top = rect.top() + self._room(document)[0] - self._formula.ascent * scale
        height = (self._formula.ascent + self._formula.descent) * scale
        self._renderer.render(painter, QRectF(rect.left(), top, rect.width(), height))

    def _room(self, document: QTextDocument) -> tuple[float, float]:
        """Pixels above and below the baseline."""
        scale = _scale(document)
        above, below = self._formula.ascent * scale, self._formula.descent * scale
        lift = QFontMetricsF(document.defaultFont()).xHeight() / 2
        return max(above, below + lift), max(below, above - lift)


def _scale(document: QTextDocument) -> float:
    return QFontMetricsF(document.defaultFont()).height() / 1.32 / DRAWN_PX


class PictureInset:
    """A picture of the course, never wider than the column; decoded when it is first seen."""

    def __init__(self, path: Path, gallery: "Gallery") -> None:
        self.path = path
        self._gallery = gallery
        self._natural = QImageReader(str(path)).size()

    @property
    def is_readable(self) -> bool:
        return self._natural.isValid() and not self._natural.isEmpty()

    def size(self, document: QTextDocument) -> QSizeF:
        frame = document.rootFrame().frameFormat()
        column = document.textWidth() - frame.leftMargin() - frame.rightMargin()
        natural = QSizeF(self._natural) / 2  # drawn for screens of two pixels a point
        if natural.width() < column * 0.5:
            natural *= 2
        return natural.scaled(
            min(natural.width(), max(column, 40.0)), 1e6, Qt.AspectRatioMode.KeepAspectRatio
        )

    def draw(self, painter: QPainter, rect: QRectF, document: QTextDocument) -> None:
        image = self._gallery.image(self.path, self._natural)
        if image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image)


class Gallery(QObject):
    """Decodes pictures one at a time between two events of the window, and keeps the latest.

    Signals:
        arrived: a picture that was missed can be drawn now.
    """

    arrived = Signal()

    def __init__(self, kept: int = 24, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: dict[Path, QImage] = {}  # oldest first
        self._missed: dict[Path, QSize] = {}
        self._kept = kept
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._load_one)

    @property
    def is_idle(self) -> bool:
        return not self._timer.isActive()

    def image(self, path: Path, natural: QSize) -> QImage | None:
        """The picture, or nothing yet."""
        if path in self._images:
            self._images[path] = self._images.pop(path)
            return self._images[path]
        self._missed[path] = natural
        self._timer.start()
        return None

    def _load_one(self) -> None:
        if not self._missed:
            return
        path = next(iter(self._missed))
        natural = self._missed.pop(path)
        reader = QImageReader(str(path))
        if max(natural.width(), natural.height()) > MAX_PICTURE_PX:
            bound = QSize(MAX_PICTURE_PX, MAX_PICTURE_PX)
            reader.setScaledSize(natural.scaled(bound, Qt.AspectRatioMode.KeepAspectRatio))
        self._images[path] = reader.read()
        while len(self._images) > self._kept:
            del self._images[next(iter(self._images))]
        if self._missed:
            self._timer.start()
        self.arrived.emit()


class InsetLayout(QPyTextObject):
    """Lets a document lay out and draw insets; give it to `registerHandler`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._insets: list[Inset] = []

    def add(self, inset: Inset, words: str) -> QTextCharFormat:
        """The format of the character that stands for an inset, which reads as `words`."""
        format = QTextCharFormat()
        format.setObjectType(INSET)
        format.setProperty(NUMBER, len(self._insets))
        format.setProperty(QTextFormat.Property.ImageAltText, words)
        format.setToolTip(words)
        format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        self._insets.append(inset)
        return format

    def forget(self) -> None:
        """Drop all insets; the document that had them is empty."""
        self._insets = []

    def intrinsicSize(self, document: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        inset = self._inset(format)
        return inset.size(document) if inset else QSizeF(0, 0)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        format: QTextFormat,
    ) -> None:
        inset = self._inset(format)
        if inset is not None:
            inset.draw(painter, QRectF(rect), document)

    def _inset(self, format: QTextFormat) -> Inset | None:
        number = format.property(NUMBER)
        return self._insets[number] if isinstance(number, int) and number < len(self._insets) else None
