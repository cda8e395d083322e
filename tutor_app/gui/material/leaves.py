"""The pages of a PDF laid out, drawn, turned and zoomed: what is read, without what is written on it."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from tutor_app.core.material import Box, Locator, PageLocator
from tutor_app.core.paper import Paper
from tutor_app.gui.material.book import PdfBook
from tutor_app.gui.material.colours import Colours, colours_for
from tutor_app.gui.material.drawer import Drawer
from tutor_app.gui.material.layout import GAP_PT, MARGIN_PT, Layout, Row, Spread
from tutor_app.gui.material.marks import FIT_PAGE, FIT_WIDTH, Place
from tutor_app.gui.material.page import PageItem
from tutor_app.gui.material.raster import Raster
from tutor_app.gui.material.tint import rect_of

ZOOM_STEP = 1.2
SMALLEST_ZOOM, LARGEST_ZOOM = 0.2, 8.0
LINE_PX = 48
AHEAD, BEHIND = 2, 1  # rows that are drawn sharp before they are seen
SMALL_AROUND = 8  # pages that are there as small pictures, so that fast scrolling shows no blank page

Fit = Literal["width", "page"]


class Leaves(QGraphicsView):
    """Pages in one long scroll, one at a time, or two side by side. The scene's unit is the point.

    Signals:
        moved: another place is in view, or the zoom is another.
    """

    moved = Signal()

    def __init__(self, book: PdfBook, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.is_still = False  # no animation
        self.paper: Paper = "print"
        self._colours = colours_for(self.palette(), self.paper)
        self._zoom = 1.0
        self._fit: Fit | None = "width"
        self._first_seen = 0
        self._way = 1  # the reader goes on, or back
        self._layout = Layout(book.sizes, "continuous")
        self._row: Row | None = None  # the only one that is shown, if one at a time
        self._make_scene()
        self.raster = Raster(drawer, book.path, book.sizes, self._show_picture, self)
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
        self.viewport().setMouseTracking(True)  # the pointer tells links

    def _make_scene(self) -> None:
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self._items = [PageItem(number, size, self._colours) for number, size in enumerate(self.book.sizes)]
        for item in self._items:
            scene.addItem(item)
        self.setScene(scene)
        self._lay_out()

    def _lay_out(self) -> None:
        for item, origin in zip(self._items, self._layout.origins, strict=True):
            item.setPos(*origin)
            item.setVisible(self._row is None or _holds(self._row, item.number))
        top, height, width = 0.0, self._layout.height, self._layout.width
        if self._row is not None:
            top, height, width = self._row.top, self._row.height, self._row.width
        half = width / 2 + MARGIN_PT
        self.setSceneRect(QRectF(-half, top - MARGIN_PT, 2 * half, height + 2 * MARGIN_PT))

    # how it is shown

    @property
    def spread(self) -> Spread:
        return self._layout.spread

    def spread_out(self, spread: Spread) -> None:
        """Lay the pages out in another way; the page in view stays."""
        if spread == self._layout.spread:
            return
        page = self.page
        self._layout = Layout(self.book.sizes, spread)
        self._row = self._layout.row_of(page) if spread == "single" else None
        self._lay_out()
        if self._fit:
            self.fit(self._fit, page)
        self.go_to_page(page)

    def lay_on(self, paper: Paper, figures: dict[int, tuple[Box, ...]]) -> None:
        """Show the pages on another paper; `figures` stay as printed at night, page by page."""
        self.paper = paper
        self.raster.lay_on(paper, lambda page: figures.get(page, ()))
        self._recolour()

    def _recolour(self) -> None:
        self._colours = colours_for(self.palette(), self.paper)
        self.setBackgroundBrush(self._colours.surround)
        for item in self._items:
            item.colours = self._colours
            item.update()

    @property
    def colours(self) -> Colours:
        return self._colours

    # where the reader is

    @property
    def page(self) -> int:
        """The page that fills the upper part of the view."""
        line = self.mapToScene(QPoint(0, self.viewport().height() // 3)).y()
        return self._layout.row_at(line).first if self._row is None else self._row.first

    def item_of(self, page: int) -> PageItem:
        """A page in the scene; its own coordinates are points."""
        return self._items[page]

    def place(self) -> Place:
        top = self.mapToScene(QPoint(0, 0)).y()
        zoom = {"width": FIT_WIDTH, "page": FIT_PAGE, None: self._zoom}[self._fit]
        if self._row is not None:
            top = max(top, self._row.top)
        return Place(self._layout.position(top), zoom)

    def go(self, place: Place) -> None:
        """Back to a place; one that the book no longer has is brought inside it."""
        position = min(max(place.position, -0.1), len(self.book) - 0.001)
        page = max(int(position), 0)
        self._turn_to(page)
        if place.zoom > 0:
            self.zoom_to(place.zoom)
        else:
            self.fit("page" if place.zoom == FIT_PAGE else "width", page)
        self._scroll_to(self._layout.height_of(position))

    def go_to_page(self, page: int) -> None:
        """The top of a page."""
        page = min(max(page, 0), len(self.book) - 1)
        self._scroll_to(self._layout.row_of(page).top - GAP_PT / 2, page)

    def turn(self, by: int) -> None:
        """So many rows on."""
        row = self._layout.row_of(self.page)
        self.go_to_page(row.first + row.count if by > 0 else row.first - 1)

    def open_at(self, heading: Locator) -> None:
        """A heading at the top of the view."""
        if isinstance(heading, PageLocator) and heading.page < len(self.book):
            top = heading.boxes[0].y0 if heading.boxes else 0.0
            self._scroll_to(self._layout.origins[heading.page][1] + top - GAP_PT, heading.page)

    def locator(self) -> PageLocator:
        """What stands at the upper part of the view, to find its section."""
        line = self.mapToScene(QPoint(0, self.viewport().height() // 3)).y()
        page = self.page
        y = min(max(line - self._layout.origins[page][1], 0.0), self.book.sizes[page][1])
        return PageLocator(page, (Box(0, y, 0, y),))

    def _turn_to(self, page: int) -> None:
        """Show the row of a page, where rows are shown one at a time."""
        row = self._layout.row_of(page)
        if self._layout.spread == "single" and row != self._row:
            before, self._row = self._row, row
            for number in range(before.first, before.first + before.count) if before else ():
                self._items[number].setVisible(False)
            self._lay_out_row(row)

    def _lay_out_row(self, row: Row) -> None:
        for number in range(row.first, row.first + row.count):
            self._items[number].setVisible(True)
        half = row.width / 2 + MARGIN_PT
        self.setSceneRect(QRectF(-half, row.top - MARGIN_PT, 2 * half, row.height + 2 * MARGIN_PT))
        self._refresh()

    def _scroll_to(self, top: float, page: int | None = None) -> None:
        self._turn_to(self._layout.row_at(top).first if page is None else page)
        self.verticalScrollBar().setValue(round(top * self._zoom))

    def _reveal(self, page: int, boxes: Sequence[Box]) -> None:
        """Lines a quarter down the view, unless they are comfortably in it already."""
        if not boxes:
            self.go_to_page(page)
            return
        self._turn_to(page)
        around = QRectF()
        for box in boxes:
            around = around.united(self._items[page].mapRectToScene(rect_of(box)))
        seen = self._seen()
        if not seen.adjusted(0, 20 / self._zoom, 0, -20 / self._zoom).contains(around):
            self._scroll_to(around.top() - seen.height() / 4, page)
            self._scroll_across(around)

    def _scroll_across(self, around: QRectF) -> None:
        seen = self._seen()
        if around.left() < seen.left() or around.right() > seen.right():
            self.horizontalScrollBar().setValue(round((around.left() - MARGIN_PT) * self._zoom))

    def _seen(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def go_to(self, locator: Locator) -> None:
        """The lines of a locator in the upper part of the view."""
        if isinstance(locator, PageLocator) and locator.page < len(self.book):
            self._reveal(locator.page, locator.boxes)

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
        self._fit = None
        self._set_zoom(zoom)

    def fit_width(self) -> None:
        """The page in view as wide as the view, also when that changes its size."""
        self.fit("width", self.page)

    def fit_page(self) -> None:
        """The whole page in view, also when the view changes its size."""
        page = self.page
        self.fit("page", page)
        self.go_to_page(page)

    def fit(self, fit: Fit, page: int) -> None:
        """A page as large as the view allows."""
        self._fit = fit
        row = self._layout.row_of(page)
        zoom = self.viewport().width() / (row.width + 2 * MARGIN_PT)
        if fit == "page":
            zoom = min(zoom, (self.viewport().height() - 1) / (row.height + 2 * MARGIN_PT))
        self._set_zoom(zoom)

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
        if self._fit:
            self.go(place)
        self._refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self._turn_by_wheel(event.angleDelta().y()):
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

    def _turn_by_wheel(self, delta: int) -> bool:
        """One page at a time, the wheel goes on at its end."""
        bar = self.verticalScrollBar()
        end = bar.minimum() if delta > 0 else bar.maximum()
        if self._row is None or not delta or bar.value() != end:
            return False
        last = len(self._layout.rows) - 1
        if self._layout.rows[0 if delta > 0 else last] == self._row:
            return False
        self.turn(-1 if delta > 0 else 1)
        bar.setValue(bar.maximum() if delta > 0 else bar.minimum())
        return True

    # drawing

    def _refresh(self) -> None:
        seen = self.seen_pages()
        if seen.start != self._first_seen:
            self._way, self._first_seen = (1 if seen.start > self._first_seen else -1), seen.start
        ahead = [*seen, *self._on(seen, AHEAD, self._way), *self._on(seen, BEHIND, -self._way)]
        small = [*self._on(seen, SMALL_AROUND, self._way), *self._on(seen, SMALL_AROUND // 2, -self._way)]
        self.raster.want(ahead, small, self._zoom * self.viewport().devicePixelRatioF())
        self.moved.emit()

    def _on(self, seen: range, count: int, way: int) -> list[int]:
        """Pages that come next in a direction, nearest first."""
        count *= 2 if self._layout.spread == "two" else 1
        start = seen.stop if way > 0 else seen.start - 1
        pages = range(start, start + way * count, way)
        return [page for page in pages if 0 <= page < len(self.book)]

    def seen_pages(self) -> range:
        """The pages in view."""
        if self._row is not None:
            return range(self._row.first, self._row.first + self._row.count)
        seen = self._seen()
        first, last = self._layout.row_at(seen.top()), self._layout.row_at(seen.bottom())
        return range(first.first, last.first + last.count)

    def _show_picture(self, page: int, sharp: QImage | None, small: QImage | None) -> None:
        self._items[page].show_picture(sharp, small)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "raster"):
            self._recolour()

    @property
    def is_drawn(self) -> bool:
        """Whether every page in view has its picture."""
        return self.raster.is_idle

    def close_book(self) -> None:
        """Stop drawing and give the file back."""
        self.raster.close()
        self.book.close()


def _holds(row: Row, page: int) -> bool:
    return row.first <= page < row.first + row.count
