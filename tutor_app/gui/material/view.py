"""The learner's material: pages or text, with contents, find, zoom, highlights and regions."""

from collections.abc import Sequence

import pypdfium2
from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSlider,
    QMenu,
    QPlainTextEdit,
    QSplitter,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box, Locator, PageLocator, Region
from tutor_app.core.paper import Paper
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.material.book import Link, PdfBook
from tutor_app.gui.material.drawer import Drawer, ProcessDrawer
from tutor_app.gui.material.find_bar import FindBar
from tutor_app.gui.material.layout import Spread
from tutor_app.gui.material.marking import Marking
from tutor_app.gui.material.marks import Highlight, Index, Place
from tutor_app.gui.material.outline import Outline
from tutor_app.gui.material.pages import PageView
from tutor_app.gui.material.search import Spot
from tutor_app.gui.material.selection import Selection
from tutor_app.gui.material.side import CONTENTS, HITS, MARKS, PAGES, SidePane
from tutor_app.gui.material.text import TextView
from tutor_app.gui.material.toolbar import ToolBar
from tutor_app.gui.material.trail import Trail

LOOK_MS = 120  # after the last scroll, before contents and the words of the page follow
OUTLINE_PX = 264
OUTSIDE = ("http", "https", "mailto")
FIGURE_AIR_PT = 4.0


