"""Practice: today, a review and what is known, in a window of its own beside the book."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.core.practice import Item
from tutor_app.gui.design.tokens import AROUND_PX, NEAR_PX
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.practice.card_dialog import CardDialog
from tutor_app.gui.practice.paper_dialog import PaperDialog
from tutor_app.gui.practice.progress_page import ProgressPage
from tutor_app.gui.practice.review_page import ReviewPage
from tutor_app.gui.practice.today_page import TodayPage
from tutor_app.tutor.practice.practice import GivenAnswer, Practice

SIZE = QSize(820, 660)
TODAY, REVIEW, PROGRESS = range(3)


class PracticeDialog(QDialog):
    """Joins the pages.

    Signals:
        source_asked: the course's folder name and a locator to show in the book.
        make_asked, stop_asked: items of the open course are to be made, or no more of them.
    """

    source_asked = Signal(str, object)
    make_asked = Signal()
    stop_asked = Signal()

    def __init__(self, practice: Practice, course: str, parent: QWidget | None = None) -> None:
        """`course`: the folder name of the open one, to which new cards belong."""
        super().__init__(parent)
        self._practice, self._course = practice, course
        self._item: Item | None = None
        self.setWindowTitle(self.tr("Practice"))
        self.notice = NoticeBar()
        self.today, self.review, self.progress = TodayPage(), ReviewPage(), ProgressPage()
        self.pages = QStackedWidget()
        for page in (self.today, self.review, self.progress):
            self.pages.addWidget(page)
        self.ways = {
            TODAY: QPushButton(self.tr("Today")),
            PROGRESS: QPushButton(self.tr("What you know")),
        }
        self._arrange()
        self._connect()
        self.show_today()
        self.resize(SIZE)

    def show_today(self) -> None:
        """Show what is due."""
        self._try(lambda: self.today.show_today(self._practice.today(), len(self._practice.items)))
        self._turn_to(TODAY)
        (self.today.begin if self.today.begin.isEnabled() else self.today.make).setFocus()

    def show_progress(self) -> None:
        """Show what is known."""
        self._try(lambda: self.progress.show_progress(self._practice.progress()))
        self._turn_to(PROGRESS)

    def ask_next(self) -> None:
        """Ask what is due; today's page where nothing is left."""
        queue = self._practice.queue()
        if queue.next is None:
            self.show_today()
            return
        self._item = self._practice.item(queue.next)
        self._turn_to(REVIEW)
        self.review.show_item(self._item, self._practice.preview(self._item), queue.count)

    def write_card(self, prompt: str = "", key: str = "") -> None:
        """Let the learner write a card, from words that are there already."""
        dialog = CardDialog(prompt, key, self)
        dialog.written.connect(lambda front, back: self._try(lambda: self._add(front, back)))
        dialog.open()

    def make_test(self) -> None:
        """Let a test be drawn and written to a file."""
        PaperDialog(self._practice.items, self._practice.concepts.concepts, self).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves a review first."""
        if event.key() == Qt.Key.Key_Escape and self.pages.currentIndex() == REVIEW:
            self.show_today()
            return
        super().keyPressEvent(event)

    def _add(self, front: str, back: str) -> None:
        self._practice.add_card(front, back, self._course)
        self.show_today()

    def _answer(self, given: GivenAnswer) -> None:
        if self._item is None:
            return
        outcome = self._practice.answer(self._item, given)
        if outcome.is_leech:
            self.notice.say(
                self.tr("Forgotten {count} times, it is set aside.").format(count=outcome.card.lapses),
                self.tr("Reword it, or look it up in the book."),
            )
        self.ask_next()

    def _undo(self) -> None:
        undone = self._practice.undo()
        if undone is None:
            self.notice.say(self.tr("Nothing can be undone."))
        self.ask_next() if self.pages.currentIndex() == REVIEW else self.show_today()

    def _act(self, act: Callable[[Item], None]) -> None:
        if self._item is not None:
            act(self._item)
            self.ask_next()

    def _flag(self, item: Item) -> None:
        self._practice.flag(item, "flagged")
        self.notice.say(self.tr("It is not asked until you correct it."), self.tr("Ctrl+Z takes that back."))

    def _delete(self, item: Item) -> None:
        self._practice.delete([item])
        self.notice.say(self.tr("Deleted."), self.tr("Ctrl+Z takes that back."))

    def _show_source(self) -> None:
        if self._item and self._item.source.locators:
            self.source_asked.emit(self._item.course, self._item.source.locators[0])

    def _turn_to(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        for place, way in self.ways.items():
            way.setChecked(place == page)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except TutorError as error:
            self.notice.say(str(error), error.hint)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(AROUND_PX, NEAR_PX, AROUND_PX, 0)
        for way in self.ways.values():
            way.setCheckable(True)
            way.setAutoDefault(False)
            row.addWidget(way)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.ways[TODAY].clicked.connect(self.show_today)
        self.ways[PROGRESS].clicked.connect(self.show_progress)
        self.today.review_asked.connect(lambda: self._try(self.ask_next))
        self.today.make_asked.connect(self.make_asked)
        self.today.stop_asked.connect(self.stop_asked)
        self.today.test_asked.connect(self.make_test)
        self.today.card_asked.connect(lambda: self.write_card())
        review, practice = self.review, self._practice
        review.answered.connect(lambda given: self._try(lambda: self._answer(given)))
        review.ended.connect(self.show_today)
        review.source_asked.connect(self._show_source)
        review.undo_asked.connect(lambda: self._try(self._undo))
        review.bury_asked.connect(lambda: self._try(lambda: self._act(practice.bury)))
        review.suspend_asked.connect(lambda: self._try(lambda: self._act(practice.suspend)))
        review.flag_asked.connect(lambda: self._try(lambda: self._act(self._flag)))
        review.delete_asked.connect(lambda: self._try(lambda: self._act(self._delete)))
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.activated.connect(lambda: self._try(self._undo))
