"""The bar that finds words in the material."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from tutor_app.gui.design.icons import icon_size
from tutor_app.gui.material.icons import icon

PATIENCE_MS = 250  # after the last letter, before the search starts


class FindBar(QWidget):
    """Words to look for, how many there are, and the way through them.

    Signals:
        wanted: the words, some time after the learner stops typing; none ends the search.
        stepped: 1 for the next hit, -1 for the one before.
        listed: all hits are to be seen at once.
        closed: the learner has finished.
    """

    wanted = Signal(str)
    stepped = Signal(int)
    listed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(placeholderText=self.tr("Find in the material"))
        self.words.setAccessibleName(self.tr("Find in the material"))
        self.words.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setAccessibleName(self.tr("Hits"))
        self._asked = ""
        self.previous = self._button(self.tr("Previous hit"))
        self.next = self._button(self.tr("Next hit"))
        self._list = self._button(self.tr("List the hits; search all courses"))
        self._close = self._button(self.tr("Close the search"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 8)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addSpacing(8)
        row.addWidget(self.count)
        row.addSpacing(8)
        for button in (self.previous, self.next, self._list, self._close):
            row.addWidget(button)
        self._timer = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.words.textChanged.connect(self._timer.start)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self._list.clicked.connect(self.listed)
        self._close.clicked.connect(self.close_search)
        self._draw_icons()
        self.tell(0, 0, False)
        self.hide()

    def open(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def close_search(self) -> None:
        """Hide the bar and end the search."""
        self._timer.stop()
        self._asked = ""
        self.hide()
        self.wanted.emit("")
        self.closed.emit()

    def tell(self, current: int, total: int, is_searching: bool) -> None:
        """Show how the search goes."""
        self.previous.setEnabled(total > 0)
        self.next.setEnabled(total > 0)
        locale = self.locale()
        if total:
            text = self.tr("{current} of {total}").format(
                current=locale.toString(current), total=locale.toString(total)
            )
        elif is_searching:
            text = self.tr("Searching…")
        else:
            text = self.tr("Not found") if self._asked else ""
        self.count.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _enter(self, back: bool) -> None:
        if self._asked == self.words.text():
            self.stepped.emit(-1 if back else 1)
        else:
            self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        self._asked = self.words.text()
        self.wanted.emit(self._asked)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(icon_size(button))
        return button

    def _draw_icons(self) -> None:
        for button, name in (
            (self.previous, "previous"),
            (self.next, "next"),
            (self._list, "outline"),
            (self._close, "close"),
        ):
            button.setIcon(icon(name, self.palette()))
