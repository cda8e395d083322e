"""All keys on one sheet."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tutor_app.gui.actions import Action, Where
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import APART_PX, HAIR_PX, NEAR_PX, PAGE_PX
from tutor_app.gui.theme import styled

APART = "   "  # between keys that do the same


class KeySheet(QDialog):
    """What each key does, those that were changed as they are now."""

    def __init__(
        self, actions: Sequence[Action], chosen: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, PAGE_PX)
        self._grid.setHorizontalSpacing(PAGE_PX)
        self._grid.setVerticalSpacing(NEAR_PX)
        self._grid.setColumnStretch(0, 1)
        self._head(self.tr("Asking and the window"))
        self._rows_of(actions, "window", chosen)
        self._row(self.tr("Stop the answer"), "Esc")
        self._row(self.tr("Go to a citation"), "Alt+1 … Alt+9")
        self._head(self.tr("The page"))
        self._rows_of(actions, "page", chosen)
        for words, keys in self._of_the_page():
            self._row(words, keys)
        self._head(self.tr("Before a class"))
        for words, keys in self._of_the_class():
            self._row(words, keys)
        self._arrange(inner)

    def _of_the_page(self) -> list[tuple[str, str]]:
        return [
            (self.tr("The next page, the one before"), _all("Ctrl+PgDown", "Ctrl+PgUp")),
            (self.tr("The first page, the last"), _all("Home", "End")),
            (self.tr("Copy the selected words"), _all("Ctrl+C")),
            (self.tr("Delete the mark that is chosen in the list"), _all("Del")),
        ]

    def _of_the_class(self) -> list[tuple[str, str]]:
        return [
            (self.tr("The next passage, or page"), "Page Down"),
            (self.tr("The one before"), "Page Up"),
            (self.tr("A dark screen"), f"B{APART}."),
            (self.tr("End the class"), "Esc"),
        ]

    def _rows_of(self, actions: Sequence[Action], where: Where, chosen: Mapping[str, str]) -> None:
        for action in actions:
            if action.where == where:
                self._row(action.words, _all(*action.all_keys(chosen)))

    def _head(self, words: str) -> None:
        heading = styled(QLabel(words, wordWrap=True), "heading")
        place = self._grid.rowCount()
        heading.setContentsMargins(0, 0 if place == 1 else APART_PX, 0, 0)
        self._grid.addWidget(heading, place, 0, 1, 2)

    def _row(self, words: str, keys: str) -> None:
        place = self._grid.rowCount()
        caps = QHBoxLayout()
        caps.setSpacing(HAIR_PX)
        for key in (keys or "–").split(APART):
            caps.addWidget(styled(QLabel(key), "key"))
        caps.addStretch(1)
        self._grid.addWidget(QLabel(words, wordWrap=True), place, 0)
        self._grid.addLayout(caps, place, 1)

    def _arrange(self, inner: QWidget) -> None:
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(self.windowTitle())
        scroll.setWidget(inner)
        close = with_icon(QPushButton(self.tr("Close")), "x")
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, APART_PX)
        column.addWidget(scroll, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignCenter)
        high = self.fontMetrics().height()
        self.resize(32 * high, 36 * high)


def _all(*keys: QKeySequence | str) -> str:
    """Keys as this system writes them."""
    return APART.join(QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) for one in keys)
