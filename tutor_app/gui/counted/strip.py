"""A recording as a strip: the higher, the more that stretch counted."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from tutor_app.gui.theme import SMALL_PT

STEPS_A_SECOND = 10
STRONG = 0.6  # of the highest
LINES = 1.6  # of text: how high the strip is, above the seconds


class SoundStrip(QWidget):
    """From the beginning of the recording to its end, with the seconds below."""

    def __init__(self, sound: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        small = self.font()
        small.setPointSizeF(SMALL_PT)
        self.setFont(small)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        start, end = (QLocale().toString(second, "f", 1) for second in strongest(sound))
        self.setAccessibleName(
            self.tr("Your recording; most counted: second {start} to {end}").format(start=start, end=end)
        )
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(20 * line, round((1 + LINES) * line))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, line = self.palette(), self.fontMetrics().height()
        ground = self.height() - line
        wide, most = self.width() / max(len(self._sound), 1), max(self._sound, default=0)
        for number, share in enumerate(self._sound):
            high = max(1.0, (ground - 2) * share / most) if most else 1.0
            bar = QRectF(number * wide, ground - high, max(1.0, wide - 1), high)
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Highlight))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        foot = QRectF(0, ground, self.width(), line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._second(0.0))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._second(len(self._sound) / STEPS_A_SECOND))
        painter.end()

    def _second(self, second: float) -> str:
        return self.tr("{seconds} s").format(seconds=QLocale().toString(second, "f", 1))


def strongest(sound: Sequence[int]) -> tuple[float, float]:
    """From and to which second the highest stretch goes."""
    if not sound:
        return 0.0, 0.0
    top = max(range(len(sound)), key=lambda place: sound[place])
    first = last = top
    while first > 0 and sound[first - 1] >= STRONG * sound[top]:
        first -= 1
    while last + 1 < len(sound) and sound[last + 1] >= STRONG * sound[top]:
        last += 1
    return first / STEPS_A_SECOND, (last + 1) / STEPS_A_SECOND
