"""The parts of a formula → LaTeX, each formula in one way only: no needless braces, spaces or sizes."""

import re
from collections.abc import Iterable

from tutor_app.core.maths.parts import (
    Accent,
    Fenced,
    Fraction,
    Part,
    Root,
    Row,
    Scripts,
    Sign,
    Table,
    Words,
    parts_of,
)

_SAME = {  # signs that have two names
    "\\leq": "\\le", "\\geq": "\\ge", "\\neq": "\\ne", "\\rightarrow": "\\to", "\\cdotp": "\\cdot",
    "\\lbrace": "\\{", "\\rbrace": "\\}", "\\vert": "|", "\\Vert": "\\|", "\\ast": "*",
    "\\widehat": "\\hat", "\\widetilde": "\\tilde", "\\overline": "\\bar",
    "\\overrightarrow": "\\vec",
}  # fmt: skip


def in_one_way(latex: str) -> str:
    """The same formula as this application writes it."""
    return written(parts_of(latex))


def written(part: Part) -> str:
    match part:
        case Sign(text):
            return _SAME.get(text, text)
        case Words(text):
            return f"\\mathrm{{{text}}}"
        case Row(items):
            return _joined(map(written, items))
        case Fraction(top, bottom):
            return f"\\frac{{{written(top)}}}{{{written(bottom)}}}"
        case Root(inside, index):
            order = f"[{written(index)}]" if index else ""
            return f"\\sqrt{order}{{{written(inside)}}}"
        case Scripts():
            return _scripts(part)
        case Accent(name, inside):
            command = f"\\{name}"
            return f"{_SAME.get(command, command)}{{{written(inside)}}}"
        case Fenced(left, inside, right):
            return _fenced(left, written(inside), right)
        case Table():
            return _table(part)


def _scripts(part: Scripts) -> str:
    base = written(part.base)
    if isinstance(part.base, Row | Scripts) and base:
        base = f"{{{base}}}"
    low = f"_{_script(part.low)}" if part.low is not None else ""
    return f"{base}{low}{_high(part.high)}"


def _high(part: Part | None) -> str:
    if part is None:
        return ""
    text = written(part)
    primes = text.count("\\prime")
    return "'" * primes if primes and text == "\\prime" * primes else f"^{_script(part)}"


def _script(part: Part) -> str:
    text = written(part)
    return text if len(text) == 1 else f"{{{text}}}"


def _fenced(left: str, inside: str, right: str) -> str:
    is_high = "\\frac" in inside or "\\begin" in inside or "\\sum" in inside or "\\int" in inside
    if "." in (left, right) or is_high:
        return _joined([f"\\left{left}", inside, f"\\right{right}"])
    return _joined([left, inside, right])


def _table(table: Table) -> str:
    if len(table.rows) == 1 and len(table.rows[0]) == 1:
        return written(table.rows[0][0])
    rows = " \\\\ ".join(" & ".join(map(written, row)) for row in table.rows)
    columns = f"{{{'c' * max(map(len, table.rows))}}}" if table.name == "array" and table.rows else ""
    return f"\\begin{{{table.name}}}{columns} {rows} \\end{{{table.name}}}"


def _joined(pieces: Iterable[str]) -> str:
    """One after another; a space only where a command would run into a letter."""
    text = ""
    for piece in pieces:
        is_run_on = re.search(r"\\[A-Za-z]+$", text) and piece[:1].isalpha()
        text += f" {piece}" if is_run_on else piece
    return text
