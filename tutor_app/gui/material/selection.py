"""Words that the learner marks on pages with the mouse or by keys: to copy, to annotate, to ask about."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from tutor_app.core.annotation import Anchor, quote_of
from tutor_app.core.material import Box, PageLocator
from tutor_app.gui.material.book import PdfBook
from tutor_app.gui.material.colours import Colours
from tutor_app.gui.material.page import PageItem
from tutor_app.gui.material.tint import Tint, rect_of, shape_of, take_off

Character = tuple[int, int]  # page, number on it


@dataclass(frozen=True)
class Selection:
    """From where the mouse went down to where it is now; both ends are in it."""

    anchor: Character
    head: Character

    def parts(self, book: PdfBook) -> list[tuple[int, int, int]]:
        """Page, first character and how many, for each page it touches."""
        (first_page, first), (last_page, last) = sorted((self.anchor, self.head))
        parts = []
        for page in range(first_page, last_page + 1):
            begin = first if page == first_page else 0
            end = last + 1 if page == last_page else book.count_characters(page)
            parts.append((page, begin, end - begin))
        return parts

    def boxes(self, book: PdfBook) -> dict[int, tuple[Box, ...]]:
        """Where it stands, page by page."""
        return {page: book.boxes(page, first, count) for page, first, count in self.parts(book)}

    def text(self, book: PdfBook) -> str:
        return "\n".join(book.words(page, first, count) for page, first, count in self.parts(book))


class Selecting:
    """The selection on the pages, while it is made and after."""

    def __init__(self, book: PdfBook, items: Sequence[PageItem]) -> None:
        self._book, self._items = book, items
        self._from: Character | None = None
        self._tints: list[Tint] = []
        self.selection: Selection | None = None

    def begin(self, character: Character | None) -> None:
        self._from = character

    def drag(self, character: Character | None, colours: Colours) -> None:
        if self._from is not None and character is not None:
            self.select(Selection(self._from, character), colours)

    def end(self) -> None:
        self._from = None

    def select(self, selection: Selection | None, colours: Colours) -> None:
        """Put this in place of what was selected."""
        take_off(self._tints)
        self._tints = []
        self.selection = selection
        if selection is not None:
            for page, boxes in selection.boxes(self._book).items():
                self._tints.append(Tint(self._items[page], shape_of(boxes), colours.selection, colours.blend))

    def recolour(self, colours: Colours) -> None:
        self.select(self.selection, colours)

    def text(self) -> str:
        return self.selection.text(self._book) if self.selection else ""

    def anchors(self) -> list[Anchor]:
        """The selection as anchors, one for each page."""
        parts = self.selection.parts(self._book) if self.selection else []
        return [anchor for part in parts if (anchor := anchor_of(self._book, *part))]

    def area(self) -> QRectF | None:
        """Around the last page's part of it, in the scene."""
        return self._tints[-1].sceneBoundingRect() if self._tints else None


def anchor_of(book: PdfBook, page: int, first: int, count: int) -> Anchor | None:
    """Some characters of a page, to be found again; None if they are only white space."""
    boxes = book.boxes(page, first, count)
    text = book.letters(page)
    start, end = book.letter_number(page, first), book.letter_number(page, first + count)
    if not text[start:end].strip() or not boxes:
        return None
    return Anchor(quote_of(text, start, end), start, PageLocator(page, boxes))


def area_of(boxes: Sequence[Box]) -> Box:
    """One box around all."""
    around = QRectF()
    for box in boxes:
        around = around.united(rect_of(box))
    return Box(around.left(), around.top(), around.right(), around.bottom())
