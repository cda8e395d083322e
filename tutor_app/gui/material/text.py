"""Course material that is text: one column, set from all its Markdown files in order."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from tutor_app.core.language import language_of
from tutor_app.core.material import LineLocator, Locator
from tutor_app.core.maths.in_text import speakable
from tutor_app.gui.material.colours import colours_for
from tutor_app.gui.material.formula import is_loaded
from tutor_app.gui.material.frame import RegionFrame
from tutor_app.gui.material.insets import INSET, Gallery, InsetLayout, latex_of, source_of
from tutor_app.gui.material.marks import Highlight, Place
from tutor_app.gui.material.search import Search, Spot
from tutor_app.gui.material.tint import paint_badge
from tutor_app.gui.material.typesetter import Typesetter
from tutor_app.gui.material.typography import AT_LEAST
from tutor_app.gui.maths.menu import FormulaMenu
from tutor_app.gui.notice import announce

COLUMN_LETTERS = 72
SMALLEST_MARGIN_PX = 44
TYPE_PT = 11.5
ZOOM_STEP = 1.1
SMALLEST_PT, LARGEST_PT = 7.0, 36.0
SLICE_S = 0.008
PATIENCE_MS = 5  # while formulas are being loaded
REGION_SCALE = 2.0
ATTENTION_MS = 900
BADGE_PX = 20.0
EVIDENCE_LEAD, HEADING_LEAD = 0.25, 0.02
LAST_LINE = 1_000_000_000


class TextView(QTextBrowser):
    """Text with marks, find and regions; the same doors as `PageView` has.

    Signals:
        moved: another place is in view, or the size of type is another.
        region_drawn: None, QImage.
        found: the current hit (from 1), how many, whether it still searches.
        number_pressed: the badge of this number was clicked.
    """

    moved = Signal()
    region_drawn = Signal(object, object)
    found = Signal(int, int, bool)
    number_pressed = Signal(int)

    def __init__(self, source: Path, files: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_still = False  # no animation
        self._source, self._files = source, tuple(files)
        self._colours = colours_for(self.palette())
        self._highlights: list[Highlight] = []
        self._shown = 0
        self._halo = 0.0
        self._attention: QVariantAnimation | None = None
        self._blocks: dict[int, list[int]] = {}
        self._wish: Place | Locator | None = None  # where to go once that much is set
        self._lead = 0.0  # how far down the view, as a part of it
        self._gallery = Gallery(parent=self)
        self._gallery.arrived.connect(self.viewport().update)
        self._insets = InsetLayout(self)
        self._pieces: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._set_more)
        self.search = Search(self._scan, self)
        self.search.changed.connect(self.found)
        self.search.changed.connect(self._tint_hits)
        self.search.arrived.connect(self._go_to_hit)
        self._dress()
        self._set_anew()
        self.verticalScrollBar().valueChanged.connect(self.moved)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFont(self.font())
        font.setPointSizeF(TYPE_PT)
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
        ink = self.palette().color(QPalette.ColorRole.Text)
        self._typesetter = Typesetter(self.document(), self._insets, self._gallery, self._colours, ink)
        self._set_margins()
        self._pieces = self._all_pieces()
        self._set_more()

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
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while self._pieces is not None and time.perf_counter() < ends:
            if next(self._pieces, self) is self:
                self._pieces = None
        cursor.endEditBlock()
        if self._pieces is None:
            self._find_blocks()
        if self._wish is not None:
            self._follow_wish()
        if self._pieces is not None:
            self._timer.start(0)
        self.moved.emit()

    @property
    def is_drawn(self) -> bool:
        """Whether all text is set and every picture seen is loaded."""
        return self._pieces is None and self._gallery.is_idle

    def close_book(self) -> None:
        """Stop setting text."""
        self.search.start("")
        self._timer.stop()
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
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "search"):
            self._colours = colours_for(self.palette())
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

    def text_here(self) -> str:
        """The words in view."""
        first = self.cursorForPosition(QPoint(0, 0)).block()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).block()
        return self._words(range(first.blockNumber(), last.blockNumber() + 1))

    def text_of(self, locators: Sequence[Locator]) -> str:
        """The words of the paragraphs that locators name."""
        return " ".join(
            self._words(self._typesetter.blocks_of(locator))
            for locator in locators
            if isinstance(locator, LineLocator)
        )

    def _words(self, blocks: Sequence[int]) -> str:
        """Formulas in words."""
        texts = []
        for block in map(self.document().findBlockByNumber, blocks):
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            texts.append(source_of(cursor))
        plain = "\n".join(filter(None, texts))
        return speakable(plain, language_of(plain))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Formulas as LaTeX."""
        selected = QMimeData()
        selected.setText(source_of(self.textCursor()))
        return selected

    def formula_at(self, place: QPoint) -> str:
        """The LaTeX of the formula at a place in the viewport, or nothing."""
        cursor = self.cursorForPosition(place)
        for step in (QTextCursor.MoveOperation.NoMove, QTextCursor.MoveOperation.NextCharacter):
            cursor.movePosition(step)
            if (latex := latex_of(cursor.charFormat())) and self._stands_at(cursor, place):
                return latex
        return ""

    def _stands_at(self, cursor: QTextCursor, place: QPoint) -> bool:
        """Whether the character before a cursor is the one at a place."""
        before = QTextCursor(cursor)
        before.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        return self.cursorRect(before).left() <= place.x() <= self.cursorRect(cursor).left()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        latex = self.formula_at(event.pos())
        if not latex:
            super().contextMenuEvent(event)
            return
        FormulaMenu(latex, self.text_here(), self, lambda words: announce(self, words)).popup(
            event.globalPos()
        )

    def _rect(self, block: int) -> QRectF:
        """A text block in the document."""
        layout = self.document().documentLayout()
        return layout.blockBoundingRect(self.document().findBlockByNumber(block))

    # zoom

    def _size_pt(self) -> float:
        return self.document().defaultFont().pointSizeF()

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
        """Type of another size; what stood at the top stays there."""
        size_pt = min(max(size_pt, SMALLEST_PT), LARGEST_PT)
        if abs(size_pt - self._size_pt()) < 0.01:
            return
        place = self.place()
        ratio = size_pt / self._size_pt()
        font = QFont(self.document().defaultFont())
        font.setPointSizeF(size_pt)
        self._apply_font(font)
        self._scale_lines(ratio)
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

    # evidence

    def highlight(self, highlights: Sequence[Highlight]) -> None:
        """Lay a soft wash behind all evidence, in place of what was there before."""
        self._highlights, self._shown = list(highlights), 0
        self._stop_attention()
        self._find_blocks()
        self.viewport().update()

    def show_number(self, number: int) -> None:
        """Go to the evidence of this number, strengthen its wash and draw the eye to it."""
        wanted = next((h for h in self._highlights if h.number == number), None)
        if wanted is None:
            return
        self._shown = number
        self._stop_attention()
        self.viewport().update()
        if wanted.locators:
            self.go_to(wanted.locators[0])
        if not self.is_still:
            self._draw_the_eye()

    def boxes_in_view(self, number: int) -> list[QRectF]:
        """Where the paragraphs of an evidence stand in the viewport, in its pixels."""
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return [self._rect(block).translated(-offset) for block in self._blocks.get(number, [])]

    def _find_blocks(self) -> None:
        self._blocks = {
            highlight.number: sorted(
                {
                    block
                    for locator in highlight.locators
                    if isinstance(locator, LineLocator)
                    for block in self._typesetter.blocks_of(locator)
                }
            )
            for highlight in self._highlights
        }

    def _draw_the_eye(self) -> None:
        self._attention = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=ATTENTION_MS)
        self._attention.valueChanged.connect(self._set_halo)
        self._attention.start()

    def _set_halo(self, halo: float) -> None:
        self._halo = halo
        self.viewport().update()

    def _stop_attention(self) -> None:
        self._halo = 0.0
        if self._attention is not None:
            self._attention.stop()
            self._attention.deleteLater()
            self._attention = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken: list[QRectF] = []
        for highlight in self._highlights:
            self._paint_wash(painter, highlight, taken)
        painter.end()
        super().paintEvent(event)

    def _paint_wash(self, painter: QPainter, highlight: Highlight, taken: list[QRectF]) -> None:
        boxes = self.boxes_in_view(highlight.number)
        if not boxes:
            return
        is_shown = highlight.number == self._shown
        colour = QColor(self._colours.wash_strong if is_shown else self._colours.wash)
        if is_shown and self._halo:
            colour.setAlphaF(min(colour.alphaF() * (1 + 0.8 * self._halo), 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for area in _joined(boxes):
            painter.drawRoundedRect(area.adjusted(-12, -1, 12, 6), 6, 6)
        badge = self._badge_rect(boxes[0], taken)
        taken.append(badge)
        paint_badge(painter, badge, highlight.number, self._colours.accent, self._colours.on_accent)

    def _badge_rect(self, first: QRectF, taken: Sequence[QRectF]) -> QRectF:
        side = self.document().rootFrame().frameFormat().leftMargin()
        badge = QRectF(side - BADGE_PX - 18, first.top() + 1, BADGE_PX, BADGE_PX)
        while any(badge.intersects(other) for other in taken):
            badge.translate(0, BADGE_PX + 2)
        return badge

    def mousePressEvent(self, event: QMouseEvent) -> None:
        taken: list[QRectF] = []
        for highlight in self._highlights:
            boxes = self.boxes_in_view(highlight.number)
            if boxes:
                taken.append(self._badge_rect(boxes[0], taken))
                if taken[-1].contains(event.position()):
                    self.number_pressed.emit(highlight.number)
                    return
        super().mousePressEvent(event)

    # find

    def find_words(self, words: str) -> None:
        """Search all the text, from what is in view on."""
        self.search.start(words)

    def _scan(self, words: str) -> Iterator[list[Spot]]:
        start = self.cursorForPosition(QPoint(0, 0)).position()
        for first, end in ((start, None), (0, start)):
            cursor = QTextCursor(self.document())
            cursor.setPosition(first)
            while True:
                cursor = self.document().find(words, cursor)
                if cursor.isNull() or (end is not None and cursor.selectionStart() >= end):
                    break
                yield [(cursor.selectionStart(), cursor.selectionEnd())]
            yield []

    def _go_to_hit(self, spot: Spot) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(spot[0])
        rect = self.cursorRect(cursor)
        if not self.viewport().rect().adjusted(0, 20, 0, -20).contains(rect):
            self._scroll_to(self.verticalScrollBar().value() + rect.top() - self.viewport().height() / 4)

    def _tint_hits(self) -> None:
        selections = []
        for spot in self.search.hits:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(spot[0])
            selection.cursor.setPosition(spot[1], QTextCursor.MoveMode.KeepAnchor)
            is_current = spot == self.search.current
            selection.format.setBackground(
                self._colours.wash_hit_current if is_current else self._colours.wash_hit
            )
            selections.append(selection)
        self.setExtraSelections(selections)

    # regions

    def start_region(self) -> RegionFrame:
        """Let the learner draw a frame over what they mean."""
        frame = RegionFrame(self)
        frame.chosen.connect(self._take_frame)
        return frame

    def _take_frame(self, frame: QRect) -> None:
        image = QImage(frame.size() * REGION_SCALE, QImage.Format.Format_RGB32)
        image.fill(self.palette().color(QPalette.ColorRole.Base))
        painter = QPainter(image)
        painter.scale(REGION_SCALE, REGION_SCALE)
        painter.translate(-frame.topLeft())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        seen = QRectF(frame).translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self.document().drawContents(painter, seen)
        painter.end()
        self.region_drawn.emit(None, image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)


def _joined(boxes: Sequence[QRectF]) -> list[QRectF]:
    """Neighbouring paragraphs as one area."""
    areas: list[QRectF] = []
    for box in boxes:
        if areas and box.top() - areas[-1].bottom() < 24:
            areas[-1] = areas[-1].united(box)
        else:
            areas.append(QRectF(box))
    return areas
