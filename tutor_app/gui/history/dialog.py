"""The history: earlier questions to search, open, delete and write into a file."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tutor_app.course.folder import CourseFolder
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import ON_ACCENT, with_icon
from tutor_app.gui.design.tokens import AROUND_PX, NEAR_PX
from tutor_app.gui.history.foot import Foot
from tutor_app.gui.history.row_painter import RowPainter
from tutor_app.gui.history.rows import Pages, Rows
from tutor_app.gui.history.search_field import SearchField
from tutor_app.gui.notice import announce
from tutor_app.gui.theme import styled
from tutor_app.tutor.past import PastTurn

PAUSE_MS = 120  # after a letter, before its words are looked for
COURSE_LETTERS = 20


class HistoryDialog(QDialog):
    """Made anew whenever it is opened: courses and turns come and go.

    Signals:
        sought: the rows are to be those with these words, of a course's folder name or, empty, of all.
        opened: a PastTurn that is to be shown.
        deleted: the numbers of turns that are to go.
        undo_asked: what was deleted last is to come back.
        selection_wanted, day_wanted, all_wanted: what is to be written into a file.
        stop_asked: the file is not to be written.
    """

    sought = Signal(str, str)
    opened = Signal(object)
    deleted = Signal(list)
    undo_asked = Signal()
    selection_wanted = Signal()
    day_wanted = Signal()
    all_wanted = Signal()
    stop_asked = Signal()

    def __init__(
        self, courses: Sequence[CourseFolder], shown: CourseFolder | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Earlier questions"))
        self.opens_with_a_click = True  # not while an answer is being written, which that would stop
        self.rows = Rows(self)
        self._make()
        self._fill_courses(courses, shown)
        self._make_menu()
        self._arrange()
        self._later = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._connect()
        self._choose()
        self.search.setFocus()

    @property
    def words(self) -> str:
        return self.search.text()

    @property
    def course(self) -> str:
        """A course's folder name; empty: all courses."""
        return str(self.courses.currentData() or "")

    @property
    def current(self) -> PastTurn | None:
        return self.rows.turn(self.list.currentIndex().row())

    @property
    def selected(self) -> list[PastTurn]:
        """What is selected, as it is listed."""
        numbers = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [turn for turn in map(self.rows.turn, numbers) if turn is not None]

    def seek(self) -> None:
        """Have the rows looked for anew."""
        self._later.stop()
        self.sought.emit(self.words, self.course)

    def show_pages(self, pages: Pages) -> None:
        self.rows.begin(pages)
        self._choose()

    def show_share(self, done: float) -> None:
        """How much of a file is written, 0 to 1."""
        self.foot.show_share(done)
        self._choose()

    def end_writing(self) -> None:
        self.foot.end_writing()
        self._choose()

    def done(self, result: int) -> None:
        """Also when it is closed by its frame."""
        self._later.stop()
        self.rows.close()
        super().done(result)

    def _show_found(self) -> None:
        """Choose the first row, or say that there is none."""
        is_empty = not self.rows.rowCount()
        self.stack.setCurrentWidget(self.nothing if is_empty else self.list)
        if is_empty:
            told = self.tr("Nothing was found. Try fewer or other words, or all courses.")
            if not self.words.strip():
                told = self.tr("No questions yet. What you ask is kept here, with the page of its answer.")
            self.nothing.setText(told)
            announce(self, told)
        elif not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0))

    def _choose(self) -> None:
        """What can be done with what is selected."""
        count = len(self.selected)
        self.open_button.setEnabled(count == 1)
        self.delete.setEnabled(count > 0)
        self.export.setEnabled(self.rows.rowCount() > 0 and not self.foot.is_writing)
        self._of_selection.setText(self.tr("%n selected question(s)", "", count))
        self._of_selection.setEnabled(count > 0)
        self._of_day.setEnabled(count == 1)

    def _click(self, index: QModelIndex) -> None:
        """A click opens; with Ctrl or Shift it only selects."""
        if self.opens_with_a_click and not QGuiApplication.keyboardModifiers():
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if past := self.rows.turn(index.row()):
            self.opened.emit(past)

    def _open_and_leave(self) -> None:
        self._open(self.list.currentIndex())
        self.accept()

    def _delete(self) -> None:
        if chosen := [past.id for past in self.selected]:
            self.deleted.emit(chosen)

    def _go_to_list(self) -> None:
        if self.stack.currentWidget() is self.list:
            self.list.setFocus()

    # building

    def _make(self) -> None:
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Words of a question or an answer"))
        self.search.setAccessibleName(self.tr("Search earlier questions"))
        self.courses = QComboBox()
        self.courses.setAccessibleName(self.tr("Course"))
        self.courses.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.courses.setMinimumContentsLength(COURSE_LETTERS)
        self.list = styled(QListView(), "turns")
        self.list.setAccessibleName(self.tr("Earlier questions"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = styled(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "quiet")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        self.foot = Foot()
        self.open_button = with_icon(styled(QPushButton(self.tr("Open")), "main"), "book-open", ON_ACCENT)
        self.delete = with_icon(QPushButton(self.tr("Delete")), "trash-2")
        self.export = with_icon(QPushButton(self.tr("Export…")), "download")
        self.leave = with_icon(QPushButton(self.tr("Close")), "x")
        for button in (self.open_button, self.delete, self.export, self.leave):
            button.setAutoDefault(False)  # Enter is the list's and the field's

    def _fill_courses(self, known: Sequence[CourseFolder], shown: CourseFolder | None) -> None:
        self.courses.addItem(self.tr("All courses"), "")
        for course in known:
            self.courses.addItem(course.title, course.path.name)
        if shown:
            self.courses.setCurrentIndex(self.courses.findData(shown.path.name))

    def _make_menu(self) -> None:
        menu = QMenu(self.export)
        self._of_selection = menu.addAction("")
        self._of_day = menu.addAction(self.tr("All of this course on that day"))
        self._of_search = menu.addAction(self.tr("All that are listed"))
        self.export.setMenu(menu)

    def _arrange(self) -> None:
        below = Flow(NEAR_PX)
        for button in (self.open_button, self.delete, self.export, self.leave):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND_PX, AROUND_PX, AROUND_PX, AROUND_PX)
        column.setSpacing(NEAR_PX)
        head = QHBoxLayout()
        head.addWidget(self.search, 2)
        head.addWidget(self.courses, 1)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)
        column.addLayout(below)
        high = self.fontMetrics().height()
        self.resize(min(44 * high, 1000), min(36 * high, 720))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._later.start)
        self.search.down_pressed.connect(self._go_to_list)
        self.search.returnPressed.connect(self._open_and_leave)
        self._later.timeout.connect(self.seek)
        self.courses.activated.connect(self.seek)
        self.rows.looked.connect(self._show_found)
        self.list.clicked.connect(self._click)
        self.list.activated.connect(self._open_and_leave)
        self.list.selectionModel().selectionChanged.connect(self._choose)
        self.open_button.clicked.connect(self._open_and_leave)
        self.delete.clicked.connect(self._delete)
        self.leave.clicked.connect(self.accept)
        self.foot.undo.clicked.connect(self.undo_asked)
        self.foot.stop.clicked.connect(self.stop_asked)
        self._of_selection.triggered.connect(self.selection_wanted)
        self._of_day.triggered.connect(self.day_wanted)
        self._of_search.triggered.connect(self.all_wanted)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.foot.undo.click)
