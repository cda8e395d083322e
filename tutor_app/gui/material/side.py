"""Beside the sheet: contents, pages, the learner's marks and what was found, one at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from tutor_app.gui.material.hit_list import HitList
from tutor_app.gui.material.mark_list import MarkList
from tutor_app.gui.material.outline import Outline
from tutor_app.gui.material.thumbnails import Thumbnails

CONTENTS, PAGES, MARKS, HITS = range(4)


class SidePane(QWidget):
    """Four lists under one bar.

    Signals:
        turned: another list is shown.
    """

    turned = Signal()

    def __init__(self, outline: Outline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beside")
        self.outline = outline
        self.thumbnails = Thumbnails()
        self.marks = MarkList()
        self.hits = HitList()
        self.tabs = QTabBar(expanding=True, drawBase=False, usesScrollButtons=False)
        self.tabs.setAccessibleName(self.tr("Beside the page"))
        self._before = CONTENTS  # the list that was shown before the marks were put away
        self._stack = QStackedWidget()
        for name, widget in (
            (self.tr("Contents"), self.outline),
            (self.tr("Pages"), self.thumbnails),
            (self.tr("Notes"), self.marks),
            (self.tr("Hits"), self.hits),
        ):
            self.tabs.addTab(name)
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turn)

    def show_list(self, number: int) -> None:
        """One of CONTENTS, PAGES, MARKS, HITS."""
        self.tabs.setCurrentIndex(number)

    def put_marks_away(self, is_away: bool) -> None:
        """Nobody is to know that there are any; afterwards the same list is shown as before."""
        if is_away:
            self._before = self.tabs.currentIndex()
        self.tabs.setTabVisible(MARKS, not is_away)
        if self._before == MARKS:
            others = (n for n in (CONTENTS, PAGES, HITS) if self.tabs.isTabEnabled(n))
            self.tabs.setCurrentIndex(next(others, HITS) if is_away else MARKS)

    def _turn(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.turned.emit()
