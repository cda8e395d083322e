"""A bar that says what went wrong, with what to do about it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tutor_app.gui.design.icons import with_icon


class NoticeBar(QFrame):
    """Hidden until something is said; the learner closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.text = QLabel(wordWrap=True)
        self.close_button = with_icon(QPushButton(self.tr("Close")), "x")
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.text, 1)
        row.addWidget(self.close_button)
        self.hide()

    def say(self, message: str, hint: str = "") -> None:
        """Show a sentence and what can be done; a screen reader hears it too."""
        self.text.setText(f"{message} {hint}".strip())
        self.text.setAccessibleName(self.text.text())
        self.show()
        announce(self, self.text.text())


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that appeared by itself."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
