"""What was found, listed by page: in the open book, and in all courses."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.gui.material.search import Spot
from tutor_app.tutor.searching import CourseHit

FILL_MS = 80
MOST_LISTED = 1_000
LEADERS = re.compile(r"(\s*[.·…|]){4,}\s*")  # of a table of contents
MARK = Qt.ItemDataRole.UserRole


Elsewhere = Callable[[str], Iterator[Sequence[CourseHit]]]


class HitList(QWidget):
    """Hits to jump to.

    Signals:
        chosen: a Spot of the open book.
        course_chosen: a CourseHit.
    """

    chosen = Signal(object)
    course_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.elsewhere: Elsewhere | None = None
        self._words = ""
        self._listed: list[Spot] = []
        self._spots: list[Spot] = []
        self._describe: Callable[[Spot], tuple[int | None, str]] = lambda _: (None, "")
        self._pieces: Iterator[Sequence[CourseHit]] | None = None
        self.hits = self._list(self.tr("Hits in this course"))
        self.others = self._list(self.tr("Hits in all courses"))
        self.all_courses = QPushButton(self.tr("Search all courses"))
        self.note = QLabel(wordWrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.note)
        column.addWidget(self.hits, 1)
        column.addWidget(self.all_courses)
        column.addWidget(self.others, 1)
        self.others.hide()
        self._fill_later = QTimer(self, interval=FILL_MS, singleShot=True)
        self._fill_later.timeout.connect(self._fill)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._search_on)
        self.all_courses.clicked.connect(self.search_all)
        for widget in (self.hits, self.others):
            widget.itemActivated.connect(self._choose)
            widget.itemClicked.connect(self._choose)
        self.begin("")

    def begin(self, words: str) -> None:
        """Other words are looked for."""
        self._words, self._listed, self._spots, self._pieces = words, [], [], None
        self.hits.clear()
        self.others.clear()
        self.others.hide()
        self.all_courses.setEnabled(bool(words) and self.elsewhere is not None)
        self.note.setText("" if words else self.tr("Type words to find above the page."))
        self.note.setVisible(not words)

    def tell(self, spots: Sequence[Spot], describe: Callable[[Spot], tuple[int | None, str]]) -> None:
        """More hits of the open book, in reading order; `describe` gives the page and the words of one."""
        self._spots, self._describe = list(spots), describe
        self._fill_later.start()

    def search_all(self) -> None:
        """Look through all courses, one after the other between the window's events."""
        if self.elsewhere is not None and self._words:
            self.others.clear()
            self.others.show()
            self._pieces = self.elsewhere(self._words)
            self._timer.start()

    def _fill(self) -> None:
        for spot in self._spots[:MOST_LISTED]:
            place = bisect_left(self._listed, spot)
            if place == len(self._listed) or self._listed[place] != spot:
                self._listed.insert(place, spot)
                page, words = self._describe(spot)
                self.hits.insertItem(place, self._item(page, words, spot))

    def _item(self, page: int | None, words: str, mark: object) -> QListWidgetItem:
        words = LEADERS.sub(" … ", words)
        text = words if page is None else self.tr("Page {page}: {words}").format(page=page + 1, words=words)
        item = QListWidgetItem(text)
        item.setData(MARK, mark)
        item.setToolTip(text)
        return item

    def _search_on(self) -> None:
        hits = next(self._pieces, None) if self._pieces is not None else None
        if hits is None:
            self._pieces = None
            if not self.others.count():
                self.others.addItem(self.tr("Not found"))
            return
        if hits:
            title = QListWidgetItem(hits[0].title)
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            self.others.addItem(title)
        for hit in hits:
            words = LEADERS.sub(" … ", hit.words)
            text = self.tr("{place}: {words}").format(place=hit.place, words=words)
            item = QListWidgetItem(text)
            item.setData(MARK, hit)
            item.setToolTip(text)
            self.others.addItem(item)
        self._timer.start()

    def _choose(self, item: QListWidgetItem) -> None:
        mark: Any = item.data(MARK)
        if isinstance(mark, CourseHit):
            self.course_chosen.emit(mark)
        elif mark is not None:
            self.chosen.emit(tuple(mark))

    def _list(self, name: str) -> QListWidget:
        found = QListWidget()
        found.setFrameShape(QFrame.Shape.NoFrame)
        found.setWordWrap(True)
        found.setSpacing(2)
        found.setAccessibleName(name)
        found.setTextElideMode(Qt.TextElideMode.ElideRight)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return found
