"""What stands in text without being text: formulas and pictures, drawn as sharp as the screen is."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QImageReader,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLine,
)
from PySide6.QtSvg import QSvgRenderer

from tutor_app.tutor.typesetting import DRAWN_PX, MATHS_TO_TEXT, Formula

OBJECT_CHARACTER = "\ufffc"  # stands for an inset in the text
INSET = QTextFormat.ObjectTypes.UserObject + 1
NUMBER = QTextFormat.Property.UserProperty + 1
LATEX = QTextFormat.Property.UserProperty + 2
ALTERNATIVE = QTextFormat.Property.ImageAltText
MAX_PICTURE_PX = 2400
AIR = 3.5  # above and below what is higher than a line, in pixels at DRAWN_PX


class Inset(Protocol):
    """Something that takes room in a line of text."""

    def size(self, document: QTextDocument) -> QSizeF: ...
    def draw(self, painter: QPainter, rect: QRectF, line: QTextLine, document: QTextDocument) -> None: ...


class FormulaInset:
    """A formula on the baseline of its line.

    Qt reserves room around a line a quarter of the x-height above the baseline (AlignMiddle in
    QTextDocumentLayout::resizeInlineObject), so what one side lacks is added there; where it then
    draws is the middle of the line, so the baseline is asked of the line.
    """

    def __init__(self, formula: Formula, colour: QColor) -> None:
        self._formula = formula
        opened = formula.svg.replace("><", f'><g fill="{colour.name()}"><', 1)
        self._renderer = QSvgRenderer(QByteArray(opened.replace("</svg>", "</g></svg>").encode()))

    def size(self, document: QTextDocument) -> QSizeF:
        letters = _letters(document)
        scale = letters.scale
        above, below = self._formula.ascent * scale, self._formula.descent * scale
        above += AIR * scale if above > letters.ascent else 0
        below += AIR * scale if below > letters.descent else 0
        lift = letters.x_height / 2
        return QSizeF(self._formula.width * scale, max(above, below + lift) + max(below, above - lift))

    def draw(self, painter: QPainter, rect: QRectF, line: QTextLine, document: QTextDocument) -> None:
        scale = _letters(document).scale
        baseline = rect.center().y() - line.height() / 2 + line.ascent()
        height = (self._formula.ascent + self._formula.descent) * scale
        top = baseline - self._formula.ascent * scale
        self._renderer.render(painter, QRectF(rect.left(), top, rect.width(), height))


class _Letters(NamedTuple):
    """A font's measures in pixels, and how much larger than drawn its formulas are."""

    ascent: float
    descent: float
    x_height: float
    scale: float


def _letters(document: QTextDocument) -> _Letters:
    return _letters_of(document.defaultFont().toString())


@lru_cache(maxsize=32)  # Qt asks for the size of every formula at each layout
def _letters_of(described: str) -> _Letters:
    font = QFont()
    font.fromString(described)
    metrics, scale = QFontMetricsF(font), MATHS_TO_TEXT * QFontInfo(font).pixelSize() / DRAWN_PX
    return _Letters(metrics.ascent(), metrics.descent(), metrics.xHeight(), scale)


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

    def draw(self, painter: QPainter, rect: QRectF, line: QTextLine, document: QTextDocument) -> None:
        density = painter.worldTransform().m11() * painter.device().devicePixelRatio()
        image = self._gallery.image(self.path, round(rect.width() * density))
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)


def latex_of(format: QTextCharFormat) -> str:
    """The LaTeX of the formula that a character of this format stands for, or nothing."""
    return str(format.property(LATEX) or "")


def source_of(cursor: QTextCursor) -> str:
    """What is selected, with formulas as LaTeX between dollar signs and pictures as their words."""
    document, pieces = cursor.document(), []
    one = QTextCursor(document)
    for place in range(cursor.selectionStart(), cursor.selectionEnd()):
        character = document.characterAt(place)
        if character == OBJECT_CHARACTER:
            one.setPosition(place + 1)
            format = one.charFormat()
            latex = latex_of(format)
            pieces.append(f"${latex}$" if latex else str(format.property(ALTERNATIVE) or ""))
        else:
            pieces.append("\n" if character in "\u2028\u2029" else character)
    return "".join(pieces).replace("\xa0", " ")


class Gallery(QObject):
    """Decodes pictures one at a time between two events of the window, and keeps the latest.

    Signals:
        arrived: a picture that was missed can be drawn now.
    """

    arrived = Signal()

    def __init__(self, kept: int = 24, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: dict[Path, QImage] = {}  # oldest first
        self._shrunk: dict[Path, QImage] = {}
        self._missed: dict[Path, None] = {}
        self._kept = kept
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._load_one)

    @property
    def is_idle(self) -> bool:
        return not self._timer.isActive()

    def close(self) -> None:
        """Let the pictures go: Python may keep what held them for long."""
        self._timer.stop()
        for kept in (self._images, self._shrunk, self._missed):
            kept.clear()

    def image(self, path: Path, width_px: int) -> QImage | None:
        """The picture, shrunk to a width if it is wider, or nothing yet.

        A painter alone would skip pixels, and thin lines of a figure with them.
        """
        if path not in self._images:
            self._missed[path] = None
            self._timer.start()
            return None
        image = self._images[path] = self._images.pop(path)
        if image.width() <= width_px:
            return image
        if path not in self._shrunk or self._shrunk[path].width() != width_px:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shrunk[path] = image.scaledToWidth(max(width_px, 1), smooth)
        return self._shrunk[path]

    def _load_one(self) -> None:
        path = next(iter(self._missed))
        del self._missed[path]
        self._images[path] = _decoded(path)
        while len(self._images) > self._kept:
            oldest = next(iter(self._images))
            del self._images[oldest]
            self._shrunk.pop(oldest, None)
        if self._missed:
            self._timer.start()
        self.arrived.emit()


def _decoded(path: Path) -> QImage:
    reader = QImageReader(str(path))
    bound = QSize(MAX_PICTURE_PX, MAX_PICTURE_PX)
    if reader.size().width() > bound.width() or reader.size().height() > bound.height():
        reader.setScaledSize(reader.size().scaled(bound, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


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
        format.setProperty(ALTERNATIVE, words)
        format.setToolTip(words)
        if isinstance(inset, FormulaInset):
            format.setProperty(LATEX, words)
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
        block = document.findBlock(position)
        if inset is not None:
            line = block.layout().lineForTextPosition(position - block.position())
            inset.draw(painter, QRectF(rect), line, document)

    def _inset(self, format: QTextFormat) -> Inset | None:
        number = format.property(NUMBER)
        return self._insets[number] if isinstance(number, int) and number < len(self._insets) else None
