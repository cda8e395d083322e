"""The window of preferences: groups at one side, what is sought above."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tutor_app.gui.design.tokens import APART_PX, AROUND_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.theme import styled

LETTERS = 16  # of a group's name, before its list grows


class Preferences(QDialog):
    """What is chosen takes effect at once; there is nothing to confirm. All pages at once would hold the
    window up: they are made one after the other, and at once where one is opened or sought.
    """

    def __init__(self, makers: Sequence[Callable[[], Page]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._makers, self._pages = list(makers), list[Page]()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a preference"))
        self.search.setAccessibleName(self.tr("Find a preference"))
        self.search.setClearButtonEnabled(True)
        self.groups = QListWidget()
        self.groups.setAccessibleName(self.tr("Groups of preferences"))
        self.stack = QStackedWidget()
        self.nothing = styled(QLabel(self.tr("No preference is called so."), wordWrap=True), "quiet")
        self._arrange()
        self.search.textChanged.connect(self._seek)
        self.groups.currentRowChanged.connect(self.stack.setCurrentIndex)
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_next)
        self._making.start()
        self.open_group(0)

    @property
    def group(self) -> int:
        """Which one is shown."""
        return self.groups.currentRow()

    def open_group(self, place: int) -> None:
        self._make(place + 1)
        self.groups.setCurrentRow(place)

    def make_all(self) -> None:
        """Every page now."""
        self._make(len(self._makers))

    def _make_next(self) -> None:
        if len(self._pages) < len(self._makers):
            self._make(len(self._pages) + 1)
        else:
            self._making.stop()

    def _make(self, count: int) -> None:
        """So many pages at least."""
        while len(self._pages) < min(count, len(self._makers)):
            page = self._makers[len(self._pages)]()
            self._pages.append(page)
            self.groups.addItem(page.title)
            self.stack.addWidget(page)
            wide = self.groups.sizeHintForColumn(0) + 24
            for widget in (self.search, self.groups, self.nothing):
                widget.setFixedWidth(max(wide, LETTERS * self.fontMetrics().averageCharWidth()))

    def _seek(self, words: str) -> None:
        self.make_all()
        found = [page.seek(words) for page in self._pages]
        for place, is_found in enumerate(found):
            self.groups.item(place).setHidden(not is_found)
        self.nothing.setVisible(not any(found))
        self.stack.setVisible(any(found))
        if any(found) and not found[max(0, self.group)]:
            self.groups.setCurrentRow(found.index(True))
        if not any(found):
            announce(self, self.nothing.text())

    def _arrange(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(AROUND_PX, AROUND_PX, 0, AROUND_PX)
        side.setSpacing(APART_PX)
        for widget in (self.search, self.nothing, self.groups):
            side.addWidget(widget)
        self.nothing.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(side)
        row.addWidget(self.stack, 1)
        high = self.fontMetrics().height()
        self.resize(min(50 * high, 1100), min(34 * high, 760))
        self.groups.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
