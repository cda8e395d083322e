"""Which page is in view, of how many; another one can be typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget


class PageField(QWidget):
    """A page number.

    Signals:
        chosen: the page typed, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLineEdit()
        self.number.setAccessibleName(self.tr("Page"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._validator = QIntValidator(1, 1, self)
        self.number.setValidator(self._validator)
        self.total = QLabel()
        self.total.setAccessibleName(self.tr("Number of pages"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.number)
        row.addWidget(self.total)
        self.number.returnPressed.connect(self._choose)

    def tell(self, page: int, pages: int) -> None:
        """Show where the reader is; not while they type."""
        self._validator.setTop(pages)
        self.number.setFixedWidth(
            self.number.fontMetrics().horizontalAdvance("0") * (len(str(pages)) + 1) + 20
        )
        self.total.setText(self.tr("of {pages}").format(pages=self.locale().toString(pages)))
        if not self.number.hasFocus():
            self.number.setText(str(page + 1))

    def edit(self) -> None:
        """Let another page be typed."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.chosen.emit(int(self.number.text() or 1) - 1)
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.number.clearFocus()
        self.chosen.emit(int(self.number.text()) - 1)
