"""Two sides of a card that the learner writes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

WIDTH_PX, SIDE_PX = 460, 110


class CardDialog(QDialog):
    """Asks for a question and its answer; from words that are there already.

    Signals:
        written: both sides.
    """

    written = Signal(str, str)

    def __init__(self, prompt: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A card"))
        self.prompt = self._side(self.tr("Question"), prompt)
        self.key = self._side(self.tr("Answer"), key)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("Question"), self.prompt)
        form.addRow(self.tr("Answer"), self.key)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH_PX)
        for side in (self.prompt, self.key):
            side.textChanged.connect(self._allow)
        self._allow()
        (self.key if prompt else self.prompt).setFocus()

    def accept(self) -> None:
        self.written.emit(self.prompt.toPlainText(), self.key.toPlainText())
        super().accept()

    def _allow(self) -> None:
        is_whole = all(side.toPlainText().strip() for side in (self.prompt, self.key))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(is_whole)

    def _side(self, name: str, words: str) -> QPlainTextEdit:
        side = QPlainTextEdit(words)
        side.setAccessibleName(name)
        side.setTabChangesFocus(True)
        side.setFixedHeight(SIDE_PX)
        return side
