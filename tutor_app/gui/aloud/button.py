"""The button that begins and ends reading aloud."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from tutor_app.gui.design.icons import with_icon


class AloudButton(QPushButton):
    """Says what a press does: read aloud, or stop.

    Signals:
        pressed_on: it was pressed.
        expected: a hand or the keyboard is on it, so a press may follow.
    """

    pressed_on = Signal()
    expected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_reading = False
        self.clicked.connect(self.pressed_on)
        self.installEventFilter(self)
        self.show_reading(False)

    def show_reading(self, is_on: bool) -> None:
        self.is_reading = is_on
        self.setText(self.tr("Stop") if is_on else self.tr("Read aloud"))
        with_icon(self, "square" if is_on else "volume-2")
        self.setAccessibleName(self.tr("Stop reading aloud") if is_on else self.tr("Read aloud"))
        self.setToolTip(self.tr("Be silent") if is_on else self.tr("Hear the explanation"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The voice gets ready before the press."""
        if (
            watched is self
            and not self.is_reading
            and event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn)
        ):
            self.expected.emit()
        return super().eventFilter(watched, event)
