"""Charts that are painted; each says in words what it shows, and stands beside a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

BAR_HEIGHT_PX, ROW_PX, LABEL_SHARE = 120, 30, 0.38
DAY_PX = 40  # from which a bar has its number written over it


class DueChart(QWidget):
    """How many items come due each day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = ()
        self.setMinimumHeight(BAR_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Draw a bar for each day from today on."""
        self._counts = tuple(counts)
        self.setAccessibleName(
            self.tr("Items due in the next {days} days: {total}").format(days=len(counts), total=sum(counts))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, BAR_HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, letters = self.palette(), painter.fontMetrics()
        ground = self.height() - letters.height() - 2
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(0, ground, self.width(), ground)
        if not self._counts:
            return
        wide, most = self.width() / len(self._counts), max(1, *self._counts)
        room = ground - letters.height() - 4
        for place, count in enumerate(self._counts):
            left, high = place * wide, room * count / most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(left + 2, ground - high, max(2.0, wide - 4), high), 2, 2)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            if count and (wide >= DAY_PX or count == most):
                top = QRectF(left - 20, ground - high - letters.height() - 1, wide + 40, letters.height())
                painter.drawText(top, Qt.AlignmentFlag.AlignCenter, str(count))
        for place, words in ((0, self.tr("today")), (len(self._counts) - 1, f"+{len(self._counts) - 1}")):
            side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(0, ground + 2, self.width(), letters.height()), side, words)


@dataclass(frozen=True)
class KnownBar:
    """A concept's mastery with its interval, 0 to 1."""

    name: str
    mean: float
    low: float
    high: float
    is_seen: bool
    words: str  # all of it in words


class KnownChart(QWidget):
    """A bar of mastery for each concept, with its interval as a line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[KnownBar, ...] = ()

    def show_bars(self, bars: Sequence[KnownBar]) -> None:
        """Draw a row for each concept."""
        self._bars = tuple(bars)
        self.setMinimumHeight(max(ROW_PX, self._row_px * len(bars)))
        self.setAccessibleName(self.tr("What is known of {count} concepts").format(count=len(bars)))
        self.setAccessibleDescription("; ".join(bar.words for bar in bars[:20]))
        self.update()

    @property
    def _row_px(self) -> int:
        return max(ROW_PX, self.fontMetrics().height() + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, letters, row = self.palette(), painter.fontMetrics(), self._row_px
        begin = self.width() * LABEL_SHARE
        wide = self.width() - begin - letters.horizontalAdvance("100 %") - 12
        first, last = event.rect().top() // row, event.rect().bottom() // row
        for place, bar in list(enumerate(self._bars))[first : last + 1]:
            top, middle = place * row, place * row + row / 2
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            name = letters.elidedText(bar.name, Qt.TextElideMode.ElideRight, int(begin) - 12)
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(0, top, begin - 12, row), left, name)
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(begin, middle - 6, wide, 12), 3, 3)
            if not bar.is_seen:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(begin, middle - 6, wide * bar.mean, 12), 3, 3)
            low, high = begin + wide * bar.low, begin + wide * bar.high
            painter.fillRect(
                QRectF(low, middle - 2.5, high - low, 5), palette.color(QPalette.ColorRole.Window)
            )
            ink = palette.color(QPalette.ColorRole.WindowText)
            painter.fillRect(QRectF(low, middle - 1, high - low, 2), ink)
            for end in (low, high):
                painter.fillRect(QRectF(end - 1, middle - 5, 2, 10), ink)
            painter.setPen(ink)
            painter.drawText(QRectF(begin + wide + 8, top, 80, row), left, f"{bar.mean:.0%}")
