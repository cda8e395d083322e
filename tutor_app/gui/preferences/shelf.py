"""The shelf of courses: cover, what is in it, size; open, remove, undo."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import APART_PX, HAIR_PX, NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.cover import cover, cover_size
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.theme import styled
from tutor_app.tutor.removing import size_bytes
from tutor_app.tutor.session import Tutor


class Shelf(Page):
    """Made anew whenever it is opened: courses come and go.

    Signals:
        open_asked, remove_asked: a CourseFolder.
        renamed: a CourseFolder, its new title.
        reordered: the folder names of all courses in their new order.
        undo_asked: the path at which a removed course lies.
        add_asked: the learner wants to add material.
    """

    open_asked = Signal(object)
    remove_asked = Signal(object)
    renamed = Signal(object, str)
    reordered = Signal(list)
    undo_asked = Signal(object)
    add_asked = Signal()

    def __init__(self, tutor: Tutor, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Courses"))
        self._tutor = tutor
        self._removed: tuple[str, Path] | None = None
        self._names: list[str] = []

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Write the shelf as it stands now."""
        self.empty()
        known = self._tutor.courses()
        if not known:
            text = self.tr("There is no course yet. Add a PDF, or a folder of Markdown files.")
            self.add_row(text, styled(QLabel(text, wordWrap=True), "quiet"))
        if self._removed:
            self._offer_undo(*self._removed)
        self._names = [course.path.name for course in known]
        for course in known:
            self.add_row(course.title, self._card(course))
        add = with_icon(QPushButton(self.tr("Add course…")), "plus")
        add.clicked.connect(self.add_asked)
        self.add_row(add.text(), _line(add))

    def tell_removed(self, title: str, aside: Path) -> None:
        """A course has gone; it can be brought back until the application starts again."""
        self._removed = (title, aside)
        self.fill()
        announce(self, self.tr("{title} was removed.").format(title=title))

    def tell_back(self) -> None:
        self._removed = None
        self.fill()

    def _offer_undo(self, title: str, aside: Path) -> None:
        text = self.tr("{title} was removed.").format(title=title)
        undo = with_icon(QPushButton(self.tr("Undo")), "undo-2")
        undo.setAccessibleName(self.tr("Bring {title} back").format(title=title))
        undo.clicked.connect(lambda: self.undo_asked.emit(aside))
        self.add_row(text, _line(QLabel(text, wordWrap=True), undo))

    def _card(self, course: CourseFolder) -> QFrame:
        card = styled(QFrame(), "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(APART_PX, APART_PX, APART_PX, APART_PX)
        row.setSpacing(APART_PX)
        row.addWidget(_cover(course))
        column = QVBoxLayout()
        column.setSpacing(HAIR_PX)
        column.addWidget(styled(QLabel(course.title, wordWrap=True), "heading"))
        column.addWidget(styled(QLabel(self._about(course), wordWrap=True), "quiet"))
        column.addStretch(1)
        column.addLayout(self._buttons(course))
        row.addLayout(column, 1)
        return card

    def _buttons(self, course: CourseFolder) -> Flow:
        open = with_icon(QPushButton(self.tr("Open")), "book-open")
        open.setAccessibleName(self.tr("Open {title}").format(title=course.title))
        open.clicked.connect(lambda: self.open_asked.emit(course))
        remove = with_icon(QPushButton(self.tr("Remove")), "trash-2")
        remove.setAccessibleName(self.tr("Remove {title}").format(title=course.title))
        remove.clicked.connect(lambda: self.remove_asked.emit(course))
        rename = with_icon(QPushButton(self.tr("Rename…")), "pencil")
        rename.setAccessibleName(self.tr("Rename {title}").format(title=course.title))
        rename.clicked.connect(lambda: self._ask_title(course))
        buttons = Flow(NEAR_PX)
        for button in (open, rename, *self._movers(course), remove):
            buttons.addWidget(button)
        return buttons

    def _movers(self, course: CourseFolder) -> list[QToolButton]:
        """One place up and down in the list, where there is one."""
        place = self._names.index(course.path.name)
        movers = []
        for step, icon, words in (
            (-1, "chevron-up", self.tr("Move {title} up")),
            (1, "chevron-down", self.tr("Move {title} down")),
        ):
            button = with_icon(QToolButton(), icon)
            button.setAccessibleName(words.format(title=course.title))
            button.setToolTip(button.accessibleName())
            button.setEnabled(0 <= place + step < len(self._names))
            button.clicked.connect(lambda _=False, step=step: self._move(place, step))
            movers.append(button)
        return movers

    def _move(self, place: int, step: int) -> None:
        names = list(self._names)
        names[place], names[place + step] = names[place + step], names[place]
        self.reordered.emit(names)
        self.fill()

    def _ask_title(self, course: CourseFolder) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Rename the course"))
        dialog.setLabelText(self.tr("Its name in the list; questions and marks stay"))
        dialog.setTextValue(course.title)
        dialog.setOkButtonText(self.tr("Rename"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        for button in dialog.findChildren(QPushButton):
            button.setIcon(QIcon())  # the desktop's own are of another style
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(lambda title: self.renamed.emit(course, title))
        dialog.open()

    def _about(self, course: CourseFolder) -> str:
        """What is in it, what was asked of it, how large it is."""
        asked = len(self._tutor.turns(course, limit=-1))
        size = QLocale().formattedDataSize(size_bytes(course), 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        told = [self.tr("%n question(s) asked", "", asked), size]
        try:
            with closing(CourseIndex.open(course)) as index:
                told.insert(0, self.tr("%n passage(s)", "", index.count("passage")))
                told.insert(1, self.tr("%n figure(s)", "", index.count("figure")))
        except TutorError as error:
            told.insert(0, str(error))
        return " · ".join(told)


def _cover(course: CourseFolder) -> QLabel:
    picture = QLabel()
    picture.setFixedSize(cover_size())
    picture.setPixmap(cover(course))
    return picture


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return line