class MaterialView(QWidget):
    """Everything the learner reads.

    Signals:
        region_drawn: Region (None for text) and QImage, after `start_region` or a double click on a figure.
        region_ended: no region is being drawn any more, whether or not one was.
        number_pressed: the badge of this evidence was clicked.
        section_entered: the section in view is another one.
        paper_chosen: a Paper.
        address_pressed: where a link out of the material leads.
        course_hit_chosen: a CourseHit.
    """

    region_drawn = Signal(object, object)
    region_ended = Signal()
    number_pressed = Signal(int)
    section_entered = Signal(object)
    paper_chosen = Signal(str)
    address_pressed = Signal(str)
    course_hit_chosen = Signal(object)

    def __init__(self, drawer: Drawer | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawer = drawer or ProcessDrawer()
        self._index: Index | None = None
        self._files: list[str] = []
        self._worded = 0  # the page whose plain words are shown
        self._highlights: list[Highlight] = []
        self.sheet: PageView | TextView | None = None  # what the material is read in
        self.is_still = False  # no animation, whatever the desktop says
        self.outline = Outline()
        self.side = SidePane(self.outline)
        self.find_bar = FindBar()
        self.bar = ToolBar()
        self.page_field = self.bar.page_field
        self.trail = Trail()
        self.paper: Paper = "print"
        self.words = QPlainTextEdit(readOnly=True)
        self.words.setAccessibleName(self.tr("The words of this page"))
        self.words.setTabChangesFocus(True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._buttons = self.bar.buttons
        self._look = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._look.timeout.connect(self._follow)
        self._arrange()
        self.marking = Marking(self.side.marks, self)
        self._connect()

    # building

    def _arrange(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.side)
        self._room = QWidget()
        column = QVBoxLayout(self._room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        self._sheets = QSplitter(Qt.Orientation.Vertical)
        self._sheets.setHandleWidth(1)
        self._sheets.addWidget(self.words)
        self.words.hide()
        column.addWidget(self._sheets, 1)
        self._split.addWidget(self._room)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self.side.hide()
        self.outline.dress(self.palette())

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
        self.find_bar.stepped.connect(self._step)
        self.find_bar.listed.connect(lambda: self.open_side(HITS))
        self.find_bar.closed.connect(self._focus_sheet)
        self.words.selectionChanged.connect(self._select_words)
        self._make_shortcuts()

    def _make_shortcuts(self) -> None:
        keys = QKeySequence.StandardKey
        for sequence, act in (
            (keys.Find, self.find_bar.open),
            (keys.FindNext, lambda: self._step(1)),
            (keys.FindPrevious, lambda: self._step(-1)),
            (keys.ZoomIn, self.zoom_in),
            (QKeySequence("Ctrl+="), self.zoom_in),
            (keys.ZoomOut, self.zoom_out),
            (QKeySequence("Ctrl+0"), self.fit_width),
            (QKeySequence("Ctrl+9"), self.fit_page),
            (QKeySequence("Ctrl+G"), self.page_field.edit),
            (QKeySequence("Alt+Left"), self.go_back),
            (QKeySequence("Alt+Right"), self.go_forward),
            (QKeySequence("F7"), self.select_with_keys),
            (QKeySequence("Ctrl+Shift+F"), self.search_all_courses),
            (QKeySequence("F9"), self._buttons["outline"].toggle),
        ):
            QShortcut(sequence, self, act, context=Qt.ShortcutContext.WindowShortcut)

    @property
    def words_button(self) -> QToolButton:
        """Shows and hides the page as plain words."""
        return self._buttons["words"]

    # the course

    def open(self, folder: CourseFolder, index: Index) -> None:
        """Show a course from its beginning.

        Raises:
            TutorError: its material can't be read.
        """
        sheet = self._pages(folder) if folder.kind == "pdf" else self._text(folder)
        self.close_course()
        self.sheet, self._index = sheet, index
        sheet.is_still = self._has_no_motion()
        sheet.setAccessibleName(folder.title)
        sheet.viewport().setAccessibleName(folder.title)  # what takes the keys, to a screen reader
        sheet.region_drawn.connect(self.region_drawn)
        sheet.number_pressed.connect(self.number_pressed)
        sheet.found.connect(self.find_bar.tell)
        sheet.moved.connect(self._move)
        sheet.found.connect(self._list_hits)
        sheet.link_pressed.connect(self.follow_link)
        if isinstance(sheet, PageView):
            sheet.figure_pressed.connect(self._take_figure)
            self.side.thumbnails.open(sheet.raster, len(sheet.book))
        self.side.tabs.setTabEnabled(PAGES, isinstance(sheet, PageView))
        self._sheets.insertWidget(0, sheet)
        self._sheets.setStretchFactor(0, 1)
        self.marking.open(sheet, self._files)
        self._lay_on()
        self.refresh()
        sheet.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
        self._move()
        self._follow()

    def close_course(self) -> None:
        """Show nothing; the files are given back."""
        if self.sheet is None:
            return
        self.find_bar.close_search()
        self.marking.close()
        self.side.thumbnails.open(None, 0)
        self.trail.clear()
        self._look.stop()
        self.sheet.close_book()
        self.sheet.hide()
        self.sheet.setParent(None)
        self.sheet.deleteLater()
        self.sheet, self._index, self._highlights = None, None, []
        self.outline.fill([])

    def leave(self) -> None:
        """Show nothing any more, and end the process that draws."""
        self.close_course()
        self.end_drawing()

    def end_drawing(self) -> None:
        """What is drawn stays; nothing more is."""
        self._drawer.close()

    def refresh(self) -> None:
        """Read the contents again, as more of the course is indexed."""
        sections = self._index.sections() if self._index else []
        self.outline.fill(sections, self._files)
        self.side.tabs.setTabEnabled(CONTENTS, bool(sections))
        if isinstance(self.sheet, PageView) and self.paper == "night":
            self._lay_on()  # with the figures that are known since
        self._follow()

    def _pages(self, folder: CourseFolder) -> PageView:
        self._files = []
        try:
            return PageView(PdfBook(folder.source_path), self._drawer)
        except (OSError, ValueError, pypdfium2.PdfiumError) as error:
            raise self._unreadable(folder) from error

    def _text(self, folder: CourseFolder) -> TextView:
        from tutor_app.course.markdown import markdown_files  # brings Pillow along

        source = folder.source_path
        root = source if source.is_dir() else source.parent
        self._files = [file.relative_to(root).as_posix() for file in markdown_files(source)]
        if not self._files:
            raise self._unreadable(folder)
        return TextView(root, self._files)

    def _unreadable(self, folder: CourseFolder) -> TutorError:
        return TutorError(
            self.tr("The material of {title} can't be read.").format(title=folder.title),
            self.tr("Remove the course and add it again."),
        )

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

    def _has_no_motion(self) -> bool:
        style = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.is_still or self.style().styleHint(style, None, self) == 0

    # regions

    def start_region(self) -> None:
        """Let the learner draw a frame over what they mean: by mouse, or by arrow keys and Enter."""
        if self.sheet is not None:
            frame = self.sheet.start_region()
            frame.chosen.connect(self.region_ended)
            frame.given_up.connect(self.region_ended)

    def _take_figure(self, point: Region) -> None:
        """A double click on a figure means the whole of it."""
        if self._index is None or not isinstance(self.sheet, PageView):
            return
        for id in self._index.figures_in(point)[:1]:
            locator = self._index.figure(id).locator
            if isinstance(locator, PageLocator) and locator.boxes:
                self.sheet.take_region(Region(locator.page, locator.boxes[0]))

    # where the reader is

    def place(self) -> Place:
        """Where the reader stands, to be kept."""
        return self.sheet.place() if self.sheet is not None else Place()

    def go(self, place: Place) -> None:
        """Back to where the reader stood."""
        if self.sheet is not None:
            self.sheet.go(place)

    def go_to_page(self, page: int) -> None:
        """The top of a page, from 0; of text, the beginning of a file."""
        if self.sheet is not None:
            self._leave()
            self.sheet.go_to_page(page)
            self._focus_sheet()

    def go_to(self, locator: Locator) -> None:
        """The lines of a locator."""
        if self.sheet is not None:
            self._leave()
            self.sheet.go_to(locator)
            self._focus_sheet()

    def go_back(self) -> None:
        """Where the reader was before the last jump."""
        self.go(self.trail.back(self.place()) or self.place())

    def go_forward(self) -> None:
        """Where the reader came back from."""
        self.go(self.trail.forward(self.place()) or self.place())

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

    def zoom_in(self) -> None:
        if self.sheet is not None:
            self.sheet.zoom_in()

    def zoom_out(self) -> None:
        if self.sheet is not None:
            self.sheet.zoom_out()

    def fit_width(self) -> None:
        if self.sheet is not None:
            self.sheet.fit_width()

    def fit_page(self) -> None:
        """The whole page."""
        if isinstance(self.sheet, PageView):
            self.sheet.fit_page()

    def spread_out(self, spread: Spread) -> None:
        """Pages in one scroll, one at a time, or two side by side."""
        if isinstance(self.sheet, PageView):
            self.sheet.spread_out(spread)
            self._tell_layout()

    @property
    def spread(self) -> Spread:
        return self.sheet.spread if isinstance(self.sheet, PageView) else "continuous"

    def lay_on(self, paper: Paper) -> None:
        """Show the material on another paper."""
        self.paper = paper
        self._lay_on()

    def _choose_paper(self, paper: Paper) -> None:
        self.lay_on(paper)
        self.paper_chosen.emit(paper)

    def _lay_on(self) -> None:
        if isinstance(self.sheet, PageView):
            self.sheet.lay_on(self.paper, self._figures() if self.paper == "night" else {})
        elif self.sheet is not None:
            self.sheet.lay_on(self.paper)
        self._tell_layout()

    def _figures(self) -> dict[int, tuple[Box, ...]]:
        """Where the course's figures stand, page by page."""
        found: dict[int, tuple[Box, ...]] = {}
        for locator in self._index.figure_places() if self._index else ():
            if isinstance(locator, PageLocator):
                found[locator.page] = (*found.get(locator.page, ()), *locator.boxes)
        return found

    def _tell_layout(self) -> None:
        self.bar.tell_layout(self.sheet.spread if isinstance(self.sheet, PageView) else None, self.paper)

    def _leave(self) -> None:
        """The reader jumps: this is where *back* leads."""
        if self.sheet is not None:
            self.trail.leave(self.sheet.place())

    def _jump(self, locator: Locator) -> None:
        if self.sheet is not None:
            self._leave()
            self.sheet.open_at(locator)
            self._focus_sheet()

    def _focus_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self) -> None:
        if self.sheet is None:
            return
        self.bar.percent.setText(self.locale().toString(self.sheet.percent) + self.locale().percent())
        if isinstance(self.sheet, PageView):
            self.page_field.tell(self.sheet.page, len(self.sheet.book))
            if self.side.thumbnails.isVisible():
                self.side.thumbnails.mark(self.sheet.page)
        self._buttons["back"].setEnabled(self.trail.can_go_back)
        self._buttons["forward"].setEnabled(self.trail.can_go_forward)
        self.page_field.setVisible(isinstance(self.sheet, PageView))
        self._look.start()

    def _follow(self) -> None:
        """Contents and words follow the place in view, when it comes to rest."""
        if self.sheet is None:
            return
        before = self.outline.currentItem()
        section = self.outline.mark(self.sheet.locator())
        if section is not None and self.outline.currentItem() is not before:
            self.section_entered.emit(section)
        if self.words.isVisible():
            text = self.sheet.text_here()
            self._worded = self.sheet.page if isinstance(self.sheet, PageView) else 0
            if text != self.words.toPlainText():
                self.words.setPlainText(text)

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

    def _step(self, by: int) -> None:
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

    # panes

    def open_side(self, number: int) -> None:
        """Show one of the lists beside the sheet."""
        self._buttons["outline"].setChecked(True)
        self.side.show_list(number)

    def _show_side(self, is_shown: bool) -> None:
        self.side.setVisible(is_shown)
        if is_shown:
            if not self.side.tabs.isTabEnabled(self.side.tabs.currentIndex()):
                self.side.show_list(MARKS)
            self._split.setSizes([OUTLINE_PX, max(self.width() - OUTLINE_PX, 1)])
            self._follow()

    def _show_words(self, is_shown: bool) -> None:
        self.words.setVisible(is_shown)
        if is_shown:
            self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_look"):
            self.outline.dress(self.palette())
