"""How much the open course tells at once, and a teacher's lock on it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.core.teaching import LEVELS, Level
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.theme import styled
from tutor_app.settings.guidance import Key
from tutor_app.tutor.session import Tutor

WIDTH_PX = 440


class HintsDialog(QDialog):
    """Keeps what was chosen; a wrong PIN is said in it, and it stays open."""

    def __init__(self, tutor: Tutor, course: CourseFolder, parent: QWidget | None = None) -> None:
        """Raises: TutorError: the choices can't be read."""
        super().__init__(parent)
        self._tutor, self._course = tutor, course
        guidance = tutor.guidance(course)
        self._was_locked = guidance.is_locked
        self.setWindowTitle(self.tr("Hints before answers"))
        self.first = self._levels(self.tr("An exercise begins with"), guidance.first)
        self.most = self._levels(self.tr("Hints go up to"), guidance.most)
        self.pin = self._pin(self.tr("PIN"))
        self.lock = QCheckBox(self.tr("Lock with a PIN"))
        self.lock.setChecked(guidance.is_locked)
        self.new_pin = self._pin(self.tr("New PIN"))
        self.again = self._pin(self.tr("New PIN again"))
        self.reveal = QCheckBox(self.tr("Show the PIN"))
        self.reveal.toggled.connect(self._reveal)
        self.trouble = styled(QLabel(wordWrap=True), "quiet")
        self.trouble.hide()
        self._arrange()
        self.lock.toggled.connect(self._show_pins)
        self._show_pins()

    def accept(self) -> None:
        """Close only when it is kept."""
        first, most = LEVELS[self.first.currentIndex()], LEVELS[self.most.currentIndex()]
        if first > most:
            self._say(self.tr("The first level is above the last."))
            return
        if self.lock.isChecked() and self.new_pin.text() != self.again.text():
            self._say(self.tr("The two new PINs differ. Type the same one twice."))
            self.again.clear()
            self.again.setFocus()
            return
        try:
            self._tutor.guide(self._course, (first, most), self._key())
        except TutorError as error:
            self._say(f"{error} {error.hint}".strip())
            self.pin.clear()
            return
        super().accept()

    def _key(self) -> Key:
        locks_anew = self.lock.isChecked() and (not self._was_locked or bool(self.new_pin.text()))
        if locks_anew:
            return Key(self.pin.text(), "lock", self.new_pin.text())
        return Key(self.pin.text(), "keep" if self.lock.isChecked() else "unlock")

    def _reveal(self, is_on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_on else QLineEdit.EchoMode.Password
        for field in (self.pin, self.new_pin, self.again):
            field.setEchoMode(mode)

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setAccessibleName(text)
        self.trouble.show()

    def _show_pins(self) -> None:
        self._form.setRowVisible(self.pin, self._was_locked)
        self._form.setRowVisible(self.new_pin, self.lock.isChecked())
        self._form.setRowVisible(self.again, self.lock.isChecked())
        self._form.setRowVisible(self.reveal, self._was_locked or self.lock.isChecked())

    def _levels(self, name: str, chosen: Level) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        for text in (
            self.tr("Where to look"),
            self.tr("What to think of"),
            self.tr("A similar example"),
            self.tr("The answer"),
        ):
            box.addItem(text)
        box.setCurrentIndex(LEVELS.index(chosen))
        return box

    def _pin(self, name: str) -> QLineEdit:
        line = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        line.setAccessibleName(name)
        return line

    def _scroll_form(self) -> QScrollArea:
        """In large type it is longer than a small screen."""
        fields = QWidget()
        fields.setLayout(self._form)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields scroll it when they are reached
        scroll.setWidget(fields)
        return scroll

    def _arrange(self) -> None:
        says = self.tr(
            "Exercises begin with a hint; other questions are answered at once. With a lock every question"
            " begins with a hint, in the window and in the terminal."
        )
        self._form = QFormLayout()
        for field in (self.first, self.most, self.pin):
            self._form.addRow(field.accessibleName(), field)
        self._form.addRow(self.lock)
        self._form.addRow(self.new_pin.accessibleName(), self.new_pin)
        self._form.addRow(self.again.accessibleName(), self.again)
        self._form.addRow(self.reveal)
        keep, leave = QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(keep | leave)
        buttons.button(keep).setText(self.tr("Save"))
        buttons.button(leave).setText(self.tr("Cancel"))
        for button in buttons.buttons():
            button.setIcon(QIcon())  # the desktop's own are of another style
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        self.setMinimumWidth(WIDTH_PX)
        column.addWidget(styled(QLabel(self._course.title, wordWrap=True), "question"))
        column.addWidget(styled(QLabel(says, wordWrap=True), "quiet"))
        column.addWidget(self._scroll_form())
        column.addWidget(self.trouble)
        column.addWidget(buttons)
