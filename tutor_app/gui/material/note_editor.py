"""A small sheet on which the learner writes a note to what they marked, or gives it another colour."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.annotation import COLOURS, Annotation


class NoteEditor(QFrame):
    """Open for one annotation; what was written is kept when it closes.

    Signals:
        changed: the Annotation as it is now.
        deleted: its id.
        asked_about: its id.
    """

    changed = Signal(object)
    deleted = Signal(int)
    asked_about = Signal(int)

    _was_active = False  # on the class: Qt tells of changes before all of it is made

    def __init__(self, annotation: Annotation, names: dict[str, str], parent: QWidget) -> None:
        # no Popup: a screen reader's tree has none of them
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Note"))
        self._annotation = annotation
        self._is_kept = True
        self.note = QPlainTextEdit(annotation.note)
        self.note.setPlaceholderText(self.tr("Write a note"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setTabChangesFocus(True)
        self.colour = QComboBox()
        self.colour.setAccessibleName(self.tr("Colour"))
        for colour in COLOURS:
            self.colour.addItem(names[colour], colour)
        self.colour.setCurrentIndex(COLOURS.index(annotation.colour))
        self.ask = QPushButton(self.tr("Ask about this"))
        self.delete = QPushButton(self.tr("Delete"))
        self.keep = QPushButton(self.tr("Keep"))
        self._arrange()
        self.delete.clicked.connect(self._delete)
        self.keep.clicked.connect(self.close)
        self.ask.clicked.connect(self._ask)

    def open_at(self, corner: QPoint) -> None:
        """Show it with its corner at a point of the screen, ready to write."""
        self.resize(340, 190)
        self.move(corner)
        self.show()
        self.note.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Closed by whatever takes the keys away, but for the list of its own colours."""
        super().changeEvent(event)
        is_left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if is_left and self._was_active and QApplication.activePopupWidget() is None:
            self.close()
        self._was_active = self._was_active or self.isActiveWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        note, colour = self.note.toPlainText().strip(), self.colour.currentData()
        if self._is_kept and (note, colour) != (self._annotation.note, self._annotation.colour):
            self.changed.emit(replace(self._annotation, note=note, colour=colour))
        super().closeEvent(event)

    def _delete(self) -> None:
        self._is_kept = False
        self.deleted.emit(self._annotation.id)
        self.close()

    def _ask(self) -> None:
        self.close()
        self.asked_about.emit(self._annotation.id)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        for widget in (self.colour, self.ask, self.delete, self.keep):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.note, 1)
        column.addLayout(row)
