"""A frame that the learner draws over what they mean, by mouse or by keys."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
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
_MOVES = {
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
            self._set(_between(self._start, event.position().toPoint()))

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
        elif key in _MOVES:
            self._nudge(_MOVES[key], event.modifiers())
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
            self._paint_hint(painter)
        else:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.frame)

    def _paint_hint(self, painter: QPainter) -> None:
        text = painter.fontMetrics().size(0, self._hint())
        pill = QRect(QPoint(0, 0), text + QSize(32, 18))
        pill.moveCenter(QPoint(self.width() // 2, 44))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(30, 30, 33, 225))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._hint())

    def _hint(self) -> str:
        return self.tr("Drag a frame, or use the arrow keys, Shift to resize and Enter. Esc cancels.")

    def _nudge(self, way: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self.frame.isEmpty():
            size = self.size() * 0.4
            self._set(QRect(self.rect().center() - QPoint(size.width(), size.height()) / 2, size))
            return
        move = way * (1 if modifiers & Qt.KeyboardModifier.ControlModifier else STEP_PX)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            size = self.frame.size() + QSize(move.x(), move.y())
            self._set(QRect(self.frame.topLeft(), size.expandedTo(QSize(SMALLEST_PX, SMALLEST_PX))))
        else:
            self._set(self.frame.translated(move))

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


def _between(one: QPoint, other: QPoint) -> QRect:
    return QRect(
        min(one.x(), other.x()),
        min(one.y(), other.y()),
        abs(one.x() - other.x()),
        abs(one.y() - other.y()),
    )
