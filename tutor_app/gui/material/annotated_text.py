"""The learner's marks in a text: which letters they cover, and how those look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from tutor_app.core.anchoring import find_quote
from tutor_app.core.annotation import Anchor, Annotation, quote_of
from tutor_app.core.material import LineLocator
from tutor_app.gui.material.colours import Colours
from tutor_app.gui.material.typesetter import Typesetter

LAST_LINE = 1_000_000_000
_ENDS = str.maketrans({"\u2029": "\n", "\u2028": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})


@dataclass(frozen=True)
class Marked:
    """An annotation and the letters of the document that it covers."""

    annotation: Annotation
    first: int
    end: int


class TextAnnotations:
    """What is annotated in a document, and what is selected there, as anchors of its files."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.marked: list[Marked] = []

    def show(self, annotations: Sequence[Annotation], typesetter: Typesetter) -> None:
        """Find where these stand now; those whose words are not set are left out."""
        self.marked = []
        texts: dict[str, tuple[int, str]] = {}
        for annotation in annotations:
            locator = annotation.anchor.locator
            if isinstance(locator, LineLocator):
                if locator.file not in texts:
                    texts[locator.file] = self._text(locator.file, typesetter)
                first, text = texts[locator.file]
                span = find_quote(text, annotation.anchor.quote, annotation.anchor.start)
                if span is not None:
                    ends = (first + _units(text[:place]) for place in span)
                    self.marked.append(Marked(annotation, *ends))

    def at(self, position: int) -> int | None:
        """The id of what is annotated at a letter; the latest lies on top."""
        return next((m.annotation.id for m in reversed(self.marked) if m.first <= position < m.end), None)

    def selections(self, colours: Colours) -> list[QTextEdit.ExtraSelection]:
        """How they look."""
        return [self._look(marked, colours) for marked in self.marked]

    def anchor_of(self, cursor: QTextCursor, typesetter: Typesetter) -> Anchor | None:
        """What a cursor has selected, within the file where it begins."""
        begins, ends = (
            self._document.findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        here = typesetter.lines_of(begins.blockNumber())
        if here is None:
            return None
        first, text = self._text(here.file, typesetter)
        start, end = (_letters(text, at - first) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        if not text[start:end].strip():
            return None
        last = typesetter.lines_of(ends.blockNumber())
        last_line = last.last_line if last and last.file == here.file else here.last_line
        locator = LineLocator(here.file, here.first_line, max(last_line, here.first_line))
        return Anchor(quote_of(text, start, end), start, locator)

    def find_again(self, anchor: Anchor, typesetter: Typesetter) -> Iterator[Anchor | None]:
        """Look for marked words in their file."""
        if isinstance(anchor.locator, LineLocator):
            first, text = self._text(anchor.locator.file, typesetter)
            span = find_quote(text, anchor.quote, anchor.start)
            if span is None:
                yield None
                return
            cursor = QTextCursor(self._document)
            cursor.setPosition(first + _units(text[: span[0]]))
            cursor.setPosition(first + _units(text[: span[1]]), QTextCursor.MoveMode.KeepAnchor)
            yield self.anchor_of(cursor, typesetter)

    def _text(self, file: str, typesetter: Typesetter) -> tuple[int, str]:
        """Where a file begins in the document, and its letters."""
        blocks = typesetter.blocks_of(LineLocator(file, 0, LAST_LINE))
        if not blocks:
            return 0, ""
        first = self._document.findBlockByNumber(blocks[0]).position()
        last = self._document.findBlockByNumber(blocks[-1])
        raw = self._document.toRawText()
        whole = _letters(raw, first), _letters(raw, last.position() + last.length() - 1)
        return first, raw[slice(*whole)].translate(_ENDS)

    def _look(self, marked: Marked, colours: Colours) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self._document)
        selection.cursor.setPosition(marked.first)
        selection.cursor.setPosition(marked.end, QTextCursor.MoveMode.KeepAnchor)
        colour = marked.annotation.colour
        if marked.annotation.style == "highlight":
            selection.format.setBackground(colours.washes[colour])
        else:
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            selection.format.setUnderlineColor(colours.inks[colour])
        return selection


def _units(text: str) -> int:
    """How many letters Qt counts, which counts rare characters twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _letters(text: str, units: int) -> int:
    """The opposite of `_units`."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return min(max(units, 0), len(text))
    return len(text.encode("utf-16-le")[: 2 * max(units, 0)].decode("utf-16-le", "ignore"))
