"""A frame that the learner draws over what they mean, by mouse or by keys."""

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

SMALLEST_PX = 8
STEP_PX = 12
AIR_PX = 28  # around the hint
MOVES = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class RegionFrame(QWidget):
    """Lies over a scroll area while a region is chosen.

    Signals:
        chosen: a rectangle of the area's viewport.
        given_up: the learner pressed Esc.
    """

    chosen = Signal(QRect)
    given_up = Signal()

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._start: QPoint | None = None
        self.frame = QRect()
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Region of the material"))
        self.setAccessibleDescription(self._hint())
        self.setGeometry(area.viewport().geometry())
        area.viewport().installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._area.viewport().geometry())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.position().toPoint()
            self._set(QRect(self._start, QSize(0, 0)))
        else:
            self._give_up()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._set(between(self._start, event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._start = None
            self._accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._area.wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._give_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif key in MOVES:
            self._set(nudged(self.frame, MOVES[key], event.modifiers(), self.rect()))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        if not self.frame.isEmpty():
            shade.addRect(QRectF(self.frame))
        painter.fillPath(shade, QColor(20, 20, 22, 45 if self.frame.isEmpty() else 80))
        if self.frame.isEmpty():
            paint_hint(painter, self._hint(), self.width())
        else:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.frame)

    def _hint(self) -> str:
        return self.tr("Drag a frame, or use the arrow keys, Shift to resize and Enter. Esc cancels.")

    def _set(self, frame: QRect) -> None:
        self.frame = frame.intersected(self.rect())
        self.update()

    def _accept(self) -> None:
        frame = self.frame
        if min(frame.width(), frame.height()) < SMALLEST_PX:  # a click, not a frame
            self._set(QRect())
            return
        self._close()
        self.chosen.emit(frame)

    def _give_up(self) -> None:
        self._close()
        self.given_up.emit()

    def _close(self) -> None:
        self._area.viewport().removeEventFilter(self)
        self.hide()
        self._area.setFocus()
        self.deleteLater()


def nudged(frame: QRect, way: QPoint, modifiers: Qt.KeyboardModifier, room: QRect) -> QRect:
    """A frame moved by an arrow key, or with Shift resized; the first one, in the middle of the room."""
    if frame.isEmpty():
        size = room.size() * 0.4
        return QRect(room.center() - QPoint(size.width(), size.height()) / 2, size)
    move = way * (1 if modifiers & Qt.KeyboardModifier.ControlModifier else STEP_PX)
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        size = frame.size() + QSize(move.x(), move.y())
        return QRect(frame.topLeft(), size.expandedTo(QSize(SMALLEST_PX, SMALLEST_PX)))
    return frame.translated(move)


def paint_hint(painter: QPainter, words: str, width_px: int) -> None:
    """What can be done, at the top of a widget that is framed in."""
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    line_px = painter.fontMetrics().height()
    edge = QSize(32, 18)
    room = QRect(0, 0, max(width_px - 2 * AIR_PX - edge.width(), 1), 4 * line_px)
    text = painter.fontMetrics().boundingRect(room, flags, words).size()
    pill = QRect(QPoint(0, AIR_PX), text + edge)
    pill.moveLeft((width_px - pill.width()) // 2)
    round_px = (line_px + edge.height()) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(30, 30, 33, 225))
    painter.drawRoundedRect(pill, round_px, round_px)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(pill.marginsRemoved(QMargins(16, 9, 16, 9)), flags, words)


def between(one: QPoint, other: QPoint) -> QRect:
    return QRect(
        min(one.x(), other.x()),
        min(one.y(), other.y()),
        abs(one.x() - other.x()),
        abs(one.y() - other.y()),
    )
