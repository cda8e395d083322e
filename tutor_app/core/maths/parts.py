"""LaTeX → the parts of a formula. It never fails: what it does not know stays a sign."""

import re
from dataclasses import dataclass
from typing import TypeAlias

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:[.,]\d+)*|[^\s]", re.DOTALL)
_FENCES = {"\\left", "\\right", "\\middle"}
_SIZES = re.compile(
    r"\\([bB]igg?[lrm]?|(display|text|script|scriptscript)style|limits|nolimits|cal|rm|bf|it|mathstrut|nonumber)$"
)
_SPACES = frozenset(["\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad", "~", "\\>"])
_UPRIGHT = frozenset(
    ["\\text", "\\mathrm", "\\operatorname", "\\operatorname*", "\\textrm", "\\mbox", "\\textbf"]
)
_STYLES = frozenset(
    ["\\mathbf", "\\boldsymbol", "\\mathcal", "\\mathbb", "\\mathit", "\\mathsf", "\\bm", "\\boxed"]
)
ACCENTS = frozenset(
    [
        "\\vec",
        "\\hat",
        "\\bar",
        "\\dot",
        "\\ddot",
        "\\tilde",
        "\\overline",
        "\\underline",
        "\\widehat",
        "\\widetilde",
        "\\overrightarrow",
    ]
)
_FRACTIONS = frozenset(["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"])
_NAMES = "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh ln log exp lim max min det arg sup"
FUNCTIONS = frozenset(_NAMES.split())
MOST_DEEP = 40  # nested: deeper is nothing that anybody could follow


@dataclass(frozen=True)
class Sign:
    """A letter, number or command."""

    text: str


@dataclass(frozen=True)
class Words:
    """Upright text, or the name of a function."""

    text: str


@dataclass(frozen=True)
class Row:
    """One after another."""

    items: tuple["Part", ...]


@dataclass(frozen=True)
class Fraction:
    """One part over another."""

    top: "Part"
    bottom: "Part"


@dataclass(frozen=True)
class Root:
    """Square, or of another index."""

    inside: "Part"
    index: "Part | None" = None


@dataclass(frozen=True)
class Scripts:
    """What stands low and high behind a base."""

    base: "Part"
    low: "Part | None" = None
    high: "Part | None" = None


@dataclass(frozen=True)
class Accent:
    """An arrow, hat or bar over something."""

    name: str
    inside: "Part"


@dataclass(frozen=True)
class Fenced:
    """Between two brackets; `.` is none."""

    left: str
    inside: "Part"
    right: str


@dataclass(frozen=True)
class Table:
    """A matrix, cases, or lines aligned below one another."""

    name: str
    rows: tuple[tuple["Part", ...], ...]


Part: TypeAlias = Sign | Words | Row | Fraction | Root | Scripts | Accent | Fenced | Table
NOTHING = Row(())


def parts_of(latex: str) -> Row:
    """The formula as a row."""
    reader = _Reader(_TOKEN.findall(latex.strip().strip("$")), latex)
    items: list[Part] = []
    while reader.is_left:
        items += reader.row(()).items
        if reader.is_left:
            reader.take()  # a stray bracket
    return Row(tuple(items))


class _Reader:
    def __init__(self, tokens: list[str], latex: str) -> None:
        self._tokens, self._at, self._deep = tokens, 0, 0

    @property
    def is_left(self) -> bool:
        return self._at < len(self._tokens)

    def peek(self) -> str:
        return self._tokens[self._at] if self.is_left else ""

    def take(self) -> str:
        token = self.peek()
        self._at += 1
        return token

    def row(self, ends: tuple[str, ...]) -> Row:
        """Up to one of `ends`, a closing brace, or the end."""
        self._deep += 1
        items: list[Part] = []
        while self.is_left and self.peek() not in (*ends, "}"):
            if self.peek() in _SPACES or _SIZES.match(self.peek()):
                self.take()
            elif self.peek() in ("^", "_", "'"):
                items.append(self._scripts(items.pop() if items else NOTHING))
            else:
                items.append(self._one())
        self._deep -= 1
        return Row(tuple(items))

    def _argument(self) -> Part:
        while self.peek() in _SPACES:
            self.take()
        if self.peek() == "{":
            self.take()
            if self._deep > MOST_DEEP:
                return NOTHING
            inside = self.row(())
            if self.peek() == "}":
                self.take()
            return inside.items[0] if len(inside.items) == 1 else inside
        if self.peek()[:1].isdigit() and len(self.peek()) > 1:  # as TeX does: `\\frac12` is a half
            digit, self._tokens[self._at] = self.peek()[0], self.peek()[1:]
            return Sign(digit)
        return self._one() if self.is_left else NOTHING

    def _one(self) -> Part:
        token = self.peek()
        if token == "{":
            return self._argument()
        self.take()
        if token in _FRACTIONS:
            return Fraction(self._argument(), self._argument())
        if token == "\\sqrt":
            return self._root()
        if token in ACCENTS or token in _STYLES:
            return Accent(token[1:], self._argument())
        if token in _UPRIGHT:
            text = self._verbatim()
            return Sign(f"\\{text}") if text in FUNCTIONS else Words(text)
        if token == "\\left":
            return self._fenced()
        if token == "\\begin":
            return self._table()
        return Sign(token)

    def _root(self) -> Part:
        index: Part | None = None
        if self.peek() == "[":
            self.take()
            index = self.row(("]",))
            self.take()
        return Root(self._argument(), index)

    def _verbatim(self) -> str:
        """What stands in braces, without its spaces."""
        if self.peek() != "{":
            return self.take()
        self.take()
        taken: list[str] = []
        while self.is_left and self.peek() != "}":
            taken.append(self.take())
        self.take()
        return "".join(taken)

    def _scripts(self, base: Part) -> Scripts:
        low: Part | None = None
        high: Part | None = None
        while self.peek() in ("^", "_", "'"):
            mark = self.take()
            while mark == "_" and self.peek() in _SPACES:
                self.take()
            if mark == "_":
                low = self._argument()
            else:
                new = Sign("\\prime") if mark == "'" else self._argument()
                high = new if high is None else Row((high, new))
        return Scripts(base, low, high)

    def _fenced(self) -> Part:
        left = self.take()
        inside = self.row(("\\right",))
        self.take()
        right = self.take()
        return Fenced(left, inside, right)

    def _table(self) -> Part:
        name = self._verbatim().rstrip("*")
        if name in ("array", "tabular") and self.peek() == "{":
            self._verbatim()
        rows: list[tuple[Part, ...]] = []
        cells: list[Part] = []
        while self.is_left:
            cells.append(self.row(("&", "\\\\", "\\end")))
            mark = self.take()
            if mark == "&":
                continue
            rows.append(tuple(cells))
            cells = []
            if mark != "\\\\":
                break
        if self.peek() == "{":
            self._verbatim()
        return Table(name, tuple(row for row in rows if any(cell != NOTHING for cell in row)))
