"""A list of which one thing is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget


class Choice(QComboBox):
    """Words and the values that they stand for.

    Signals:
        chosen: a value; only when a person chose it.
    """

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[str, object]], now: object, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, value in choices:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(now)))
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))
