"""A button whose words go on in the next line, which Qt's own do not."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QTextLayout
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

AROUND_PX = 28  # the button's own edge, on both sides


class WrappedButton(QPushButton):
    """As wide as there is room, and as high as its words then need."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setText(words.replace("&", "&&"))

    def mark(self, sign: str, name: str) -> None:
        """Put a sign before the words; `name` says the same to who doesn't see it."""
        self.words = f"{sign} {self.words}"
        self.setAccessibleName(name)
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._wrap()

    def _wrap(self) -> None:
        text = "\n".join(self._lines(max(1, self.width() - AROUND_PX))).replace("&", "&&")
        if text != self.text():
            self.setText(text)

    def _lines(self, room_px: int) -> list[str]:
        layout, lines = QTextLayout(self.words, self.font()), []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room_px)
            lines.append(self.words[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        return lines
