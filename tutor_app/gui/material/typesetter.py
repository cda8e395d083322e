"""Sets Markdown into a document, remembering which lines each paragraph came from.

It writes at the end only and pauses between any two pieces, so a long book never holds the window up.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it.token import Token
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextList,
)

from tutor_app.core.material import LineLocator
from tutor_app.gui.material.colours import Colours
from tutor_app.gui.material.insets import OBJECT_CHARACTER, FormulaInset, Gallery, InsetLayout, PictureInset
from tutor_app.gui.material.typography import (
    caption_type,
    cell_format,
    code_frame,
    code_type,
    emphasis_type,
    heading_block,
    heading_type,
    label_type,
    line_px,
    list_format,
    picture_block,
    table_format,
    text_block,
)
from tutor_app.tutor.grammar import course_markdown, parts_of
from tutor_app.tutor.typesetting import typeset

LINE_BREAK = "\u2028"


@dataclass
class _List:
    is_ordered: bool
    start: int = 1
    made: QTextList | None = None


@dataclass
class _State:
    """What surrounds the next piece of text."""

    lists: list[_List] = field(default_factory=list)
    quotes: int = 0
    is_item_start: bool = False
    is_after_picture: bool = False


class Typesetter:
    """Writes files into one document, in order."""

    def __init__(
        self, document: QTextDocument, layout: InsetLayout, gallery: Gallery, colours: Colours, ink: QColor
    ) -> None:
        self._document, self._layout, self._gallery = document, layout, gallery
        self._colours, self._ink = colours, ink
        self._line_px = line_px(document.defaultFont())
        self._cursor = QTextCursor(document)
        self._starts: list[int] = []  # text blocks at which other lines begin
        self._lines: list[LineLocator] = []
        self._state = _State()
        self._types = [QTextCharFormat()]  # of the text being written; the last one counts
        self._file, self._source, self._folder = "", Path(), Path()
        self._first_line = 0  # of the part being written
        self._is_caption = False  # of a picture: set small, not slanted
        self._is_fresh = True  # the last text block is empty, to be written next

    def lines_of(self, block: int) -> LineLocator | None:
        """The lines that a text block was set from."""
        found = bisect_right(self._starts, block) - 1
        return self._lines[found] if found >= 0 else None

    def blocks_of(self, locator: LineLocator) -> list[int]:
        """The text blocks that were set from any of these lines; none before anything is set."""
        if not self._starts:
            return []
        starts = [*self._starts, self._document.blockCount()]
        return [
            block
            for (start, end), lines in zip(pairwise(starts), self._lines, strict=True)
            if _meet(lines, locator)
            for block in range(start, end)
        ]

    def write(self, source: Path, file: str, text: str) -> Iterator[None]:
        """Set one file; each step is a small piece of work."""
        self._source, self._folder, self._file = source.resolve(), (source / file).parent, file
        self._state = _State()
        parser = course_markdown()
        for self._first_line, part in parts_of(text):
            yield from self._write_tokens(parser.parse(part))

    def _write_tokens(self, tokens: list[Token]) -> Iterator[None]:
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position) if tokens[position].type == "table_open" else position
            if end > position:
                yield from self._table(tokens[position : end + 1])
            else:
                yield from self._block(tokens, position)
            position = end + 1
            yield

    def _block(self, tokens: list[Token], position: int) -> Iterator[None]:
        token = tokens[position]
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
                self._begin(token, heading_block(level))
                self._types.append(heading_type(level))
            case "paragraph_open":
                self._paragraph(token, tokens[position + 1].children or [])
            case "heading_close" | "paragraph_close":
                del self._types[1:]
            case "inline":
                yield from self._inline(token)
            case "fence" | "code_block":
                self._code(token)
            case "formula_block":
                self._display(token)
            case "hr" | "html_block":
                self._begin(token, text_block(self._line_px))
                self._cursor.insertText(token.content.strip() or "⁂", label_type(self._colours))
            case _:
                self._nest(token)

    def _nest(self, token: Token) -> None:
        state = self._state
        match token.type:
            case "bullet_list_open":
                state.lists.append(_List(is_ordered=False))
            case "ordered_list_open":
                state.lists.append(_List(is_ordered=True, start=int(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                state.lists.pop()
            case "list_item_open":
                state.is_item_start = True
            case "blockquote_open":
                state.quotes += 1
            case "blockquote_close":
                state.quotes -= 1

    # blocks

    def _begin(self, token: Token, format: QTextBlockFormat) -> None:
        """A new text block that stands for the token's lines."""
        if self._is_fresh:
            self._cursor.setBlockFormat(format)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(format, QTextCharFormat())
        first, end = token.map or (0, 1)
        self._note(first, end - 1)

    def _note(self, first: int, last: int) -> None:
        self._starts.append(self._cursor.block().blockNumber())
        self._lines.append(LineLocator(self._file, self._first_line + first, self._first_line + last))

    def _paragraph(self, token: Token, children: list[Token]) -> None:
        state = self._state
        has_picture = any(child.type == "image" for child in children)
        is_caption = state.is_after_picture and _is_emphasised(children)
        state.is_after_picture = has_picture
        level = len(state.lists) + state.quotes
        if has_picture or is_caption:
            format = picture_block()
        else:  # a list indents its items itself
            format = text_block(
                self._line_px, level - len(state.lists) * state.is_item_start, is_item=bool(state.lists)
            )
        self._begin(token, format)
        self._is_caption = is_caption
        if is_caption or state.quotes:
            self._types.append(caption_type(self._colours) if is_caption else label_type(self._colours))
        if state.is_item_start and state.lists:
            self._number_item(state.lists[-1], len(state.lists))

    def _number_item(self, list_: _List, level: int) -> None:
        self._state.is_item_start = False
        if list_.made is None:
            list_.made = self._cursor.createList(list_format(list_.is_ordered, level, list_.start))
        else:
            list_.made.add(self._cursor.block())

    def _code(self, token: Token) -> None:
        first, _ = token.map or (0, 1)
        first += token.type == "fence"
        self._open_frame(code_frame(self._colours))
        for number, line in enumerate(token.content.rstrip("\n").split("\n")):
            if number:
                self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            self._note(first + number, first + number)
            self._cursor.insertText(line, code_type())
        self._leave_frame()

    def _display(self, token: Token) -> None:
        self._begin(token, picture_block())
        self._insert_formula(token.content, is_display=True)

    def _open_frame(self, format: QTextFrameFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(QTextBlockFormat())
        self._cursor.insertFrame(format)
        self._cursor.setBlockFormat(QTextBlockFormat())

    def _leave_frame(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True

    def _table(self, tokens: list[Token]) -> Iterator[None]:
        rows = _rows(tokens)
        if self._is_fresh:
            self._cursor.setBlockFormat(QTextBlockFormat())
        table = self._cursor.insertTable(len(rows), max(map(len, rows)), table_format())
        for row, cells in enumerate(rows):
            for column, (cell, content) in enumerate(cells):
                place = table.cellAt(row, column)
                place.setFormat(cell_format(self._colours))
                self._cursor = place.firstCursorPosition()
                self._cursor.setBlockFormat(_cell_block(cell, self._line_px))
                self._note(*_row_lines(tokens, row))
                self._types.append(heading_type(4) if cell.tag == "th" else QTextCharFormat())
                yield from self._inline(content)
                del self._types[1:]
        self._cursor = QTextCursor(self._document)
        self._leave_frame()

    # what stands in a line

    def _inline(self, token: Token) -> Iterator[None]:
        for child in token.children or []:
            if child.type == "formula":
                self._insert_formula(child.content, bool(child.meta.get("is_display")))
                yield
            elif child.type == "image":
                self._insert_picture(child)
            elif child.nesting > 0:
                is_plain = self._is_caption and child.type == "em_open"
                self._types.append(self._types[-1] if is_plain else emphasis_type(self._types[-1], child))
            elif child.nesting < 0:
                self._types.pop()
            else:
                self._insert_words(child)

    def _insert_words(self, token: Token) -> None:
        match token.type:
            case "softbreak":
                self._cursor.insertText(_space_after(self._cursor), self._types[-1])
            case "hardbreak":
                self._cursor.insertText(LINE_BREAK, self._types[-1])
            case "code_inline":
                self._cursor.insertText(token.content, code_type(self._types[-1], self._colours))
            case _:
                self._cursor.insertText(token.content, self._types[-1])

    def _insert_formula(self, latex: str, is_display: bool = False) -> None:
        formula = typeset(latex, is_display)
        if formula is None:
            self._cursor.insertText(latex, code_type(self._types[-1], self._colours))
            return
        format = self._layout.add(FormulaInset(formula, self._ink), latex)
        self._cursor.insertText(OBJECT_CHARACTER, format)

    def _insert_picture(self, token: Token) -> None:
        path = (self._folder / unquote(str(token.attrGet("src"))).replace("\0", "")).resolve()
        picture = PictureInset(path, self._gallery)
        if path.is_relative_to(self._source) and picture.is_readable:
            self._cursor.insertText(OBJECT_CHARACTER, self._layout.add(picture, token.content))
        else:
            self._cursor.insertText(token.content, label_type(self._colours))
        title = str(token.attrGet("title") or "")
        if title:
            self._cursor.insertText(f"{LINE_BREAK}{title}", caption_type(self._colours))


def _meet(lines: LineLocator, other: LineLocator) -> bool:
    return (
        lines.file == other.file
        and lines.first_line <= other.last_line
        and other.first_line <= lines.last_line
    )


def _closing(tokens: list[Token], position: int) -> int:
    return next(p for p in range(position, len(tokens)) if tokens[p].type == "table_close")


def _rows(tokens: list[Token]) -> list[list[tuple[Token, Token]]]:
    """Of a table: rows of cells, each with its opening token and its content."""
    rows: list[list[tuple[Token, Token]]] = []
    for position, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append((token, tokens[position + 1]))
    return rows


def _row_lines(tokens: list[Token], row: int) -> tuple[int, int]:
    opened = [token for token in tokens if token.type == "tr_open"]
    first, end = opened[row].map or (0, 1)
    return first, end - 1


def _cell_block(cell: Token, line_px: float) -> QTextBlockFormat:
    format = text_block(line_px)
    format.setBottomMargin(0)
    style = str(cell.attrGet("style") or "")
    if "center" in style:
        format.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    elif "right" in style:
        format.setAlignment(Qt.AlignmentFlag.AlignRight)
    return format


def _is_emphasised(children: list[Token]) -> bool:
    inside = [child for child in children if child.type != "text" or child.content]
    return len(inside) > 2 and inside[0].type == "em_open" and inside[-1].type == "em_close"


def _space_after(cursor: QTextCursor) -> str:
    """What a line end means: a space, but nothing between Chinese characters."""
    before = cursor.block().text()[-1:]
    return "" if before >= "\u2e80" else " "
