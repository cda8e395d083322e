"""The words of a question while it is spoken."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget


class Caption(QLabel):
    """Sure words firm, the others dim; out of the way while nobody speaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAccessibleName(self.tr("What has been heard"))
        self.hide()

    def show_words(self, sure: str, faint: str) -> None:
        dim = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.setText(f'{escape(sure)}<span style="color: {dim}">{escape(faint)}</span>')
        self.setAccessibleDescription(sure + faint)
        self.setVisible(bool(sure or faint))

    def clear_words(self) -> None:
        self.clear()
        self.setAccessibleDescription("")
        self.hide()
