"""A recording as a strip: the higher, the more that stretch counted."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

HEIGHT_PX = 28
STEPS_A_SECOND = 10
STRONG = 0.6  # of the highest


class SoundStrip(QWidget):
    """From the beginning of the recording to its end."""

    def __init__(self, sound: tuple[float, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        from_s, to_s = strongest(sound)
        self.setAccessibleName(
            self.tr("Your recording; most counted: second {start} to {end}").format(
                start=f"{from_s:.1f}", end=f"{to_s:.1f}"
            )
        )
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        most = max(self._sound, default=0.0)
        if most <= 0:
            return
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        wide, high = self.width() / len(self._sound), self.height() - 2
        for number, share in enumerate(self._sound):
            height = max(1.0, high * share / most)
            painter.fillRect(
                QRectF(number * wide, self.height() - height, max(1.0, wide - 1), height), colour
            )
        painter.end()


def strongest(sound: tuple[float, ...]) -> tuple[float, float]:
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
