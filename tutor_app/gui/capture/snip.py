"""A part of the screens: they stand still, and the learner drags a frame on one of them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tutor_app.gui.capture.screens import Shot
from tutor_app.gui.design.tokens import DARK
from tutor_app.gui.material.frame import MOVES, SMALLEST_PX, between, nudged, paint_hint


class Snipping(QObject):
    """One still picture over each screen; all of them go when one has been used.

    Signals:
        taken: a QImage, of the screen's own pixels.
        given_up: the learner wants none.
    """

    taken = Signal(object)
    given_up = Signal()

    def __init__(self, shots: Sequence[Shot], parent: QObject) -> None:
        super().__init__(parent)
        self.snips = [Snip(shot) for shot in shots]
        for snip in self.snips:
            snip.taken.connect(self._take)
            snip.given_up.connect(self._give_up)
        self.snips[0].activateWindow()  # the one with the pointer has the keys

    def _take(self, picture: object) -> None:
        self._end()
        self.taken.emit(picture)

    def _give_up(self) -> None:
        if self.snips:
            self._end()
            self.given_up.emit()

    def _end(self) -> None:
        snips, self.snips = self.snips, []
        for snip in snips:
            snip.close()
        self.deleteLater()


class Snip(QWidget):
    """A screen that stands still.

    Signals:
        taken: a QImage, of the screen's own pixels.
        given_up: it was closed.
    """

    taken = Signal(object)
    given_up = Signal()

    def __init__(self, shot: Shot) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._picture = shot.picture
        self._start: QPoint | None = None
        self.frame = QRect()
        self.setWindowTitle(self.tr("Drag a frame; Esc gives up"))
        self.setAccessibleName(self.windowTitle())
        self.setAccessibleDescription(self._hint())
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setScreen(shot.screen)
        self.setGeometry(shot.screen.geometry())
        self.showFullScreen()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))
        if self.frame.isEmpty():
            paint_hint(painter, self._hint(), self.width())
        else:
            painter.drawPixmap(self.frame, self._picture, self._in_pixels(self.frame))
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.drawRect(self.frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._start = event.position().toPoint()
        self._set(QRect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._set(between(self._start, event.position().toPoint()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click is no frame: there is another try."""
        self._start = None
        if min(self.frame.width(), self.frame.height()) < SMALLEST_PX:
            self._set(QRect())
        else:
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in MOVES:
            self._set(nudged(self.frame, MOVES[key], event.modifiers(), self.rect()))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.given_up.emit()

    def _hint(self) -> str:
        return self.tr(
            "Drag a frame, or use the arrow keys, Shift to resize and Enter."
            " Enter alone takes the whole screen. Esc gives up."
        )

    def _set(self, frame: QRect) -> None:
        self.frame = frame.intersected(self.rect())
        self.update()

    def _take(self) -> None:
        """The frame; without one, everything."""
        frame = self.rect() if self.frame.isEmpty() else self.frame
        self.taken.emit(self._picture.copy(self._in_pixels(frame)).toImage())

    def _in_pixels(self, frame: QRect) -> QRect:
        """A screen of high resolution has more pixels than the window counts."""
        scale = self._picture.width() / max(1, self.width())
        return QRect(*(round(n * scale) for n in (frame.x(), frame.y(), frame.width(), frame.height())))
