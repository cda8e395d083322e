"""The line above the desk: the course, what is being read, the device, the ways to everything else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from tutor_app.course.folder import CourseFolder
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import AROUND_PX, HAIR_PX, NEAR_PX
from tutor_app.gui.destination import DestinationButton
from tutor_app.gui.in_class.private import private
from tutor_app.gui.theme import styled

COURSE_LETTERS = 32


class Header(QWidget):
    """Says what stands and passes on what is chosen.

    Signals:
        course_chosen: a course's folder name.
        hints_asked: how much the course tells is to be chosen.
        add_asked, folder_asked: the learner wants to add files, or a folder.
        stop_asked: the material is not to be read further now.
        explanations_asked: the learner wants to choose who explains.
        practice_asked, history_asked, class_asked, preferences_asked, help_asked: the learner wants to go
            there.
    """

    course_chosen = Signal(str)
    hints_asked = Signal()
    add_asked = Signal()
    folder_asked = Signal()
    stop_asked = Signal()
    explanations_asked = Signal()
    practice_asked = Signal()
    history_asked = Signal()
    class_asked = Signal()
    preferences_asked = Signal()
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._make()
        self._arrange()
        self.courses.currentIndexChanged.connect(self._choose)
        self.hints.clicked.connect(self.hints_asked)
        self.stop_reading.clicked.connect(self.stop_asked)
        self.destination.clicked.connect(self.explanations_asked)
        self.practice.clicked.connect(self.practice_asked)
        self.history.clicked.connect(self.history_asked)
        self.in_class.clicked.connect(self.class_asked)
        self.preferences.clicked.connect(self.preferences_asked)
        self.help.clicked.connect(self.help_asked)

    def list_courses(self, known: Sequence[CourseFolder], shown: CourseFolder | None) -> None:
        """The courses that there are; choosing one by hand is told, this is not."""
        self.courses.blockSignals(True)
        self.courses.clear()
        for course in known:
            self.courses.addItem(course.title, course.path.name)
        self._enable(bool(known))
        if shown:
            self.show_course(shown)
        self.courses.blockSignals(False)

    def show_course(self, course: CourseFolder) -> None:
        self.courses.setCurrentIndex(self.courses.findData(course.path.name))

    def show_reading(self, name: str, step: str, share: float, seconds_left: float | None) -> None:
        """Tell which material is read, the step, how much is done (0 to 1) and how long it will take."""
        percent = round(100 * share)
        if seconds_left is None:
            text = self.tr("Reading {name}: {step}, {percent} %")
        elif seconds_left < 60:
            text = self.tr("Reading {name}: {step}, {percent} %, less than a minute left")
        else:
            text = self.tr("Reading {name}: {step}, {percent} %, about {minutes} min left")
        minutes = round((seconds_left or 0) / 60)
        self.reading.setText(text.format(name=name, step=step, percent=percent, minutes=minutes))
        self.set_reading(True)

    def show_lock(self, is_locked: bool) -> None:
        """Show that a teacher's lock holds what the open course tells; not by a sign alone."""
        with_icon(self.hints, "lock" if is_locked else "sliders-horizontal")
        self.hints.setText(self.tr("Hints: locked") if is_locked else self.tr("Hints…"))
        locked = self.tr("A teacher has locked how much this course tells at once")
        self.hints.setToolTip(locked if is_locked else self.tr("How much this course tells at once"))
        self.hints.setAccessibleDescription(self.hints.toolTip())

    def set_reading(self, is_on: bool) -> None:
        self.reading.setVisible(is_on)
        self.stop_reading.setVisible(is_on)

    def _choose(self, place: int) -> None:
        if name := self.courses.itemData(place):
            self.course_chosen.emit(name)

    def _make(self) -> None:
        self.courses = QComboBox()
        self.courses.setAccessibleName(self.tr("Course"))
        self.courses.view().setAccessibleName(self.tr("Course"))
        self.courses.setPlaceholderText(self.tr("No course yet"))
        self.courses.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.courses.setMinimumContentsLength(COURSE_LETTERS)
        self.add = with_icon(QPushButton(self.tr("Add course…")), "plus")
        choices = QMenu(self.add)
        choices.addAction(self.tr("Files…"), self.add_asked.emit)
        choices.addAction(self.tr("A folder of Markdown…"), self.folder_asked.emit)
        self.add.setMenu(choices)
        self.hints = with_icon(QPushButton(self.tr("Hints…")), "sliders-horizontal")
        self.show_lock(False)
        self.reading = styled(QLabel(), "quiet")
        self.stop_reading = with_icon(QPushButton(self.tr("Stop reading")), "square")
        self.status = styled(QLabel(), "quiet")
        self.destination = DestinationButton()
        self.practice = private(_tool("rotate-ccw", self.tr("Practice")))
        self.history = private(_tool("history", self.tr("Earlier questions")))
        self.in_class = _tool("presentation", self.tr("Show to a class"))
        self.preferences = _tool("settings", self.tr("Preferences"))
        self.help = _tool("circle-question-mark", self.tr("Help: all keys"))
        self.set_reading(False)
        self._enable(False)

    def _enable(self, is_on: bool) -> None:
        """There is a course to choose."""
        self.courses.setEnabled(is_on)
        self.hints.setEnabled(is_on)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(AROUND_PX, NEAR_PX, AROUND_PX, NEAR_PX)
        row.setSpacing(HAIR_PX)
        left = Flow(NEAR_PX)
        for widget in (self.courses, self.hints, self.add, self.reading, self.stop_reading, self.status):
            left.addWidget(widget)
        row.addLayout(left, 1)
        tools = QWidget()
        self.courses.ensurePolished()
        tools.setFixedHeight(self.courses.sizeHint().height())
        right = QHBoxLayout(tools)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(HAIR_PX)
        tools_shown = (
            self.destination,
            self.practice,
            self.history,
            self.in_class,
            self.preferences,
            self.help,
        )
        for tool in tools_shown:
            right.addWidget(tool)
        row.addWidget(tools, alignment=Qt.AlignmentFlag.AlignTop)  # beside the first line of two


def _tool(icon: str, words: str) -> QToolButton:
    button = with_icon(QToolButton(), icon)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
