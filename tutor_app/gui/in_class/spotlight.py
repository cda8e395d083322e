"""The passage that is talked about stays bright, the rest of the page is dimmed."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from tutor_app.gui.material.pages import PageView
from tutor_app.gui.material.text import TextView

DIM = QColor(0, 0, 0, 140)
AIR_PX, ROUND_PX = 10, 8


class Spotlight(QWidget):
    """Lies over a sheet and lets the mouse through; draws nothing where nothing is highlighted."""

    def __init__(self, sheet: PageView | TextView) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._number = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet.moved.connect(self.update)
        sheet.viewport().installEventFilter(self)
        self._cover()
        self.show()

    def show_number(self, number: int) -> None:
        """Light the lines of this evidence; 0: nothing is dimmed."""
        self._number = number
        self.update()

    @property
    def is_on(self) -> bool:
        return bool(self._number and self._sheet.boxes_in_view(self._number))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.is_on:
            return
        dark, bright = QPainterPath(), QPainterPath()
        dark.addRect(self.rect().toRectF())
        bright.setFillRule(Qt.FillRule.WindingFill)  # lines that touch are one
        for box in self._sheet.boxes_in_view(self._number):
            bright.addRoundedRect(box.adjusted(-AIR_PX, -AIR_PX, AIR_PX, AIR_PX), ROUND_PX, ROUND_PX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(dark.subtracted(bright), DIM)

    def _cover(self) -> None:
        self.setGeometry(self._sheet.viewport().geometry())
        self.raise_()
