"""A PDF as pages to read, with evidence, find, selection, annotations, links and regions on them."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from tutor_app.core.annotation import Anchor, Annotation
from tutor_app.core.material import Box, Locator, PageLocator, Region
from tutor_app.gui.material.annotated_pages import PageAnnotations, find_again
from tutor_app.gui.material.book import Link, PdfBook
from tutor_app.gui.material.drawer import Drawer
from tutor_app.gui.material.evidence import EvidenceMarks
from tutor_app.gui.material.frame import RegionFrame
from tutor_app.gui.material.hits import HitMarks
from tutor_app.gui.material.leaves import Leaves
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.material.regions import region_in, scale_of
from tutor_app.gui.material.search import Search, Spot
from tutor_app.gui.material.selection import Character, Selecting, Selection
from tutor_app.gui.material.tint import Badge

REST_MS = 60  # of the pointer, before it is told what it is on


class PageView(Leaves):
    """Pages with marks, find, selection and regions. The scene's unit is the point.

    Signals:
        region_drawn: Region, QImage.
        found: the current hit (from 1), how many, whether it still searches.
        number_pressed: the badge of this number was clicked.
        figure_pressed: Region, a point of a page that was double-clicked.
        selected: other words are selected, or none.
        annotation_pressed: the id of what was clicked.
        link_pressed: the Link that was clicked.
    """

    region_drawn = Signal(object, object)
    found = Signal(int, int, bool)
    number_pressed = Signal(int)
    figure_pressed = Signal(object)
    selected = Signal()
    annotation_pressed = Signal(int)
    link_pressed = Signal(object)

    def __init__(self, book: PdfBook, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(book, drawer, parent)
        self._highlights: list[Highlight] = []
        self._shown = 0
        self.search = Search(self._scan, self)
        self.search.changed.connect(self.found)
        self.search.arrived.connect(self._go_to_hit)
        self._evidence = EvidenceMarks(self)
        self._hits = HitMarks()
        self._pointer = QPointF()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._point)
        self._selecting = Selecting(book, self._items)
        self.annotations = PageAnnotations(book, self._items)

    def _recolour(self) -> None:
        super()._recolour()
        self._mark_all()
        self._hits.recolour(self._colours)
        self._selecting.recolour(self._colours)
        self.annotations.recolour(self._colours)

    def close_book(self) -> None:
        """Stop searching and drawing, and give the file back."""
        self.search.start("")
        self._rest.stop()
        super().close_book()

    # words

    def text_here(self) -> str:
        """The words of the page in view."""
        return self.book.text(self.page)

    def text_of(self, locators: Sequence[Locator]) -> str:
        """The words in the boxes of locators, as the page has them."""
        lines = [
            self.book.words_in(locator.page, box)
            for locator in locators
            if isinstance(locator, PageLocator) and locator.page < len(self.book)
            for box in locator.boxes
        ]
        return " ".join(line for line in lines if line)

    # evidence

    def highlight(self, highlights: Sequence[Highlight]) -> None:
        """Tint the lines of all evidence softly, in place of what was tinted before."""
        self._highlights, self._shown = list(highlights), 0
        self._mark_all()

    def show_number(self, number: int) -> None:
        """Go to the evidence of this number, strengthen its tint and draw the eye to it."""
        wanted = next((h for h in self._highlights if h.number == number), None)
        if wanted is None:
            return
        self._shown = number
        self._mark_all()
        first = next((spot for spot in wanted.locators if isinstance(spot, PageLocator)), None)
        if first is not None:
            self.go_to(first)
            if not self.is_still:
                self._evidence.draw_the_eye(number)

    def boxes_in_view(self, number: int) -> list[QRectF]:
        """Where the lines of an evidence stand in the viewport, in its pixels."""
        return [self._in_viewport(rect) for rect in self._evidence.lines(number)]

    def _in_viewport(self, rect: QRectF) -> QRectF:
        return QRectF(self.mapFromScene(rect.topLeft()), self.mapFromScene(rect.bottomRight()))

    def _mark_all(self) -> None:
        self._evidence.mark(self._highlights, self._shown, self._items, self._colours)

    # find

    def find_words(self, words: str) -> None:
        """Search the whole book, from the page in view on."""
        self._hits.clear()
        self.search.start(words)

    def _scan(self, words: str) -> Iterator[list[Spot]]:
        here = self.page
        for page in (*range(here, len(self.book)), *range(here)):
            spans = self.book.spans(page, words)
            if spans:
                boxes = [self.book.boxes(page, *span) for span in spans]
                self._hits.add(self._items[page], boxes, self._colours)
            yield [(page, first) for first, _ in spans]

    def _go_to_hit(self, spot: Spot) -> None:
        page, _ = spot
        number = sorted(first for on, first in self.search.hits if on == page).index(spot[1])
        boxes = self._hits.show(self._items[page], number, self._colours)
        self._reveal(page, boxes)

    def hit_in_words(self, spot: Spot) -> tuple[int | None, str]:
        """The page of a hit and the words around it."""
        page, first = spot
        return page, " ".join(self.book.words(page, max(first - 30, 0), 110).split())

    # regions

    def start_region(self) -> RegionFrame:
        """Let the learner draw a frame over what they mean."""
        frame = RegionFrame(self)
        frame.chosen.connect(self._take_frame)
        return frame

    def take_region(self, region: Region) -> None:
        """Report a region as if it had been drawn."""
        self.region_drawn.emit(region, self.picture_of(region))

    def picture_of(self, region: Region) -> QImage:
        """What a region shows."""
        scale = scale_of(region, self._zoom * self.viewport().devicePixelRatioF())
        return self.book.picture(region.page, region.box, scale)

    def region_under(self, frame: QRect) -> Region | None:
        """The part of the page that a rectangle of the viewport covers most of."""
        return region_in(self.mapToScene(frame).boundingRect(), self._layout, self._items)

    def _take_frame(self, frame: QRect) -> None:
        region = self.region_under(frame)
        if region is not None:
            self.take_region(region)

    # selection and annotations

    def selected_text(self) -> str:
        return self._selecting.text()

    def selected_anchors(self) -> list[Anchor]:
        """What is selected, to be annotated: one for each page."""
        return self._selecting.anchors()

    def select(self, selection: Selection | None) -> None:
        """Select words as the mouse would."""
        self._selecting.select(selection, self._colours)
        self.selected.emit()

    def selection_area(self) -> QRect | None:
        """Where the selection stands in the viewport."""
        area = self._selecting.area()
        return self._in_viewport(area).toRect() if area is not None else None

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show these in place of those that were shown."""
        self.annotations.show(annotations)
        self.annotations.recolour(self._colours)

    def find_again(self, anchor: Anchor) -> Iterator[Anchor | None]:
        """Look for marked words, as the book has them now."""
        return find_again(self.book, anchor)

    def links_here(self) -> list[tuple[Link, str]]:
        """The links of the page in view with their words."""
        return self.book.links(self.page)

    # mouse and keys

    def _spot(self, position: QPointF) -> tuple[int, QPointF]:
        at = self.mapToScene(position.toPoint())
        page = self._layout.page_at(at.x(), at.y()) if self._row is None else self._row.first
        return page, self._items[page].mapFromScene(at)

    def _character(self, position: QPointF) -> Character | None:
        page, at = self._spot(position)
        number = self.book.character_at(page, at.x(), at.y())
        return None if number is None else (page, number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        pressed = self.itemAt(event.position().toPoint())
        if isinstance(pressed, Badge):
            self.number_pressed.emit(pressed.number)
            return
        self.select(None)
        self._selecting.begin(self._character(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._selecting.drag(self._character(event.position()), self._colours)
        elif not event.buttons():
            self._pointer = event.position()
            self._rest.start()  # opening a page to look for its links takes some milliseconds

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._selecting.end()
        if self._selecting.selection is not None:
            self.selected.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.figure_pressed.emit(self.point_at(event.position().toPoint()))

    def point_at(self, position: QPoint) -> Region:
        """A point of the viewport as a point of its page."""
        page, at = self._spot(QPointF(position))
        return Region(page, Box(at.x(), at.y(), at.x() + 1, at.y() + 1))

    def _press(self, position: QPointF) -> None:
        """A click that selected nothing: on a link or on an annotation."""
        page, at = self._spot(position)
        link = self.book.link_at(page, at.x(), at.y())
        id = self.annotations.at(page, at)
        if id is not None:
            self.annotation_pressed.emit(id)
        elif link is not None:
            self.link_pressed.emit(link)

    def _point(self) -> None:
        """The pointer rests: tell whether it is on a link or on an annotation."""
        page, at = self._spot(self._pointer)
        link = self.book.link_at(page, at.x(), at.y())
        is_live = link is not None or self.annotations.at(page, at) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_live else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
            where = self.viewport().mapToGlobal(self._pointer.toPoint())
            QToolTip.showText(where, link.address if link else "", self.viewport())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            if self.selected_text():
                QGuiApplication.clipboard().setText(self.selected_text())
            return
        match event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            case Qt.Key.Key_Home, _:
                self.go_to_page(0)
            case Qt.Key.Key_End, _:
                self._turn_to(len(self.book) - 1)
                bar.setValue(bar.maximum())
            case (Qt.Key.Key_Left | Qt.Key.Key_Right, _) if self.horizontalScrollBar().maximum():
                super().keyPressEvent(event)
            case (Qt.Key.Key_PageDown, True) | (Qt.Key.Key_Right, False):
                self.turn(1)
            case (Qt.Key.Key_PageUp, True) | (Qt.Key.Key_Left, False):
                self.turn(-1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_Down, False if self._turn_by_wheel(-1):
                pass
            case Qt.Key.Key_PageUp | Qt.Key.Key_Up, False if self._turn_by_wheel(1):
                pass
            case _:
                super().keyPressEvent(event)
