"""Texts of the material, the learner and the tutor → HTML in which nothing of them is markup."""

import html
from collections.abc import Collection, Sequence
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from tutor_app.core.citing import CITATION
from tutor_app.core.maths.in_text import replaced
from tutor_app.tutor.grammar import with_formulas
from tutor_app.tutor.handout.picture import Picture


class Embedding(Protocol):
    """How formulas and pictures come into a document."""

    def formula(self, latex: str, *, is_display: bool) -> str:
        """HTML that shows a formula."""

    def picture(self, picture: Picture) -> str:
        """The address of a picture within the document."""


def plain_html(text: str, embedding: Embedding) -> str:
    """Plain text with formulas between dollar signs, in its lines."""
    return replaced(
        text,
        lambda found: embedding.formula(found.latex, is_display=found.is_display),
        lambda prose: html.escape(prose).replace("\n", "<br>"),
    )


def answer_html(text: str, embedding: Embedding, turn: int, numbers: Collection[int]) -> str:
    """An explanation; its citations of these numbers lead to the sources below it."""
    return str(_PARSER.render(text, {"embedding": embedding, "turn": turn, "numbers": numbers}))


def markdown_html(text: str, embedding: Embedding) -> str:
    """Words of Markdown material, in which a number in brackets is no citation of ours."""
    return answer_html(text, embedding, 0, ())


def anchor(turn: int, number: int) -> str:
    """The name of a source, within the document."""
    return f"question-{turn}-source-{number}"


def _parser() -> MarkdownIt:
    """No HTML, and no links or pictures but our own: material may hold others."""
    parser = with_formulas(MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"]))
    parser.disable(["link", "image", "autolink", "reference"])
    parser.inline.ruler.before("escape", "citation", _find_citation)
    parser.add_render_rule("citation", _citation)
    parser.add_render_rule("formula", _formula)
    parser.add_render_rule("formula_block", _formula_block)
    return parser


def _find_citation(state: StateInline, silent: bool) -> bool:
    found = CITATION.match(state.src, state.pos)
    if found is None or int(found[1]) not in state.env["numbers"]:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _citation(
    _: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    number = int(tokens[place].content)
    return f'<a class="citation" href="#{anchor(env["turn"], number)}">[{number}]</a>'


def _formula(
    _: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[place]
    embedding: Embedding = env["embedding"]
    return embedding.formula(token.content, is_display=bool(token.meta.get("is_display")))


def _formula_block(
    _: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    embedding: Embedding = env["embedding"]
    return f'<p align="center">{embedding.formula(tokens[place].content, is_display=True)}</p>\n'


_PARSER = _parser()
