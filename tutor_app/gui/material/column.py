"""Course material that is text: one column, set from all its Markdown files in order."""

import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from tutor_app.core.material import LineLocator, Locator
from tutor_app.gui.material.colours import Colours, colours_for
from tutor_app.gui.material.insets import INSET, Gallery, InsetLayout
from tutor_app.gui.material.marks import Place
from tutor_app.gui.material.typesetter import Typesetter
from tutor_app.gui.material.typography import AT_LEAST
from tutor_app.gui.steps import STEP_MS
from tutor_app.gui.theme import text_share
from tutor_app.tutor.typesetting import is_loaded

COLUMN_LETTERS = 72
SMALLEST_MARGIN_PX = 44
TYPE_PT = 11.5
ZOOM_STEP = 1.1
SMALLEST_PT, LARGEST_PT = 7.0, 36.0
SLICE_S = 0.005
PATIENCE_MS = 5  # while formulas are being loaded
EVIDENCE_LEAD, HEADING_LEAD = 0.25, 0.02
LAST_LINE = 1_000_000_000


class Column(QTextBrowser):
    """The text of a course, without what is marked in it.

    Signals:
        moved: another place is in view, or the size of type is another.
    """

    moved = Signal()

    def __init__(self, source: Path, files: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_still = False  # no animation
        self._source, self._files = source, tuple(files)
        self._share = text_share()
        self._colours = colours_for(self.palette())
        self._wish: Place | Locator | None = None  # where to go once that much is set
        self._lead = 0.0  # how far down the view, as a part of it
        self._gallery = Gallery(parent=self)
        self._gallery.arrived.connect(self.viewport().update)
        self._insets = InsetLayout(self)
        self._pieces: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._set_more)
        self._unseen = QTimer(self, interval=STEP_MS, singleShot=True)
        self._unseen.timeout.connect(partial(self.viewport().setUpdatesEnabled, True))
        self._dress()
        self._set_anew()
        self.verticalScrollBar().valueChanged.connect(self.moved)

    @property
    def colours(self) -> Colours:
        return self._colours

    def _dress(self) -> None:
        self.setObjectName("sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFont(self.font())
        font.setPointSizeF(TYPE_PT * self._share)
        self._apply_font(font)

    def _apply_font(self, font: QFont) -> None:
        self.document().setDefaultFont(font)
        self.document().setIndentWidth(3.4 * QFontMetricsF(font).averageCharWidth())
        self._set_margins()

    # setting the text

    def _set_anew(self) -> None:
        self.document().clear()
        self._insets.forget()
        self.document().documentLayout().registerHandler(INSET, self._insets)
        self.document().setUndoRedoEnabled(False)
        caret = self.textCursor()
        caret.setKeepPositionOnInsert(True)  # else it is pushed to the end, and the view would follow it
        self.setTextCursor(caret)
        self._ink = self._ink_now()
        self._typesetter = Typesetter(self.document(), self._insets, self._gallery, self._colours, self._ink)
        self._set_margins()
        self._pieces = self._all_pieces()
        self._timer.start(0)  # when it stands in its place: it would be laid out anew at another width

    def _ink_now(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Text)

    def _all_pieces(self) -> Iterator[None]:
        for file in self._files:
            try:
                text = (self._source / file).read_text(encoding="utf-8-sig", errors="replace")
            except OSError:
                continue
            yield from self._typesetter.write(self._source, file, text)

    def _set_more(self) -> None:
        if self._pieces is None:
            return
        if not is_loaded():
            self._timer.start(PATIENCE_MS)
            return
        ends = time.perf_counter() + SLICE_S
        caret = self.textCursor()
        anchor, position = caret.anchor(), caret.position()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while self._pieces is not None and time.perf_counter() < ends:
            if next(self._pieces, self) is self:
                self._pieces = None
        cursor.endEditBlock()
        self._hold_caret(anchor, position)
        if self._pieces is None:
            self._end_setting()
        if self._wish is not None:
            self._follow_wish()
        if self._pieces is not None:
            self._timer.start(0)
        self.moved.emit()

    def _hold_caret(self, anchor: int, position: int) -> None:
        """Qt keeps the caret's place on an insertion, not its anchor: all that was set would be selected."""
        caret = self.textCursor()
        if (caret.anchor(), caret.position()) != (anchor, position):
            caret.setPosition(anchor)
            caret.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(caret)

    def _end_setting(self) -> None:
        """Everything is set."""

    @property
    def is_drawn(self) -> bool:
        """Whether all text is set and every picture seen is loaded."""
        return self._pieces is None and self._gallery.is_idle

    def close_book(self) -> None:
        """Stop setting text."""
        self._timer.stop()
        self._gallery.close()
        self._pieces = None

    def _set_margins(self) -> None:
        letters = QFontMetricsF(self.document().defaultFont()).averageCharWidth() * COLUMN_LETTERS
        side = max((self.viewport().width() - letters) / 2, SMALLEST_MARGIN_PX)
        frame = self.document().rootFrame()
        format = frame.frameFormat()
        if abs(format.leftMargin() - side) < 0.5:
            return
        format.setLeftMargin(side)
        format.setRightMargin(side)
        format.setTopMargin(32)
        format.setBottomMargin(self.viewport().height() / 3)
        frame.setFrameFormat(format)

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place()
        super().resizeEvent(event)
        self._set_margins()
        self.go(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_typesetter"):
            colours, ink = colours_for(self.palette()), self._ink_now()
            if (colours, ink) == (self._colours, self._ink):
                return  # it only came into a window, or left one
            self._colours = colours
            place = self.place()
            self._set_anew()
            self.go(place)

    # where the reader is

    def place(self) -> Place:
        if isinstance(self._wish, Place):
            return self._wish
        top = self.verticalScrollBar().value()
        cursor = self.cursorForPosition(QPoint(self.viewport().width() // 2, 0))
        rect = self._rect(cursor.block().blockNumber())
        part = (top - rect.top()) / rect.height() if rect.height() else 0.0
        block = cursor.block().blockNumber()
        return Place(block + min(max(part, 0.0 if block else -9.0), 0.999), self._size_pt())

    def go(self, place: Place) -> None:
        """Back to a place, as soon as the text is set that far."""
        if place.zoom:
            self.zoom_to(place.zoom)
        self._wish = place
        self._follow_wish()

    def go_to(self, locator: Locator) -> None:
        """The paragraphs of a locator in the upper part of the view."""
        if isinstance(locator, LineLocator):
            self._wish, self._lead = locator, EVIDENCE_LEAD
            self._follow_wish()

    def open_at(self, heading: Locator) -> None:
        """A heading at the top of the view."""
        if isinstance(heading, LineLocator):
            self._wish, self._lead = heading, HEADING_LEAD
            self._follow_wish()

    def go_to_page(self, page: int) -> None:
        """The beginning of a file."""
        file = self._files[min(max(page, 0), len(self._files) - 1)]
        self.open_at(LineLocator(file, 0, LAST_LINE))

    def _follow_wish(self) -> None:
        """Go where the reader wants to be; keep wishing while the text is not set that far."""
        block, part, lead = None, 0.0, 0.0
        if isinstance(self._wish, LineLocator):
            block = next(iter(self._typesetter.blocks_of(self._wish)), None)
            lead = self._lead * self.viewport().height()
        elif isinstance(self._wish, Place):
            number = max(int(self._wish.position), 0)
            block = number if number < self.document().blockCount() else None
            part = self._wish.position - number
        if block is not None:
            rect = self._rect(block)
            self._scroll_to(rect.top() + part * rect.height() - lead)
        if block is not None or self._pieces is None:
            self._wish = None

    def _scroll_to(self, top: float) -> None:
        self.verticalScrollBar().setValue(round(top))

    def locator(self) -> LineLocator | None:
        """What stands at the upper part of the view, to find its section."""
        middle = QPoint(self.viewport().width() // 2, self.viewport().height() // 3)
        return self._typesetter.lines_of(self.cursorForPosition(middle).block().blockNumber())

    def _rect(self, block: int) -> QRectF:
        """A text block in the document."""
        layout = self.document().documentLayout()
        return layout.blockBoundingRect(self.document().findBlockByNumber(block))

    # zoom

    def _size_pt(self) -> float:
        """As it would be with text of the usual size."""
        return self.document().defaultFont().pointSizeF() / self._share

    @property
    def percent(self) -> int:
        return round(self._size_pt() / TYPE_PT * 100)

    def zoom_in(self) -> None:
        self.zoom_to(self._size_pt() * ZOOM_STEP)

    def zoom_out(self) -> None:
        self.zoom_to(self._size_pt() / ZOOM_STEP)

    def fit_width(self) -> None:
        """The usual size of type: the column is as wide as reads well already."""
        self.zoom_to(TYPE_PT)

    def zoom_to(self, size_pt: float) -> None:
        """Type of another size; what stood at the top stays there. Painted in a turn of the event loop of its
        own: laying out takes long enough.
        """
        size_pt = min(max(size_pt, SMALLEST_PT), LARGEST_PT)
        if abs(size_pt - self._size_pt()) < 0.01:
            return
        self.viewport().setUpdatesEnabled(False)
        self._unseen.start()
        place = self.place()
        ratio = size_pt / self._size_pt()
        font = QFont(self.document().defaultFont())
        font.setPointSizeF(size_pt * self._share)
        self.document().setLayoutEnabled(False)  # else the text is laid out after each of these steps
        self._apply_font(font)
        self._scale_lines(ratio)
        self.document().setLayoutEnabled(True)
        self.document().markContentsDirty(0, self.document().characterCount())
        self._wish = Place(place.position)
        self._follow_wish()
        self.moved.emit()

    def _scale_lines(self, ratio: float) -> None:
        """Sizes of type follow the font of the document; heights of lines are pixels."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            format = block.blockFormat()
            if format.lineHeightType() == AT_LEAST:
                format.setLineHeight(format.lineHeight() * ratio, AT_LEAST)
                cursor.setPosition(block.position())
                cursor.setBlockFormat(format)
            block = block.next()
        cursor.endEditBlock()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self._size_pt() * ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)
