"""A text with a bar under each word, the thicker and stronger the more it counted."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from tutor_app.core.counted import Stretch

THICKEST = 0.3  # of the height of a line
PALEST = 0.35  # opacity of the weakest bar that is drawn
LEAST = 0.05  # of the share of the word that counted most: less is not drawn
NAMED = 3  # words that a screen reader names


class WeighedWords(QWidget):
    """The note, or what was heard."""

    def __init__(
        self, text: str, stretches: Sequence[Stretch], name: str, parent: QWidget | None = None
    ) -> None:
        """`text` with single spaces; `name` says what it is, for a screen reader."""
        super().__init__(parent)
        self._text = text
        self._bars = bars(text, stretches)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        listed = " · ".join(weightiest(text, stretches))
        self.setAccessibleName(f"{name}: {text}")
        self.setAccessibleDescription(self.tr("Most counted: {words}").format(words=listed))
        self.setToolTip(self.accessibleDescription())

    def sizeHint(self) -> QSize:
        wide = 40 * self.fontMetrics().averageCharWidth()
        return QSize(wide, self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width)[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        layout, _ = self._laid_out(self.width())
        layout.draw(painter, QPointF(0, 0))
        for start, end, part in self._bars:
            self._underline(painter, layout, start, end, part)
        painter.end()

    def _underline(self, painter: QPainter, layout: QTextLayout, start: int, end: int, part: float) -> None:
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        colour.setAlphaF(PALEST + (1 - PALEST) * part)
        thickness = max(1.0, part * self._room())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if start < last and end > first:
                left, right = (_x(line, min(max(at, first), last)) for at in (start, end))
                painter.fillRect(QRectF(left, line.y() + line.height(), right - left, thickness), colour)

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        """The lines, with room for a bar under each, and their height together."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self._text, self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        high = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, high))
            high += line.height() + self._room() + 2
        layout.endLayout()
        return layout, high

    def _room(self) -> float:
        return THICKEST * self.fontMetrics().height()


def bars(text: str, stretches: Sequence[Stretch]) -> list[tuple[int, int, float]]:
    """From and to which character as Qt counts them, and how much it counted, 0 to 1."""
    most = max((stretch.share for stretch in stretches), default=0)
    return [
        (_in_qt(text, stretch.start), _in_qt(text, stretch.end), stretch.share / most)
        for stretch in stretches
        if most and stretch.share >= LEAST * most
    ]


def weightiest(text: str, stretches: Sequence[Stretch]) -> list[str]:
    """The few words that counted most, in the order of the text."""
    counting = (stretch for stretch in stretches if stretch.share)
    first = sorted(counting, key=lambda stretch: -stretch.share)[:NAMED]
    return [text[stretch.start : stretch.end] for stretch in sorted(first)]


def _x(line: QTextLine, place: int) -> float:
    """PySide gives the place back, too, which C++ changes in passing."""
    match line.cursorToX(place):
        case (float(x), _) | float(x):
            return x
    raise TypeError("QTextLine.cursorToX gives no number")


def _in_qt(text: str, place: int) -> int:
    """Qt counts UTF-16: a rare Chinese character is two."""
    return len(text[:place].encode("utf-16-le")) // 2
