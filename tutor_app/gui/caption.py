"""The words of a question while it is spoken."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

MARGIN = 16


class Caption(QLabel):
    """Sure words firm, the others dim, over what stands above the bar.

    It takes no room of its own: were the bar to grow, the button that is held would slip away from the mouse.
    """

    def __init__(self, bar: QWidget) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setObjectName("caption")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("What has been heard"))
        self.hide()

    def show_words(self, sure: str, faint: str) -> None:
        dim = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.setText(f'{escape(sure)}<span style="color: {dim}">{escape(faint)}</span>')
        self.setAccessibleDescription(sure + faint)
        self._place()
        self.setVisible(bool(sure or faint))

    def clear_words(self) -> None:
        self.clear()
        self.setAccessibleDescription("")
        self.hide()

    def _place(self) -> None:
        window = self._bar.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        width = self._bar.width() - 2 * MARGIN
        height = self.heightForWidth(width)
        top = self._bar.mapTo(window, QPoint(MARGIN, 0))
        self.setGeometry(top.x(), max(0, top.y() - height - MARGIN // 2), width, height)
        self.raise_()
