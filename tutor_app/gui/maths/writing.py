"""Formulas in a document that was set from HTML or plain text.

They come as LaTeX between two characters that no text has, and are typeset in their places.
"""

import html
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor, QTextDocument

from tutor_app.core.maths.in_text import FormulaInText, replaced
from tutor_app.gui.material.insets import INSET, LATEX, OBJECT_CHARACTER, FormulaInset, InsetLayout
from tutor_app.tutor.grammar import with_formulas
from tutor_app.tutor.typesetting import typeset

BEGIN, DISPLAY, END = "\ue0f0", "\ue0f1", "\ue0f2"
LINK = "latex:"  # before the LaTeX, percent-encoded, in the address of a formula


def marked(latex: str, *, is_display: bool = False) -> str:
    """A formula as it stands in a text until it is typeset."""
    return f"{DISPLAY if is_display else BEGIN}{' '.join(latex.split())}{END}"


def marked_text(text: str) -> str:
    """Plain text with its formulas marked."""
    return replaced(text, _marked)


def markdown_to_html() -> MarkdownIt:
    """A parser that gives HTML with formulas marked; `a<b` is mathematics, no tag."""
    parser = with_formulas(MarkdownIt("commonmark", {"html": False}).enable("strikethrough"))
    parser.add_render_rule("formula", _render)
    parser.add_render_rule("formula_block", _render_block)
    return parser


def typeset_all(document: QTextDocument, insets: InsetLayout, ink: QColor, *, links: bool = True) -> None:
    """Put each marked formula in its place; one that can't be typeset shows its source."""
    insets.forget()
    document.documentLayout().registerHandler(INSET, insets)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, end, latex, is_display in reversed(list(_marks(document))):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        formula = typeset(latex, is_display)
        if formula is None:
            format = _source_format(cursor.charFormat(), latex)
        else:
            format = insets.add(FormulaInset(formula, ink), latex)
        if links:
            format.setAnchor(True)
            format.setAnchorHref(LINK + quote(latex, safe=""))
        cursor.insertText(latex if formula is None else OBJECT_CHARACTER, format)
    cursor.endEditBlock()


def latex_of_link(address: str) -> str:
    """The LaTeX of the formula that a link stands for, or nothing."""
    return unquote(address.removeprefix(LINK)) if address.startswith(LINK) else ""


def _marked(formula: FormulaInText) -> str:
    return marked(formula.latex, is_display=formula.is_display)


def _marks(document: QTextDocument) -> Iterator[tuple[int, int, str, bool]]:
    text = document.toRawText()
    at = 0
    while (end := text.find(END, at)) >= 0:
        start = max(text.rfind(mark, at, end) for mark in (BEGIN, DISPLAY))
        if start >= 0:
            yield start, end + 1, text[start + 1 : end], text[start] == DISPLAY
        at = end + 1


def _source_format(around: QTextCharFormat, latex: str) -> QTextCharFormat:
    format = QTextCharFormat(around)
    format.setProperty(LATEX, latex)
    format.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    return format


def _render(
    _: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[place]
    return html.escape(marked(token.content, is_display=bool(token.meta.get("is_display"))))


def _render_block(
    _: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<p align="center">{html.escape(marked(tokens[place].content, is_display=True))}</p>\n'
