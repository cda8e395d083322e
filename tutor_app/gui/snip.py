"""A picture of the screen, or of a part of it."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

LEAST_PX = 8


def grab_screen() -> QPixmap:
    """The screen that the pointer is on.

    Raises:
        TutorError: the desktop does not allow it (Wayland gives an empty picture).
    """
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    picture = screen.grabWindow(0) if screen else QPixmap()
    if picture.isNull():
        raise TutorError(
            tr("This desktop does not let the application see the screen."),
            tr("Take a screenshot with the desktop's own key and paste it here with Ctrl+V."),
        )
    return picture


class Snip(QWidget):
    """The screen, frozen, on which the learner drags a frame. Esc gives up.

    Signals:
        taken: a QImage, of the screen's own pixels.
    """

    taken = Signal(object)

    def __init__(self, picture: QPixmap) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._picture = picture
        self._start = self._end = QPoint()
        self.setWindowTitle(tr("Drag a frame; Esc gives up"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.showFullScreen()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        frame = self._frame()
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))
        if not frame.isEmpty():
            painter.drawPixmap(frame, self._picture, self._in_pixels(frame))
            painter.setPen(QColor("#e8a95b"))
            painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._start = self._end = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._end = event.position().toPoint()
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        frame = self._frame()
        if min(frame.width(), frame.height()) >= LEAST_PX:
            self.taken.emit(self._picture.copy(self._in_pixels(frame)).toImage())
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self._picture.toImage())
            self.close()

    def _frame(self) -> QRect:
        return QRect(self._start, self._end).normalized()

    def _in_pixels(self, frame: QRect) -> QRect:
        """A screen of high resolution has more pixels than the window counts."""
        scale = self._picture.width() / max(1, self.width())
        return QRect(*(round(n * scale) for n in (frame.x(), frame.y(), frame.width(), frame.height())))
