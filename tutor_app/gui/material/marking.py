"""Marking words of the sheet: the bar beside a selection, keys, the list of marks, the note's editor."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from tutor_app.core.annotation import Anchor, Annotation, Colour, Style
from tutor_app.core.material import PageLocator, Region
from tutor_app.gui.material.mark_list import MarkList
from tutor_app.gui.material.note_editor import NoteEditor
from tutor_app.gui.material.pages import PageView
from tutor_app.gui.material.selection import area_of
from tutor_app.gui.material.selection_bar import SelectionBar
from tutor_app.gui.material.settling import Settling
from tutor_app.gui.material.text import TextView

Sheet = PageView | TextView


class Marking(QObject):
    """What the learner does with words. Who keeps the record hears it, and answers with `show`.

    Signals:
        made: list of Anchor, Style, Colour, whether a note is to be written.
        changed: an Annotation as it is now.
        settled: an Annotation whose words stand elsewhere now.
        deleted: an id.
        asked_about: the words, Region or None, QImage or None.
        left: the reader goes to a mark from where they are.
    """

    made = Signal(object, str, str, bool)
    changed = Signal(object)
    settled = Signal(object)
    deleted = Signal(int)
    asked_about = Signal(str, object, object)
    left = Signal()

    def __init__(self, marks: MarkList, room: QWidget) -> None:
        super().__init__(room)
        self._marks, self._room = marks, room
        self._sheet: Sheet | None = None
        self._bar: SelectionBar | None = None
        self._annotations: list[Annotation] = []
        self._is_put_away = False
        self._tips: dict[str, str] = {}  # of the bar, which is made anew with each sheet
        self._files: Sequence[str] = ()
        self.settling = Settling(self)
        self.settling.moved.connect(self.settled)
        marks.chosen.connect(self.go_to)
        marks.edit_asked.connect(self.edit)
        marks.deleted.connect(self.deleted)

    def open(self, sheet: Sheet, files: Sequence[str]) -> None:
        """Work on another sheet."""
        self._sheet, self._files, self._annotations = sheet, files, []
        self._bar = SelectionBar(sheet.colours, sheet.viewport())
        self._bar.allow_marks(not self._is_put_away)
        for name, tip in self._tips.items():
            self._bar.tell(name, tip)
        self._bar.follow(sheet)
        self._bar.marked.connect(self.mark)
        self._bar.note_asked.connect(self.note)
        self._bar.asked_about.connect(self.ask)
        self._bar.copied.connect(self.copy)
        sheet.selected.connect(self._offer)
        sheet.moved.connect(self._bar.hide)
        sheet.annotation_pressed.connect(self.edit)
        self.show([])

    def tell(self, name: str, tip: str) -> None:
        """The tool tip of a button of the bar beside a selection."""
        self._tips[name] = tip
        if self._bar is not None:
            self._bar.tell(name, tip)

    def close(self) -> None:
        self.settling.stop()
        self._sheet, self._bar, self._annotations = None, None, []

    def show(self, annotations: Sequence[Annotation], is_new: bool = False) -> None:
        """All annotations of the course; new ones look for their words."""
        self._annotations = list(annotations)
        if self._sheet is None:
            return
        self._draw(self._sheet)
        if is_new:
            self.settling.begin(annotations, self._sheet.find_again)

    @property
    def is_put_away(self) -> bool:
        return self._is_put_away

    def put_away(self, is_away: bool) -> None:
        """Show nothing of what is annotated, and offer no marking; or all of it again."""
        self._is_put_away = is_away
        if self._bar is not None:
            self._bar.hide()
            self._bar.allow_marks(not is_away)
        if self._sheet is not None:
            self._draw(self._sheet)

    def _draw(self, sheet: Sheet) -> None:
        seen = [] if self._is_put_away else self._annotations
        sheet.show_annotations(seen)
        self._marks.fill(seen, sheet.colours, self._files)

    def mark(self, style: Style, colour: Colour) -> None:
        """Annotate what is selected."""
        self._make(style, colour, with_note=False)

    def note(self) -> None:
        """Annotate what is selected, with a note."""
        self._make("highlight", "yellow", with_note=True)

    def ask(self) -> None:
        """Ask about what is selected."""
        if self._sheet is not None and (anchors := self._sheet.selected_anchors()):
            self._ask(self._sheet.selected_text(), anchors[0])

    def ask_about(self, id: int) -> None:
        """Ask about what is annotated."""
        annotation = self._find(id)
        if annotation is not None:
            self._ask(annotation.anchor.quote.exact, annotation.anchor)

    def go_to(self, id: int) -> None:
        annotation = self._find(id)
        if annotation is not None and self._sheet is not None:
            self.left.emit()
            self._sheet.go_to(annotation.anchor.locator)

    def edit(self, id: int) -> None:
        """Write a note to an annotation, or change its colour."""
        annotation = self._find(id)
        if annotation is None:
            return
        editor = NoteEditor(annotation, self._marks.names(), self._room)
        editor.changed.connect(self.changed)
        editor.deleted.connect(self.deleted)
        editor.asked_about.connect(self.ask_about)
        editor.open_at(self._room.mapToGlobal(QPoint(self._room.width() // 3, self._room.height() // 3)))

    def _make(self, style: Style, colour: Colour, with_note: bool) -> None:
        anchors = self._sheet.selected_anchors() if self._sheet is not None else []
        if self._bar is not None:
            self._bar.hide()
        if anchors:
            self.made.emit(anchors, style, colour, with_note)
            self._unselect()

    def _unselect(self) -> None:
        if isinstance(self._sheet, PageView):
            self._sheet.select(None)
        elif self._sheet is not None:
            cursor = self._sheet.textCursor()
            cursor.clearSelection()
            self._sheet.setTextCursor(cursor)

    def _ask(self, words: str, anchor: Anchor) -> None:
        region: Region | None = None
        picture: QImage | None = None
        if isinstance(self._sheet, PageView) and isinstance(anchor.locator, PageLocator):
            region = Region(anchor.locator.page, area_of(anchor.locator.boxes))
            picture = self._sheet.picture_of(region)
        if self._bar is not None:
            self._bar.hide()
        self.asked_about.emit(" ".join(words.split()), region, picture)

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        if self._sheet is not None:
            QGuiApplication.clipboard().setText(self._sheet.selected_text())
        if self._bar is not None:
            self._bar.hide()

    def _offer(self) -> None:
        """The bar beside what is selected, once the mouse is let go."""
        if self._sheet is None or self._bar is None:
            return
        area = self._sheet.selection_area()
        is_dragging = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        if area is None or not self._sheet.selected_text().strip():
            self._bar.hide()
        elif not is_dragging:
            self._bar.show_beside(area)

    def _find(self, id: int) -> Annotation | None:
        return next((annotation for annotation in self._annotations if annotation.id == id), None)
