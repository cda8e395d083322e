"""The learner's material: with evidence, regions, find, links and selecting by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QMenu, QWidget

from tutor_app.core.material import PageLocator, Region
from tutor_app.core.paper import Paper
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.material.book import Link
from tutor_app.gui.material.drawer import Drawer, ProcessDrawer
from tutor_app.gui.material.lectern import Lectern
from tutor_app.gui.material.marks import Highlight, Index
from tutor_app.gui.material.pages import PageView
from tutor_app.gui.material.reading_actions import ReadingActions
from tutor_app.gui.material.search import Spot
from tutor_app.gui.material.selection import Selection
from tutor_app.gui.material.side import HITS
from tutor_app.gui.material.text import TextView

OUTSIDE = ("http", "https", "mailto")
FIGURE_AIR_PT = 4.0


class MaterialView(Lectern):
    """Everything the learner reads.

    Signals:
        region_drawn: Region (None for text) and QImage, after `start_region` or a double click on a figure.
        region_ended: no region is being drawn any more, whether or not one was.
        number_pressed: the badge of this evidence was clicked.
        paper_chosen: a Paper.
        address_pressed: where a link out of the material leads.
        course_hit_chosen: a CourseHit.
    """

    region_drawn = Signal(object, object)
    region_ended = Signal()
    number_pressed = Signal(int)
    paper_chosen = Signal(str)
    address_pressed = Signal(str)
    course_hit_chosen = Signal(object)

    def __init__(self, drawer: Drawer | None = None, parent: QWidget | None = None) -> None:
        super().__init__(drawer or ProcessDrawer(), parent)
        self._highlights: list[Highlight] = []
        self._connect()
        self.actions_of_reading = ReadingActions(self).all

    def _connect(self) -> None:
        self._buttons["outline"].toggled.connect(self._show_side)
        self._buttons["words"].toggled.connect(self._show_words)
        for name, act in (
            ("smaller", self.zoom_out),
            ("larger", self.zoom_in),
            ("fit", self.fit_width),
            ("back", self.go_back),
            ("forward", self.go_forward),
            ("find", self.find_bar.open),
        ):
            self._buttons[name].clicked.connect(act)
        self.bar.spread_chosen.connect(self.spread_out)
        self.bar.paper_chosen.connect(self._choose_paper)
        self.bar.fit_page_asked.connect(self.fit_page)
        self.bar.keys_asked.connect(self.select_with_keys)
        self.bar.links_asked.connect(self.show_links)
        self.outline.chosen.connect(self._jump)
        self.page_field.chosen.connect(self.go_to_page)
        self.side.turned.connect(self._follow)
        self.side.thumbnails.chosen.connect(self.go_to_page)
        self.side.hits.chosen.connect(self._go_to_spot)
        self.side.hits.course_chosen.connect(self.course_hit_chosen)
        self.side.marks.chosen.connect(lambda _: self._focus_sheet())
        self.marking.left.connect(self._leave)
        self.find_bar.wanted.connect(self._find)
        self.find_bar.stepped.connect(self.step)
        self.find_bar.listed.connect(lambda: self.open_side(HITS))
        self.find_bar.closed.connect(self._focus_sheet)
        self.words.selectionChanged.connect(self._select_words)

    def open(self, folder: CourseFolder, index: Index) -> None:
        """Show a course from its beginning.

        Raises:
            TutorError: its material can't be read.
        """
        super().open(folder, index)
        self._highlights = []
        if self.sheet is None:
            return
        self.sheet.region_drawn.connect(self.region_drawn)
        self.sheet.number_pressed.connect(self.number_pressed)
        self.sheet.found.connect(self.find_bar.tell)
        self.sheet.found.connect(self._list_hits)
        self.sheet.link_pressed.connect(self.follow_link)
        self.sheet.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sheet.customContextMenuRequested.connect(self._show_menu)
        if isinstance(self.sheet, PageView):
            self.sheet.figure_pressed.connect(self._take_figure)

    def _choose_paper(self, paper: Paper) -> None:
        self.lay_on(paper)
        self.paper_chosen.emit(paper)

    # evidence

    def highlight(self, places: Sequence[Highlight]) -> None:
        """Tint the lines of all evidence softly, in place of what was tinted before."""
        self._highlights = list(places)
        if self.sheet is not None:
            self.sheet.highlight(places)

    def clear_highlights(self) -> None:
        self.highlight([])

    def show(self, number: int | None = None) -> None:
        """Go to the evidence of this number and draw the eye to its lines. Without one: show the widget."""
        if number is None:
            super().show()
        elif self.sheet is not None:
            self._leave()
            self.sheet.is_still = self._has_no_motion()
            self.sheet.show_number(number)
            self._describe(number)

    def _describe(self, number: int) -> None:
        """Tell a screen reader the very words that are highlighted."""
        wanted = next((h for h in self._highlights if h.number == number), None)
        if wanted is None or self.sheet is None:
            return
        words = self.sheet.text_of(wanted.locators)
        text = self.tr("Evidence {number}: {words}").format(number=number, words=words)
        self.sheet.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self.sheet, QAccessible.Event.DescriptionChanged))

    # regions

    def start_region(self) -> None:
        """Let the learner draw a frame over what they mean: by mouse, or by arrow keys and Enter."""
        if self.sheet is not None:
            frame = self.sheet.start_region()
            frame.chosen.connect(self.region_ended)
            frame.given_up.connect(self.region_ended)

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with the selection, and with the figure at a point of the sheet."""
        if self.sheet is None:
            return
        if isinstance(self.sheet, TextView) and (formula := self.sheet.formula_menu(at)):
            formula.popup(self.sheet.viewport().mapToGlobal(at))
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_selected = bool(self.sheet.selected_text().strip())
        for words, act, is_mark in (
            (self.tr("Highlight"), lambda: self.marking.mark("highlight", "yellow"), True),
            (self.tr("Underline"), lambda: self.marking.mark("underline", "blue"), True),
            (self.tr("Note…"), self.marking.note, True),
            (self.tr("Copy"), self.marking.copy, False),
            (self.tr("Ask about this"), self.marking.ask, False),
        ):
            action = menu.addAction(words)
            action.setEnabled(is_selected and not (is_mark and self.marking.is_put_away))
            action.triggered.connect(act)
        if isinstance(self.sheet, PageView) and (figure := self._figure_at(self.sheet.point_at(at))):
            menu.addSeparator()
            ask = menu.addAction(self.tr("Ask about this figure"))
            ask.triggered.connect(lambda: self._take(figure))
        menu.popup(self.sheet.viewport().mapToGlobal(at))

    def _take_figure(self, point: Region) -> None:
        """A double click on a figure means the whole of it."""
        if (figure := self._figure_at(point)) is not None:
            self._take(figure)

    def _take(self, figure: Region) -> None:
        if isinstance(self.sheet, PageView):
            self.sheet.take_region(figure)

    def _figure_at(self, point: Region) -> Region | None:
        """The whole figure at a point of a page."""
        for id in self._index.figures_in(point)[:1] if self._index is not None else ():
            locator = self._index.figure(id).locator if self._index is not None else None
            if isinstance(locator, PageLocator) and locator.boxes:
                return Region(locator.page, locator.boxes[0])
        return None

    # find

    def search_all_courses(self) -> None:
        """Look for the words of the find bar in all courses."""
        self.find_bar.open()
        self.open_side(HITS)
        self.side.hits.search_all()

    def _find(self, words: str) -> None:
        if self.sheet is not None:
            if words:
                self._leave()
            self.side.hits.begin(words)
            self.sheet.find_words(words)

    def _list_hits(self) -> None:
        if self.sheet is not None:
            self.side.hits.tell(self.sheet.search.hits, self.sheet.hit_in_words)

    def _go_to_spot(self, spot: Spot) -> None:
        if self.sheet is not None:
            self.sheet.search.go(spot)

    def step(self, by: int) -> None:
        """To the hit after or before this one."""
        if self.sheet is not None:
            self.sheet.search.step(by)

    # keys that select

    def select_with_keys(self) -> None:
        """In pages: among the words of the page in view. In text: by a caret."""
        if isinstance(self.sheet, PageView):
            self._buttons["words"].setChecked(True)
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.sheet is not None:
            self.sheet.take_keys(True)
            self._focus_sheet()

    def _select_words(self) -> None:
        """What is selected among the plain words is selected on the page."""
        cursor = self.words.textCursor()
        if not isinstance(self.sheet, PageView) or not cursor.hasSelection():
            return
        page, book = self._worded, self.sheet.book
        first, end = (
            book.character_number(page, at) for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        if end > first:
            self.sheet.select(Selection((page, first), (page, end - 1)))

    # links

    def follow_link(self, link: Link) -> None:
        """Inside the material at once; out of it only when the learner agrees."""
        if link.page is not None:
            self.go_to_page(link.page)
        elif isinstance(self.sheet, TextView) and (place := self.sheet.place_of(link.address)) is not None:
            self._jump(place)
        elif QUrl(link.address).scheme() in OUTSIDE:
            self.address_pressed.emit(link.address)

    def show_links(self) -> None:
        """A menu of the links on the page in view, for the keyboard."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        links = self.sheet.links_here() if self.sheet is not None else []
        for link, words in links:
            target = self.tr("page {page}").format(page=link.page + 1) if link.page is not None else ""
            action = menu.addAction(f"{words} → {target or link.address}")
            action.triggered.connect(lambda _=False, link=link: self.follow_link(link))
        if not links:
            menu.addAction(self.tr("No links on this page")).setEnabled(False)
        menu.popup(self._buttons["layout"].mapToGlobal(self._buttons["layout"].rect().bottomLeft()))
