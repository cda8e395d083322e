"""One group of preferences: a title and rows of a name, a control and a hint."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.gui.design.tokens import APART_PX, HAIR_PX, PAGE_PX
from tutor_app.gui.theme import styled

WIDEST = 64  # letters of a control; longer ones are hard to read


@dataclass(frozen=True)
class Row:
    """What a search finds."""

    words: str
    widget: QWidget


class Page(QScrollArea):
    """Rows below each other, each found by its words."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the keys
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, PAGE_PX)
        self._column.setSpacing(APART_PX)
        self._title = styled(QLabel(title, wordWrap=True), "title")
        self._column.addWidget(self._title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(APART_PX)
        self._column.addLayout(self._rows)
        self._column.addStretch(1)
        self.setWidget(inner)

    @property
    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        """For a kind of page that knows its own."""
        self._title.setText(title)

    def add(self, name: str, control: QWidget, hint: str = "") -> None:
        """A row; the control is called by its name."""
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR_PX)
        if not isinstance(control, QCheckBox):
            label = QLabel(name, wordWrap=True)
            label.setBuddy(control)
            column.addWidget(label)
        if not control.accessibleName():
            control.setAccessibleName(name)
        control.setMaximumWidth(WIDEST * self.fontMetrics().averageCharWidth())
        column.addWidget(control)
        if hint:
            told = styled(QLabel(hint, wordWrap=True), "quiet")
            told.setIndent(words_at_px(control) if isinstance(control, QCheckBox) else 0)
            column.addWidget(told)
            control.setAccessibleDescription(hint)
        self.add_row(f"{name} {hint}", row)

    def add_row(self, words: str, widget: QWidget) -> None:
        """Something of its own shape."""
        self.rows.append(Row(words.casefold(), widget))
        self._rows.addWidget(widget)

    def empty(self) -> None:
        """Take all rows away, to be written anew."""
        for row in self.rows:
            row.widget.hide()
            row.widget.deleteLater()
        self.rows = []

    def seek(self, words: str) -> bool:
        """Show only the rows with all of these words; whether there are any."""
        wanted = words.casefold().split()
        is_all = all(word in self.title.casefold() for word in wanted)
        found = False
        for row in self.rows:
            is_found = is_all or all(word in row.words for word in wanted)
            row.widget.setVisible(is_found)
            found |= is_found
        return found or is_all


def words_at_px(box: QCheckBox | QRadioButton) -> int:
    """Where the words beside a box begin."""
    option = QStyleOptionButton()
    box.ensurePolished()
    box.initStyleOption(option)
    option.direction = Qt.LayoutDirection.LeftToRight
    parts, is_check_box = QStyle.SubElement, isinstance(box, QCheckBox)
    words = parts.SE_CheckBoxContents if is_check_box else parts.SE_RadioButtonContents
    return box.style().subElementRect(words, option, box).x()
