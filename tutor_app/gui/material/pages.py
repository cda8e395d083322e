"""A PDF as one long scroll of pages."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from tutor_app.core.material import Box, Locator, PageLocator, Region
from tutor_app.gui.material.book import PdfBook
from tutor_app.gui.material.colours import colours_for
from tutor_app.gui.material.evidence import EvidenceMarks
from tutor_app.gui.material.frame import RegionFrame
from tutor_app.gui.material.hits import HitMarks
from tutor_app.gui.material.marks import Highlight, Place
from tutor_app.gui.material.page import PageItem
from tutor_app.gui.material.raster import Raster
from tutor_app.gui.material.search import Search, Spot
from tutor_app.gui.material.selection import Character, Selection
from tutor_app.gui.material.tint import Badge, Tint, rect_of, shape_of, take_off

GAP_PT = 14.0
MARGIN_PT = 18.0  # around the pages, for badges and rest
ZOOM_STEP = 1.2
SMALLEST_ZOOM, LARGEST_ZOOM = 0.2, 8.0
REGION_SCALE = 2.0  # pixels for a point in a region's picture, at least
LONGEST_REGION_PX = 2000
LINE_PX = 48


class PageView(QGraphicsView):
    """Pages with marks, find, selection and regions. The scene's unit is the point.

    Signals:
        moved: another place is in view, or the zoom is another.
        region_drawn: Region, QImage.
        found: the current hit (from 1), how many, whether it still searches.
        number_pressed: the badge of this number was clicked.
    """

    moved = Signal()
    region_drawn = Signal(object, object)
    found = Signal(int, int, bool)
    number_pressed = Signal(int)
    figure_pressed = Signal(object)

    def __init__(self, book: PdfBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.is_still = False  # no animation
        self._colours = colours_for(self.palette())
        self._zoom, self._is_fit = 1.0, True
        self._highlights: list[Highlight] = []
        self._shown = 0
        self._tints: list[Tint] = []  # of the selection
        self._anchor: Character | None = None
        self._selection: Selection | None = None
        self.search = Search(self._scan, self)
        self.search.changed.connect(self.found)
        self.search.arrived.connect(self._go_to_hit)
        self._lay_out()
        self._evidence = EvidenceMarks(self)
        self._hits = HitMarks()
        self._raster = Raster(book, self._show_picture, self)
        self._dress()
        self.verticalScrollBar().valueChanged.connect(self._refresh)
        self.horizontalScrollBar().valueChanged.connect(self._refresh)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundBrush(self._colours.surround)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.verticalScrollBar().setSingleStep(LINE_PX)
        self.horizontalScrollBar().setSingleStep(LINE_PX)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().setMouseTracking(False)

    def _lay_out(self) -> None:
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self._items: list[PageItem] = []
        self._tops: list[float] = []
        top = 0.0
        for number, (width, height) in enumerate(self.book.sizes):
            item = PageItem(number, (width, height), self._colours)
            item.setPos(-width / 2, top)
            scene.addItem(item)
            self._items.append(item)
            self._tops.append(top)
            top += height + GAP_PT
        half = max(width for width, _ in self.book.sizes) / 2 + MARGIN_PT
        scene.setSceneRect(QRectF(-half, -MARGIN_PT, 2 * half, top - GAP_PT + 2 * MARGIN_PT))
        self.setScene(scene)

    # where the reader is

    @property
    def page(self) -> int:
        """The page that fills the upper part of the view."""
        line = self.mapToScene(QPoint(0, self.viewport().height() // 3)).y()
        return self._page_at(line)

    def item_of(self, page: int) -> PageItem:
        """A page in the scene; its own coordinates are points."""
        return self._items[page]

    def place(self) -> Place:
        top = self.mapToScene(QPoint(0, 0)).y()
        page = self._page_at(top)
        part = (top - self._tops[page]) / (self.book.sizes[page][1] + GAP_PT)
        return Place(page + min(max(part, -0.1), 0.999), 0.0 if self._is_fit else self._zoom)

    def go(self, place: Place) -> None:
        """Back to a place; one that the book no longer has is brought inside it."""
        if place.zoom:
            self.zoom_to(place.zoom)
        else:
            self.fit_width()
        position = min(max(place.position, -0.1), len(self.book) - 0.001)
        page = max(int(position), 0)
        self._scroll_to(self._tops[page] + (position - page) * (self.book.sizes[page][1] + GAP_PT))

    def go_to_page(self, page: int) -> None:
        """The top of a page."""
        page = min(max(page, 0), len(self.book) - 1)
        self._scroll_to(self._tops[page] - GAP_PT / 2)

    def go_to(self, locator: Locator) -> None:
        """The lines of a locator in the upper part of the view."""
        if isinstance(locator, PageLocator) and locator.page < len(self.book):
            self._reveal(locator.page, locator.boxes)

    def open_at(self, heading: Locator) -> None:
        """A heading at the top of the view."""
        if isinstance(heading, PageLocator) and heading.page < len(self.book):
            top = heading.boxes[0].y0 if heading.boxes else 0.0
            self._scroll_to(self._tops[heading.page] + top - GAP_PT)

    def locator(self) -> PageLocator:
        """What stands at the upper part of the view, to find its section."""
        line = self.mapToScene(QPoint(0, self.viewport().height() // 3)).y()
        page = self._page_at(line)
        y = min(max(line - self._tops[page], 0.0), self.book.sizes[page][1])
        return PageLocator(page, (Box(0, y, 0, y),))

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

    def _page_at(self, y: float) -> int:
        return max(bisect_right(self._tops, y) - 1, 0)

    def _scroll_to(self, top: float) -> None:
        self.verticalScrollBar().setValue(round(top * self._zoom))

    def _reveal(self, page: int, boxes: Sequence[Box]) -> None:
        """Lines a quarter down the view, unless they are comfortably in it already."""
        if not boxes:
            self.go_to_page(page)
            return
        around = QRectF()
        for box in boxes:
            around = around.united(self._items[page].mapRectToScene(rect_of(box)))
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        if not seen.adjusted(0, 20 / self._zoom, 0, -20 / self._zoom).contains(around):
            self._scroll_to(around.top() - seen.height() / 4)
            self._scroll_across(around)

    def _scroll_across(self, around: QRectF) -> None:
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        if around.left() < seen.left() or around.right() > seen.right():
            self.horizontalScrollBar().setValue(round((around.left() - MARGIN_PT) * self._zoom))

    # zoom

    @property
    def zoom(self) -> float:
        """Screen pixels for a point."""
        return self._zoom

    def zoom_in(self) -> None:
        self.zoom_to(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        self.zoom_to(self._zoom / ZOOM_STEP)

    def zoom_to(self, zoom: float) -> None:
        """So many screen pixels for a point, around the middle of the view."""
        self._is_fit = False
        self._set_zoom(zoom)

    def fit_width(self) -> None:
        """The page in view as wide as the view, also when that changes its size."""
        self._is_fit = True
        width = self.book.sizes[self.page][0] + 2 * MARGIN_PT
        self._set_zoom(self.viewport().width() / width)

    @property
    def percent(self) -> int:
        """The zoom as print has it: 100 is life size on this screen."""
        return round(self._zoom * 72 / self.logicalDpiX() * 100)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        middle = self.mapToScene(self.viewport().rect().center())
        self.resetTransform()
        self.scale(self._zoom, self._zoom)
        self.centerOn(middle)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place()
        super().resizeEvent(event)
        if self._is_fit:
            self.go(place)
        self._refresh()

    # drawing

    def _refresh(self) -> None:
        first, last = self._seen_pages()
        around = [*range(first, last + 1), last + 1, first - 1]
        wanted = [page for page in around if 0 <= page < len(self.book)]
        self._raster.want(wanted, self._zoom * self.viewport().devicePixelRatioF())
        self.moved.emit()

    def _seen_pages(self) -> tuple[int, int]:
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        return self._page_at(seen.top()), self._page_at(seen.bottom())

    def _show_picture(self, page: int, picture: QImage | None) -> None:
        self._items[page].show_picture(picture)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_raster"):
            self._colours = colours_for(self.palette())
            self.setBackgroundBrush(self._colours.surround)
            for item in self._items:
                item.colours = self._colours
            self._mark_all()

    @property
    def is_drawn(self) -> bool:
        """Whether every page in view has its picture."""
        return self._raster.is_idle

    def close_book(self) -> None:
        """Stop drawing and give the file back."""
        self.search.start("")
        self._raster.close()
        self.book.close()

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
        return [
            QRectF(self.mapFromScene(rect.topLeft()), self.mapFromScene(rect.bottomRight()))
            for rect in self._evidence.lines(number)
        ]

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
            hits = self.book.find(page, words)
            if hits:
                self._hits.add(self._items[page], hits, self._colours)
            yield [(page, number) for number in range(len(hits))]

    def _go_to_hit(self, spot: Spot) -> None:
        page, number = spot
        boxes = self._hits.show(self._items[page], number, self._colours)
        self._reveal(page, boxes)

    # regions

    def start_region(self) -> RegionFrame:
        """Let the learner draw a frame over what they mean."""
        frame = RegionFrame(self)
        frame.chosen.connect(self._take_frame)
        return frame

    def take_region(self, region: Region) -> None:
        """Report a region as if it had been drawn."""
        width, height = region.box.x1 - region.box.x0, region.box.y1 - region.box.y0
        sharp = max(REGION_SCALE, self._zoom * self.viewport().devicePixelRatioF())
        scale = max(min(sharp, LONGEST_REGION_PX / max(width, height)), REGION_SCALE)
        self.region_drawn.emit(region, self.book.picture(region.page, region.box, scale))

    def region_under(self, frame: QRect) -> Region | None:
        """The part of the page that a rectangle of the viewport covers most of."""
        drawn = self.mapToScene(frame).boundingRect()
        best: tuple[float, int, QRectF] | None = None
        for page in range(self._page_at(drawn.top()), self._page_at(drawn.bottom()) + 1):
            part = self._items[page].mapRectFromScene(drawn) & self._items[page].boundingRect()
            area = part.width() * part.height()
            if area > 0 and (best is None or area > best[0]):
                best = area, page, part
        if best is None:
            return None
        _, page, part = best
        return Region(page, Box(part.left(), part.top(), part.right(), part.bottom()))

    def _take_frame(self, frame: QRect) -> None:
        region = self.region_under(frame)
        if region is not None:
            self.take_region(region)

    # mouse and keys

    def _spot(self, position: QPointF) -> tuple[int, QPointF]:
        at = self.mapToScene(position.toPoint())
        page = self._page_at(at.y())
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
        self._select(None)
        self._anchor = self._character(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._anchor is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        head = self._character(event.position())
        if head is not None:
            self._select(Selection(self._anchor, head))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._anchor = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        page, at = self._spot(event.position())
        self.figure_pressed.emit(Region(page, Box(at.x(), at.y(), at.x() + 1, at.y() + 1)))

    def _select(self, selection: Selection | None) -> None:
        take_off(self._tints)
        self._tints = []
        self._selection = selection
        if selection is not None:
            for page, boxes in selection.boxes(self.book).items():
                self._tints.append(Tint(self._items[page], shape_of(boxes), self._colours.selection))

    def selected_text(self) -> str:
        return self._selection.text(self.book) if self._selection else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        at = event.position().toPoint()
        before = self.mapToScene(at)
        self.zoom_to(self._zoom * ZOOM_STEP ** (event.angleDelta().y() / 120))
        shift = self.mapFromScene(before) - at
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + shift.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + shift.y())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            if self._selection:
                QGuiApplication.clipboard().setText(self.selected_text())
            return
        match event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            case Qt.Key.Key_Home, _:
                self.go_to_page(0)
            case Qt.Key.Key_End, _:
                bar.setValue(bar.maximum())
            case (Qt.Key.Key_Left | Qt.Key.Key_Right, _) if self.horizontalScrollBar().maximum():
                super().keyPressEvent(event)
            case (Qt.Key.Key_PageDown, True) | (Qt.Key.Key_Right, False):
                self.go_to_page(self.page + 1)
            case (Qt.Key.Key_PageUp, True) | (Qt.Key.Key_Left, False):
                self.go_to_page(self.page - 1)
            case _:
                super().keyPressEvent(event)
