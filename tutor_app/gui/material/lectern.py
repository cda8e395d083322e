"""Where the material lies open: a sheet with its bar and lists, opened, gone through, laid out and zoomed."""

import pypdfium2
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box, Locator, PageLocator
from tutor_app.core.paper import Paper
from tutor_app.course.folder import CourseFolder
from tutor_app.course.markdown_files import list_material
from tutor_app.gui.material.book import PdfBook
from tutor_app.gui.material.drawer import Drawer
from tutor_app.gui.material.find_bar import FindBar
from tutor_app.gui.material.layout import Spread
from tutor_app.gui.material.marking import Marking
from tutor_app.gui.material.marks import Index, Place
from tutor_app.gui.material.outline import Outline
from tutor_app.gui.material.pages import PageView
from tutor_app.gui.material.side import CONTENTS, HITS, MARKS, PAGES, SidePane
from tutor_app.gui.material.text import TextView
from tutor_app.gui.material.toolbar import ToolBar
from tutor_app.gui.material.trail import Trail
from tutor_app.gui.theme import styled
from tutor_app.gui.tidying import tidy_soon

LOOK_MS = 120  # after the last scroll, before contents and the words of the page follow
OUTLINE_PX = 264


class Lectern(QWidget):
    """The sheet in which a course is read, and what stands around it.

    Signals:
        section_entered: the section in view is another one.
    """

    section_entered = Signal(object)

    def __init__(self, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawer = drawer
        self._index: Index | None = None
        self._files: list[str] = []
        self._worded = 0  # the page whose plain words are shown
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
        self._blank = styled(QLabel(self.tr("Your material is read here.")), "quiet")
        self._blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._arrange()
        self.marking = Marking(self.side.marks, self)

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
        column.addWidget(self._blank, 1)
        self._tell_open(False)
        self._split.addWidget(self._room)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self.side.hide()
        self.outline.dress(self.palette())

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
        self._tell_open(True)
        sheet.is_still = self._has_no_motion()
        sheet.setAccessibleName(folder.title)
        sheet.viewport().setAccessibleName(folder.title)  # what takes the keys, to a screen reader
        sheet.moved.connect(self._move)
        if isinstance(sheet, PageView):
            self.side.thumbnails.open(sheet.raster, len(sheet.book))
        self.side.tabs.setTabEnabled(PAGES, isinstance(sheet, PageView))
        self._sheets.insertWidget(0, sheet)
        self.setTabOrder(self._buttons["find"], sheet)
        self._sheets.setStretchFactor(0, 1)
        self.marking.open(sheet, self._files)
        self._lay_on()
        self.refresh()
        if isinstance(sheet, TextView):
            sheet.verticalScrollBar().setValue(0)
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
        tidy_soon()  # a sheet holds itself: Python would keep it
        self.sheet, self._index = None, None
        self.outline.fill([])
        self._tell_open(False)

    def _tell_open(self, is_open: bool) -> None:
        """No tools without something to use them on."""
        self.bar.setVisible(is_open)
        self._sheets.setVisible(is_open)
        self._blank.setVisible(not is_open)

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
        source = folder.source_path
        root = source if source.is_dir() else source.parent
        self._files = [file.relative_to(root).as_posix() for file in list_material(source).texts]
        if not self._files:
            raise self._unreadable(folder)
        return TextView(root, self._files)

    def _unreadable(self, folder: CourseFolder) -> TutorError:
        return TutorError(
            self.tr("The material of {title} can't be read.").format(title=folder.title),
            self.tr("Remove the course and add it again."),
        )

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

    def open_at(self, heading: Locator) -> None:
        """A heading at the top, nothing lit."""
        if self.sheet is not None:
            self.sheet.open_at(heading)

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

    def _has_no_motion(self) -> bool:
        style = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.is_still or self.style().styleHint(style, None, self) == 0

    # panes

    def put_marks_away(self, is_away: bool) -> None:
        """Show nothing of what the learner marked, on the sheet or beside it; or all of it again."""
        self.marking.put_away(is_away)
        self.side.put_marks_away(is_away)

    def open_side(self, number: int) -> None:
        """Show one of the lists beside the sheet."""
        self._buttons["outline"].setChecked(True)
        self.side.show_list(number)

    def show_as(self, before: "Lectern") -> None:
        """Show the same panes, as wide, as another one does."""
        for name in ("outline", "words"):
            self._buttons[name].setChecked(before._buttons[name].isChecked())
        if not before.side.isHidden():
            self.side.show_list(before.side.tabs.currentIndex())
        self._split.setSizes(before._split.sizes())

    def _show_side(self, is_shown: bool) -> None:
        self.side.setVisible(is_shown)
        if is_shown:
            if not self.side.tabs.isTabEnabled(self.side.tabs.currentIndex()):
                self.side.show_list(HITS if self.marking.is_put_away else MARKS)
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
