"""The learner's marks on pages: highlights, underlines, and a sign where there is a note."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tutor_app.core.anchoring import find_quote
from tutor_app.core.annotation import Anchor, Annotation
from tutor_app.core.material import Box, PageLocator
from tutor_app.gui.material.book import PdfBook
from tutor_app.gui.material.colours import Colours
from tutor_app.gui.material.page import PageItem
from tutor_app.gui.material.selection import anchor_of
from tutor_app.gui.material.tint import Tint, rect_of, shape_of, take_off

OVER = QPainter.CompositionMode.CompositionMode_SourceOver
LINE_PT = 1.4  # of an underline
SIGN_PT = 11.0
SIGN_LEFT_PT = 8.0


class PageAnnotations:
    """What is annotated on the pages of a book."""

    def __init__(self, book: PdfBook, items: Sequence[PageItem]) -> None:
        self._book, self._items = book, items
        self._annotations: list[Annotation] = []
        self._drawn: list[QGraphicsItem] = []

    def show(self, annotations: Sequence[Annotation]) -> None:
        """Show these from now on, once they are coloured."""
        self._annotations = [a for a in annotations if _page(a) is not None]

    def recolour(self, colours: Colours) -> None:
        take_off(self._drawn)
        self._drawn = []
        for annotation in self._annotations:
            page = _page(annotation)
            if page is not None and page < len(self._items):
                self._draw(annotation, self._items[page], colours)

    def at(self, page: int, point: QPointF) -> int | None:
        """The id of what is annotated at a point of a page; the latest lies on top."""
        for annotation in reversed(self._annotations):
            areas = [rect_of(box) for box in _boxes(annotation)]
            if annotation.note and areas:
                areas.append(QRectF(0, areas[0].top(), SIGN_LEFT_PT + SIGN_PT, areas[0].height()))
            if _page(annotation) == page and any(area.contains(point) for area in areas):
                return annotation.id
        return None

    def _draw(self, annotation: Annotation, page: PageItem, colours: Colours) -> None:
        boxes = _boxes(annotation)
        if annotation.style == "highlight":
            colour = colours.pens[annotation.colour]
            self._drawn.append(Tint(page, shape_of(boxes), colour, colours.blend))
        else:
            shape = _under(boxes)
            self._drawn.append(Tint(page, shape, colours.inks[annotation.colour], OVER))
        if annotation.note and boxes:
            self._drawn.append(NoteSign(page, boxes[0], colours.inks[annotation.colour]))


class NoteSign(QGraphicsItem):
    """In the margin beside the first line: there is a note."""

    def __init__(self, parent: QGraphicsItem, line: Box, ink: QColor) -> None:
        super().__init__(parent)
        self._ink = ink
        self.setPos(SIGN_LEFT_PT, line.y0 + (line.y1 - line.y0 - SIGN_PT) / 2)

    def boundingRect(self) -> QRectF:
        return QRectF(-1, -1, SIGN_PT + 2, SIGN_PT + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint_sign(painter, QRectF(0, 0, SIGN_PT, SIGN_PT), self._ink)


def paint_sign(painter: QPainter, area: QRectF, ink: QColor) -> None:
    """A small sheet with two lines; the same on a page and beside text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    sheet = QRectF(area.left(), area.top(), area.width(), area.height() * 0.8)
    painter.drawRoundedRect(sheet, 2, 2)
    painter.setPen(QPen(QColor("#ffffff"), 1))
    for part in (0.35, 0.65):
        y = sheet.top() + sheet.height() * part
        painter.drawLine(QPointF(sheet.left() + 2.5, y), QPointF(sheet.right() - 2.5, y))


def find_again(book: PdfBook, anchor: Anchor) -> Iterator[Anchor | None]:
    """Look for marked words on their page, then around it; None for each page that lacks them."""
    if not isinstance(anchor.locator, PageLocator):
        return
    home = min(anchor.locator.page, len(book) - 1)
    for page in sorted(range(len(book)), key=lambda page: abs(page - home)):
        span = find_quote(book.letters(page), anchor.quote, anchor.start if page == home else 0)
        if span is not None:
            first = book.character_number(page, span[0])
            yield anchor_of(book, page, first, book.character_number(page, span[1]) - first)
            return
        yield None


def _page(annotation: Annotation) -> int | None:
    locator = annotation.anchor.locator
    return locator.page if isinstance(locator, PageLocator) else None


def _boxes(annotation: Annotation) -> tuple[Box, ...]:
    locator = annotation.anchor.locator
    return locator.boxes if isinstance(locator, PageLocator) else ()


def _under(boxes: Sequence[Box]) -> QPainterPath:
    path = QPainterPath()
    for box in boxes:
        path.addRect(QRectF(box.x0, box.y1 - LINE_PT / 2, box.x1 - box.x0, LINE_PT))
    return path
