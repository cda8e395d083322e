"""The line above the desk: the course, what is being read, the device, language and theme."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from tutor_app.course.folder import CourseFolder
from tutor_app.gui.theme import styled


class Header(QWidget):
    """Says what stands and passes on what is chosen.

    Signals:
        course_chosen: a course's folder name.
        add_asked: the learner wants to add material.
        stop_asked: the material is not to be read further now.
        language_chosen: "en" or "zh".
        theme_chosen: "system", "light" or "dark".
    """

    course_chosen = Signal(str)
    add_asked = Signal()
    stop_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._make()
        self._arrange()
        self.courses.currentIndexChanged.connect(self._choose)
        self.add.clicked.connect(self.add_asked)
        self.stop_reading.clicked.connect(self.stop_asked)
        self.language.activated.connect(lambda i: self.language_chosen.emit(self.language.itemData(i)))
        self.theme.activated.connect(lambda i: self.theme_chosen.emit(self.theme.itemData(i)))

    def list_courses(self, known: Sequence[CourseFolder], shown: CourseFolder | None) -> None:
        """The courses that there are; choosing one by hand is told, this is not."""
        self.courses.blockSignals(True)
        self.courses.clear()
        for course in known:
            self.courses.addItem(course.title, course.path.name)
        if shown:
            self.show_course(shown)
        self.courses.blockSignals(False)

    def show_course(self, course: CourseFolder) -> None:
        self.courses.setCurrentIndex(self.courses.findData(course.path.name))

    def show_reading(self, done: float) -> None:
        """How much of new material has been read, 0 to 1."""
        self.reading.setText(self.tr("Reading material: {percent} %").format(percent=round(100 * done)))
        self.set_reading(True)

    def set_reading(self, is_on: bool) -> None:
        self.reading.setVisible(is_on)
        self.stop_reading.setVisible(is_on)

    def _choose(self, place: int) -> None:
        if name := self.courses.itemData(place):
            self.course_chosen.emit(name)

    def _make(self) -> None:
        self.courses = QComboBox()
        self.courses.setAccessibleName(self.tr("Course"))
        self.courses.setMinimumWidth(260)
        self.add = QPushButton(self.tr("Add course…"))
        self.reading = styled(QLabel(), "quiet")
        self.stop_reading = QPushButton(self.tr("Stop reading"))
        self.status = styled(QLabel(), "quiet")
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language"))
        for name, code in (("English", "en"), ("中文", "zh")):
            self.language.addItem(name, code)
        self.theme = QComboBox()
        self.theme.setAccessibleName(self.tr("Theme"))
        for name, code in (
            (self.tr("As the system"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
        ):
            self.theme.addItem(name, code)
        self.set_reading(False)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for widget in (self.courses, self.add, self.reading, self.stop_reading):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.status, self.language, self.theme):
            row.addWidget(widget)
