"""The learner's marks of a course as a list, with the way to change, undo and export them."""

from collections.abc import Sequence
from textwrap import fill

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.annotation import Annotation
from tutor_app.core.material import LineLocator, PageLocator
from tutor_app.gui.material.colours import Colours

LONGEST = 140  # letters of a quote in the list
MARK = Qt.ItemDataRole.UserRole


class MarkList(QWidget):
    """Annotations in reading order.

    Signals:
        chosen: the id of one to go to.
        edit_asked: the id of one whose note is to be written.
        deleted: the id of one that is to go.
        undo_asked: what was deleted last is to come back.
        export_asked: they are to be written into a file.
    """

    chosen = Signal(int)
    edit_asked = Signal(int)
    deleted = Signal(int)
    undo_asked = Signal()
    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = QListWidget()
        self.marks.setFrameShape(QFrame.Shape.NoFrame)
        self.marks.setWordWrap(True)
        self.marks.setSpacing(2)
        self.marks.setAccessibleName(self.tr("Highlights and notes"))
        self.marks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = QLabel(self.tr("Select words on the page to highlight them."), wordWrap=True)
        self.note = QPushButton(self.tr("Note…"))
        self.delete = QPushButton(self.tr("Delete"))
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Bring back what was deleted last"))
        self.export = QPushButton(self.tr("Export…"))
        self._arrange()
        self.marks.itemActivated.connect(lambda item: self.chosen.emit(item.data(MARK)))
        self.marks.itemClicked.connect(lambda item: self.chosen.emit(item.data(MARK)))
        self.marks.currentRowChanged.connect(self._enable)
        self.note.clicked.connect(lambda: self._with_current(self.edit_asked))
        self.delete.clicked.connect(lambda: self._with_current(self.deleted))
        self.undo.clicked.connect(self.undo_asked)
        self.export.clicked.connect(self.export_asked)
        self.allow_undo(False)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.empty)
        column.addWidget(self.marks, 1)
        for pair in ((self.note, self.delete), (self.undo, self.export)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            column.addLayout(row)

    def fill(self, annotations: Sequence[Annotation], colours: Colours, files: Sequence[str]) -> None:
        """Show these, in the order of the material."""
        current = self.marks.currentItem()
        kept = current.data(MARK) if current else None
        self.marks.clear()
        for annotation in sorted(annotations, key=lambda a: _order(a, files)):
            item = QListWidgetItem(_dot(annotation, colours), self._words(annotation))
            item.setData(MARK, annotation.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(annotation))
            self.marks.addItem(item)
            if annotation.id == kept:
                self.marks.setCurrentItem(item)
        self.empty.setVisible(not annotations)
        self.export.setEnabled(bool(annotations))
        self._enable()

    def allow_undo(self, is_there: bool) -> None:
        self.undo.setEnabled(is_there)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._with_current(self.deleted)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        else:
            super().keyPressEvent(event)

    def _enable(self) -> None:
        for button in (self.note, self.delete):
            button.setEnabled(self.marks.currentItem() is not None)

    def _with_current(self, tell: object) -> None:
        item = self.marks.currentItem()
        if item is not None:
            tell.emit(item.data(MARK))  # type: ignore[attr-defined]

    def _words(self, annotation: Annotation) -> str:
        """The learner's own words first: they tell one mark from another."""
        words = fill(annotation.anchor.quote.exact, LONGEST, max_lines=1, placeholder=" …")
        locator = annotation.anchor.locator
        if isinstance(locator, PageLocator):
            words = self.tr("Page {page}: {words}").format(page=locator.page + 1, words=words)
        return f"{annotation.note}\n{words}" if annotation.note else words

    def _spoken(self, annotation: Annotation) -> str:
        """Colours never alone: a screen reader hears them."""
        return f"{self.names()[annotation.colour]}, {self._words(annotation)}"

    def names(self) -> dict[str, str]:
        """The colours in words."""
        return {
            "yellow": self.tr("Yellow"),
            "green": self.tr("Green"),
            "blue": self.tr("Blue"),
            "pink": self.tr("Pink"),
        }


def _order(annotation: Annotation, files: Sequence[str]) -> tuple[int, int]:
    locator = annotation.anchor.locator
    if isinstance(locator, LineLocator):
        return (files.index(locator.file) if locator.file in files else len(files)), annotation.anchor.start
    return locator.page, annotation.anchor.start


def _dot(annotation: Annotation, colours: Colours) -> QIcon:
    """A patch for a highlight, a line for an underline."""
    picture = QPixmap(36, 36)
    picture.setDevicePixelRatio(2)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    area = QRect(2, 3, 14, 12) if annotation.style == "highlight" else QRect(2, 13, 14, 3)
    painter.fillRect(area, colours.inks[annotation.colour])
    painter.end()
    return QIcon(picture)
