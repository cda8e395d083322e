"""Markdown as the courses are written in it: CommonMark, tables, and formulas between dollar signs."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from tutor_app.core.maths.in_text import formula_at

PART_LINES = 40
_FENCE = re.compile(r" {0,3}(```|~~~|\$\$(?!.*\$\$))")


def parts_of(text: str) -> Iterator[tuple[int, str]]:
    """A text cut where blocks begin, with the line that each part begins at: parsing takes 1 ms a part.

    It is cut only before a heading or a paragraph at the margin that follows an empty line, and so never
    inside a list, table, code or formula.
    """
    lines = text.splitlines()
    start, is_fenced = 0, False
    for number, line in enumerate(lines):
        can_cut = number - start >= PART_LINES and not is_fenced and not lines[number - 1].strip()
        if can_cut and (line[:1].isalpha() or line.startswith("#")):
            yield start, "\n".join(lines[start:number])
            start = number
        is_fenced ^= bool(_FENCE.match(line))
    yield start, "\n".join(lines[start:])


def course_markdown() -> MarkdownIt:
    """A parser with two more tokens, `formula` and `formula_block`, whose content is LaTeX."""
    return with_formulas(MarkdownIt("commonmark").enable(["table", "strikethrough"]))


def with_formulas(parser: MarkdownIt) -> MarkdownIt:
    """The parser, which knows the two tokens now."""
    parser.inline.ruler.before("escape", "formula", _inline_formula)
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "formula_block", _block_formula, interrupts)
    return parser


def _inline_formula(state: StateInline, silent: bool) -> bool:
    found = formula_at(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = found.latex
        token.meta = {"is_display": found.is_display}
    state.pos = found.end
    return True


def _block_formula(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    lines = []
    for line in range(first, end):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if line == first:
            if not text.startswith("$$"):
                return False
            text = text[2:]
        lines.append(text.removesuffix("$$"))
        if text.endswith("$$"):
            break
    else:
        return False
    if not silent:
        token = state.push("formula_block", "", 0)
        token.content = "\n".join(lines).strip()
        token.map = [first, line + 1]
        state.line = line + 1
    return True
