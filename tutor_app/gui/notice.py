"""A bar that says what went wrong, with what to do about it."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tutor_app.gui.design.icons import with_icon


class NoticeBar(QFrame):
    """Hidden until something is said; the learner closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.text = QLabel(wordWrap=True)
        self.act_button = QPushButton()
        self.act_button.clicked.connect(self._act)
        self._wanted: Callable[[], object] | None = None
        self.close_button = with_icon(QPushButton(self.tr("Close")), "x")
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.text, 1)
        row.addWidget(self.act_button)
        row.addWidget(self.close_button)
        self.hide()

    def say(
        self, message: str, hint: str = "", deed: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence and what can be done; a screen reader hears it too.

        `deed` is what a button says that does `act` and closes the notice.
        """
        self._wanted = act
        self.act_button.setText(deed)
        self.act_button.setAccessibleName(f"{deed}: {message}" if deed else "")
        self.act_button.setVisible(act is not None)
        self.text.setText(f"{message} {hint}".strip())
        self.text.setAccessibleName(self.text.text())
        self.show()
        announce(self, self.text.text())

    def _act(self) -> None:
        self.hide()
        if self._wanted is not None:
            self._wanted()


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that appeared by itself."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
