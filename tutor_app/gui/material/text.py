"""Course material that is text, with evidence, find, selection, annotations, links and regions in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from tutor_app.core.annotation import Anchor, Annotation
from tutor_app.core.language import language_of
from tutor_app.core.material import LineLocator, Locator
from tutor_app.core.maths.in_text import speakable
from tutor_app.core.paper import Paper
from tutor_app.gui.material.annotated_pages import paint_sign
from tutor_app.gui.material.annotated_text import TextAnnotations
from tutor_app.gui.material.book import Link
from tutor_app.gui.material.frame import RegionFrame
from tutor_app.gui.material.insets import OBJECT_CHARACTER, latex_of, source_of
from tutor_app.gui.material.paper import NIGHT_INK, NIGHT_PAPER, SEPIA
from tutor_app.gui.material.search import Search, Spot
from tutor_app.gui.material.washed import WashedColumn
from tutor_app.gui.maths.menu import FormulaMenu
from tutor_app.gui.notice import announce

SIGN_PX = 13.0
REGION_SCALE = 2.0
LAST_LINE = 1_000_000_000
PAPER_COLOURS = {
    "sepia": (QColor(*SEPIA), QColor("#2c261c")),
    "night": (QColor(NIGHT_PAPER, NIGHT_PAPER, NIGHT_PAPER), QColor(NIGHT_INK, NIGHT_INK, NIGHT_INK)),
}


class TextView(WashedColumn):
    """Text with marks, find and regions; the same doors as `PageView` has.

    Signals:
        region_drawn: None, QImage.
        found: the current hit (from 1), how many, whether it still searches.
        selected: other words are selected, or none.
        annotation_pressed: the id of what was clicked.
        link_pressed: the Link that was clicked.
    """

    region_drawn = Signal(object, object)
    found = Signal(int, int, bool)
    selected = Signal()
    annotation_pressed = Signal(int)
    link_pressed = Signal(object)

    # before the first words are set:
    _annotated: Sequence[Annotation] = ()
    _annotations: TextAnnotations | None = None
    _paper: Paper = "print"

    def __init__(self, source: Path, files: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(source, files, parent)
        self.search = Search(self._scan, self)
        self.search.changed.connect(self.found)
        self.search.changed.connect(self._tint_hits)
        self.search.arrived.connect(self._go_to_hit)
        self.selectionChanged.connect(self.selected)
        self.anchorClicked.connect(lambda url: self.link_pressed.emit(Link(address=url.toString())))

    def _end_setting(self) -> None:
        super()._end_setting()
        self.show_annotations(self._annotated)

    def close_book(self) -> None:
        """Stop searching and setting text."""
        self.search.start("")
        super().close_book()

    # words

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

    # formulas

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

    def formula_menu(self, place: QPoint) -> FormulaMenu | None:
        """What can be done with the formula at a place in the viewport, if there is one."""
        latex = self.formula_at(place)
        if not latex:
            return None
        return FormulaMenu(latex, self.text_here(), self, lambda words: announce(self, words))

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

    def hit_in_words(self, spot: Spot) -> tuple[int | None, str]:
        """No page, and the words around a hit."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(spot[0])
        text = cursor.block().text().replace(OBJECT_CHARACTER, " ")
        start = max(spot[0] - cursor.block().position() - 30, 0)
        return None, " ".join(text[start : start + 110].split())

    # selection and annotations

    def selected_text(self) -> str:
        """The words that are selected."""
        return self.textCursor().selection().toPlainText().replace(OBJECT_CHARACTER, " ")

    def selected_anchors(self) -> list[Anchor]:
        """What is selected, to be annotated."""
        if not self.textCursor().hasSelection():
            return []
        anchor = self._marks().anchor_of(self.textCursor(), self._typesetter)
        return [anchor] if anchor else []

    def selection_area(self) -> QRect | None:
        """Where the selection ends in the viewport."""
        return self.cursorRect() if self.textCursor().hasSelection() else None

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show these in place of those that were shown."""
        self._annotated = list(annotations)
        self._marks().show(annotations, self._typesetter)
        self._tint_hits()

    def find_again(self, anchor: Anchor) -> Iterator[Anchor | None]:
        """Look for marked words, once everything is set."""
        while self._pieces is not None:
            yield None
        yield from self._marks().find_again(anchor, self._typesetter)

    def lay_on(self, paper: Paper) -> None:
        """Set the text in the colours of another paper."""
        if paper == self._paper:
            return
        self._paper = paper
        palette = QPalette()
        if paper != "print":
            sheet, ink = PAPER_COLOURS[paper]
            palette.setColor(QPalette.ColorRole.Base, sheet)
            palette.setColor(QPalette.ColorRole.Text, ink)
        self.setPalette(palette)

    def links_here(self) -> list[tuple[Link, str]]:
        """The links in view with their words."""
        first = self.cursorForPosition(QPoint(0, 0)).block()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).block()
        found: dict[tuple[str, str], None] = {}
        for number in range(first.blockNumber(), last.blockNumber() + 1):
            for span in self.document().findBlockByNumber(number).textFormats():
                if address := span.format.anchorHref():
                    words = self.document().findBlockByNumber(number).text()
                    found[address, words[span.start : span.start + span.length]] = None
        return [(Link(address=address), words) for address, words in found]

    def place_of(self, address: str) -> LineLocator | None:
        """Where a link inside the course leads: a file of it, or a heading."""
        file, _, heading = QUrl.fromPercentEncoding(address.encode()).partition("#")
        if file:
            known = next((name for name in self._files if name == file.removeprefix("./")), None)
            return LineLocator(known, 0, LAST_LINE) if known else None
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _slug(block.text()) == _slug(heading):
                return self._typesetter.lines_of(block.blockNumber())
            block = block.next()
        return None

    def take_keys(self, is_on: bool) -> None:
        """Let the arrow keys move a caret and select, or scroll."""
        flags = Qt.TextInteractionFlag.TextBrowserInteraction
        self.setTextInteractionFlags(
            flags | Qt.TextInteractionFlag.TextSelectableByKeyboard if is_on else flags
        )

    def _marks(self) -> TextAnnotations:
        if self._annotations is None:
            self._annotations = TextAnnotations(self.document())
        return self._annotations

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for marked in self._marks().marked:
            if marked.annotation.note:
                cursor = QTextCursor(self.document())
                cursor.setPosition(marked.first)
                line, side = self.cursorRect(cursor), self.document().rootFrame().frameFormat().leftMargin()
                ink = self._colours.inks[marked.annotation.colour]
                paint_sign(
                    painter,
                    QRectF(side - SIGN_PX - 12, line.center().y() - SIGN_PX / 2, SIGN_PX, SIGN_PX),
                    ink,
                )
        painter.end()

    def _press(self, position: QPointF) -> None:
        if not self.textCursor().hasSelection():
            id = self._marks().at(self.cursorForPosition(position.toPoint()).position())
            if id is not None:
                self.annotation_pressed.emit(id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position())

    def _tint_hits(self) -> None:
        selections = self._marks().selections(self._colours)
        for spot in self.search.hits if hasattr(self, "search") else ():
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


def _slug(heading: str) -> str:
    """A heading as links name it: small letters, a hyphen for each gap."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return "-".join(kept.replace("-", " ").split())
