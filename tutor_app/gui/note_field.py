"""Where a note is written."""

import math

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

MOST_LINES = 4


class NoteField(QPlainTextEdit):
    """A note that grows to four lines; Enter sends it, Shift+Enter begins a line.

    Signals:
        sent: Enter was pressed, and no input method was composing.
        picture_given: an image was pasted.
    """

    sent = Signal()
    picture_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self._composing = False
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # the whole bar takes what is dropped
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._grow)
        self._grow()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self._composing and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasImage():
            self.picture_given.emit(QImage(source.imageData()))
            return
        super().insertFromMimeData(source)

    def _grow(self) -> None:
        lines = min(MOST_LINES, max(1, self.document().size().toSize().height()))
        self.setFixedHeight(math.ceil(self._line_px() * lines) + 24)

    def _line_px(self) -> float:
        """The highest line: Chinese letters come from another font, higher than that of the field."""
        block, highest = self.document().begin(), float(QFontMetrics(self.font()).lineSpacing())
        while block.isValid():
            lines = map(block.layout().lineAt, range(block.layout().lineCount()))
            highest = max(highest, *(line.height() for line in lines), 0.0)
            block = block.next()
        return highest
