"""The learner's material: pages or text, with contents, find, zoom, highlights and regions."""

from collections.abc import Sequence

import pypdfium2
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Locator, PageLocator, Region
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.material.book import PdfBook
from tutor_app.gui.material.find_bar import FindBar
from tutor_app.gui.material.icons import icon
from tutor_app.gui.material.marks import Highlight, Index, Place
from tutor_app.gui.material.outline import Outline
from tutor_app.gui.material.page_field import PageField
from tutor_app.gui.material.pages import PageView
from tutor_app.gui.material.text import TextView

LOOK_MS = 120  # after the last scroll, before contents and the words of the page follow
OUTLINE_PX = 230
FIGURE_AIR_PT = 4.0


class MaterialView(QWidget):
    """Everything the learner reads.

    Signals:
        region_drawn: Region (None for text) and QImage, after `start_region` or a double click on a figure.
        region_ended: no region is being drawn any more, whether or not one was.
        number_pressed: the badge of this evidence was clicked.
        section_entered: the section in view is another one.
    """

    region_drawn = Signal(object, object)
    region_ended = Signal()
    number_pressed = Signal(int)
    section_entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index: Index | None = None
        self._files: list[str] = []
        self._highlights: list[Highlight] = []
        self.sheet: PageView | TextView | None = None  # what the material is read in
        self.is_still = False  # no animation, whatever the desktop says
        self.outline = Outline()
        self.find_bar = FindBar()
        self.page_field = PageField()
        self.words = QPlainTextEdit(readOnly=True)
        self.words.setAccessibleName(self.tr("The words of this page"))
        self.words.setTabChangesFocus(True)
        self._percent = QLabel()
        self._percent.setAccessibleName(self.tr("Zoom"))
        self._buttons: dict[str, QToolButton] = {}
        self._look = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._look.timeout.connect(self._follow)
        self._arrange()
        self._connect()

    # building

    def _arrange(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.outline)
        self._room = QWidget()
        column = QVBoxLayout(self._room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
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
        self.outline.hide()
        self.outline.dress(self.palette())

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(2)
        row.addWidget(self._button("outline", self.tr("Contents"), is_switch=True))
        row.addSpacing(8)
        row.addWidget(self.page_field)
        row.addStretch(1)
        row.addWidget(self._button("smaller", self.tr("Smaller")))
        row.addWidget(self._percent)
        row.addWidget(self._button("larger", self.tr("Larger")))
        row.addWidget(self._button("fit", self.tr("Fit the width")))
        row.addStretch(1)
        row.addWidget(self._button("words", self.tr("The page as plain words"), is_switch=True))
        row.addWidget(self._button("find", self.tr("Find in the material")))
        self._percent.setMinimumWidth(44)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return row

    def _button(self, name: str, words: str, is_switch: bool = False) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setCheckable(is_switch)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setIconSize(QSize(20, 20))
        button.setIcon(icon(name, self.palette()))
        self._buttons[name] = button
        return button

    def _connect(self) -> None:
        self._buttons["outline"].toggled.connect(self._show_outline)
        self._buttons["words"].toggled.connect(self._show_words)
        self._buttons["smaller"].clicked.connect(self.zoom_out)
        self._buttons["larger"].clicked.connect(self.zoom_in)
        self._buttons["fit"].clicked.connect(self.fit_width)
        self._buttons["find"].clicked.connect(self.find_bar.open)
        self.outline.chosen.connect(self._jump)
        self.page_field.chosen.connect(self.go_to_page)
        self.find_bar.wanted.connect(self._find)
        self.find_bar.stepped.connect(self._step)
        self.find_bar.closed.connect(self._focus_sheet)
        keys = QKeySequence.StandardKey
        for sequence, act in (
            (keys.Find, self.find_bar.open),
            (keys.FindNext, lambda: self._step(1)),
            (keys.FindPrevious, lambda: self._step(-1)),
            (keys.ZoomIn, self.zoom_in),
            (QKeySequence("Ctrl+="), self.zoom_in),
            (keys.ZoomOut, self.zoom_out),
            (QKeySequence("Ctrl+0"), self.fit_width),
            (QKeySequence("Ctrl+G"), self.page_field.edit),
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
        if isinstance(sheet, PageView):
            sheet.figure_pressed.connect(self._take_figure)
        self._sheets.insertWidget(0, sheet)
        self.setTabOrder(self._buttons["find"], sheet)
        self._sheets.setStretchFactor(0, 1)
        self.refresh()
        self._move()
        self._follow()

    def close_course(self) -> None:
        """Show nothing; the files are given back."""
        if self.sheet is None:
            return
        self.find_bar.close_search()
        self._look.stop()
        self.sheet.close_book()
        self.sheet.hide()
        self.sheet.setParent(None)
        self.sheet.deleteLater()
        self.sheet, self._index, self._highlights = None, None, []
        self.outline.fill([])

    def refresh(self) -> None:
        """Read the contents again, as more of the course is indexed."""
        sections = self._index.sections() if self._index else []
        self.outline.fill(sections, self._files)
        self._buttons["outline"].setEnabled(bool(sections))
        self._follow()

    def _pages(self, folder: CourseFolder) -> PageView:
        self._files = []
        try:
            return PageView(PdfBook(folder.source_path))
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

    def open_at(self, heading: Locator) -> None:
        """A heading at the top, nothing lit."""
        if self.sheet is not None:
            self.sheet.open_at(heading)

    def go_to_page(self, page: int) -> None:
        """The top of a page, from 0; of text, the beginning of a file."""
        if self.sheet is not None:
            self.sheet.go_to_page(page)
            self._focus_sheet()

    def zoom_in(self) -> None:
        if self.sheet is not None:
            self.sheet.zoom_in()

    def zoom_out(self) -> None:
        if self.sheet is not None:
            self.sheet.zoom_out()

    def fit_width(self) -> None:
        if self.sheet is not None:
            self.sheet.fit_width()

    def _jump(self, locator: Locator) -> None:
        if self.sheet is not None:
            self.sheet.open_at(locator)
            self._focus_sheet()

    def _focus_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self) -> None:
        if self.sheet is None:
            return
        self._percent.setText(self.locale().toString(self.sheet.percent) + self.locale().percent())
        if isinstance(self.sheet, PageView):
            self.page_field.tell(self.sheet.page, len(self.sheet.book))
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
            if text != self.words.toPlainText():
                self.words.setPlainText(text)

    # find

    def _find(self, words: str) -> None:
        if self.sheet is not None:
            self.sheet.find_words(words)

    def _step(self, by: int) -> None:
        if self.sheet is not None:
            self.sheet.search.step(by)

    # panes

    def _show_outline(self, is_shown: bool) -> None:
        self.outline.setVisible(is_shown)
        if is_shown:
            self._split.setSizes([OUTLINE_PX, max(self.width() - OUTLINE_PX, 1)])
            self._follow()

    def _show_words(self, is_shown: bool) -> None:
        self.words.setVisible(is_shown)
        if is_shown:
            self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_look"):
            for name, button in self._buttons.items():
                button.setIcon(icon(name, self.palette()))
            self.outline.dress(self.palette())
