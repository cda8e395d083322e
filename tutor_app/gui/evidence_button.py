"""A piece of evidence as a button, its lines cut to the room that there is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

AROUND_PX = 24  # the button's own edge, on both sides


class EvidenceButton(QPushButton):
    """As wide as the panel, in whatever size of type."""

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lines = [line for line in lines if line]
        self.setText("\n".join(self._lines).replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._cut()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(0, super().sizeHint().height())

    def _cut(self) -> None:
        picture = 0 if self.icon().isNull() else self.iconSize().width() + AROUND_PX
        room = self.width() - AROUND_PX - picture
        metrics, end = self.fontMetrics(), Qt.TextElideMode.ElideRight
        text = "\n".join(metrics.elidedText(line, end, room) for line in self._lines).replace("&", "&&")
        if text != self.text():
            self.setText(text)
