"""Formulas inside a text: where they stand, and the text with them said in words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tutor_app.core.language import Language
from tutor_app.core.maths.said import said

_FORMULA = re.compile(
    r"\$\$(?P<display>(?:\\.|[^\\$])+?)\$\$"
    r"|\$(?![\s$])(?P<inline>(?:\\.|[^\\$])+?)(?<!\s)\$(?!\d)"
    r"|\\\((?P<round>.+?)\\\)"
    # `\[1\]` are brackets of Markdown
    r"|\\\[(?P<square>(?=(?:(?!\\\]).)*?(?!\\\])[=^_\\<>+])(?:(?!\\\]).)+)\\\]",
    re.DOTALL,
)
_MARKS = "$\\"  # one of them begins each


@dataclass(frozen=True)
class FormulaInText:
    """LaTeX without its marks, and where it stands with them."""

    latex: str
    is_display: bool  # on a line of its own
    start: int
    end: int


def formula_at(text: str, place: int) -> FormulaInText | None:
    """The formula that begins there."""
    found = _FORMULA.match(text, place) if text[place : place + 1] in _MARKS else None
    return _made(found) if found else None


def formulas_in(text: str) -> Iterator[FormulaInText]:
    """`$…$`, `$$…$$`, `\\(…\\)` and `\\[…\\]`, in order."""
    return map(_made, _FORMULA.finditer(text))


def speakable(text: str, language: Language) -> str:
    """The text with each formula in spoken words."""
    return replaced(text, lambda formula: f" {said(formula.latex, language)} ")


def shortened(text: str, most: int) -> str:
    """The first characters, without a formula that would be cut in the middle."""
    cut = next((f.start for f in formulas_in(text) if f.start < most < f.end), most)
    return text[:cut]


def replaced(
    text: str, formula: Callable[[FormulaInText], str], prose: Callable[[str], str] = lambda words: words
) -> str:
    """The text, each formula and each piece between formulas changed by a function."""
    pieces, at = [], 0
    for found in formulas_in(text):
        pieces += [prose(text[at : found.start]), formula(found)]
        at = found.end
    return "".join([*pieces, prose(text[at:])])


def _made(found: re.Match[str]) -> FormulaInText:
    latex = next(filter(None, found.groups()))
    is_display = found.lastgroup in ("display", "square")
    return FormulaInText(latex.strip(), is_display, found.start(), found.end())
