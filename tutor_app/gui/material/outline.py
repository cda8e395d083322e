"""The sections of a course as a tree; the one being read is marked."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from tutor_app.core.material import Locator, PageLocator, Section
from tutor_app.gui.material.colours import colours_for

ROW_PX = 30
_Order = tuple[int, float]  # page and height on it, or file and line: sorts in reading order


class Outline(QTreeWidget):
    """Sections to jump to.

    Signals:
        chosen: the locator of a section's heading.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self._items: list[QTreeWidgetItem] = []
        self._orders: list[_Order] = []
        self._files: list[str] = []
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setViewportMargins(8, 10, 0, 10)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Contents"))
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def dress(self, window: QPalette) -> None:
        """Mark the section being read softly: it changes while one reads."""
        palette = QPalette(window)
        palette.setColor(QPalette.ColorRole.Base, window.color(QPalette.ColorRole.Window))
        palette.setColor(QPalette.ColorRole.Highlight, colours_for(window).marked)
        palette.setColor(QPalette.ColorRole.HighlightedText, window.color(QPalette.ColorRole.Text))
        self.setPalette(palette)

    @property
    def sections(self) -> Sequence[Section]:
        return self._sections

    def fill(self, sections: Sequence[Section], files: Sequence[str] = ()) -> None:
        """Show sections, given in reading order; `files` is the order of the files, if there are several."""
        if list(sections) == self._sections:
            return
        self._files = list(files)
        self._sections = list(sections)
        self._orders = [self._order(section.locator) for section in sections]
        self.clear()
        self._items = []
        open_: list[tuple[int, QTreeWidgetItem]] = []  # levels and items above the next one
        for section in sections:
            while open_ and open_[-1][0] >= section.level:
                open_.pop()
            item = QTreeWidgetItem([section.title])
            item.setToolTip(0, section.title)
            item.setSizeHint(0, QSize(0, ROW_PX))
            if open_:
                open_[-1][1].addChild(item)
            else:
                self.addTopLevelItem(item)
            open_.append((section.level, item))
            self._items.append(item)
        if self.topLevelItemCount() == 1:  # one title above everything
            self.expandToDepth(0)

    def mark(self, locator: Locator | None) -> Section | None:
        """Mark the section that holds a place, and give it."""
        if locator is None or not self._orders:
            return None
        position = bisect_right(self._orders, self._order(locator)) - 1
        if position < 0:
            return None
        item = self._items[position]
        if item is not self.currentItem():
            self.setCurrentItem(item)
            self.scrollToItem(item)
        return self._sections[position]

    def _order(self, locator: Locator) -> _Order:
        if isinstance(locator, PageLocator):
            return locator.page, locator.boxes[0].y0 if locator.boxes else 0.0
        file = self._files.index(locator.file) if locator.file in self._files else 0
        return file, float(locator.first_line)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(self._sections[self._items.index(item)].locator)
