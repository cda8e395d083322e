"""A formula in spoken words, for read-aloud and for those who don't see it."""

import re
from collections.abc import Sequence

from tutor_app.core.language import Language
from tutor_app.core.maths.chinese import CHINESE
from tutor_app.core.maths.english import ENGLISH
from tutor_app.core.maths.parts import (
    NOTHING,
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
from tutor_app.core.maths.tongue import Tongue

_TONGUES: dict[Language, Tongue] = {"en": ENGLISH, "zh": CHINESE}
_FUNCTIONS = frozenset("fghFGH")
_AFTER_THESE_MINUS_IS_A_SIGN = frozenset(
    ["=", "(", "[", "<", ">", "\\le", "\\leq", "\\ge", "\\geq", "\\approx", ",", "\\to"]
)
_CLOSING = {"(": ")", "[": "]", "|": "|", "\\|": "\\|", "\\{": "\\}"}
_MATRICES = frozenset(["matrix", "pmatrix", "bmatrix", "Bmatrix", "array", "smallmatrix"])
_DETERMINANTS = frozenset(["vmatrix", "Vmatrix"])


def said(latex: str, language: Language) -> str:
    """A formula in words, without dollar signs or brackets."""
    spoken = _Speaker(_TONGUES[language]).say(parts_of(latex))
    spoken = re.sub(r"\s+([,;，；])", r"\1", re.sub(r"\s+", " ", spoken))
    spoken = re.sub(r"([,;，；])(?:\s*[,;，；])+", r"\1", spoken)
    return spoken.strip(" ,;，；")


class _Speaker:
    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def say(self, part: Part) -> str:
        match part:
            case Row(items):
                return self._row(items)
            case Words(text):
                return text
            case Sign(text):
                return self._tongue.signs.get(text, text.removeprefix("\\"))
            case Fraction():
                return self._fraction(part)
            case Root():
                return self._root(part)
            case Scripts():
                return self._scripts(part)
            case Accent(name, inside):
                return self._tongue.accents.get(name, "{x}").format(x=self.say(inside))
            case Fenced(left, inside, right):
                return self._fenced(left, self.say(inside), right)
            case Table():
                return self._table(part)

    def _row(self, items: Sequence[Part]) -> str:
        items = _fences(items)
        words: list[str] = []
        for place, item in enumerate(items):
            before = items[place - 1] if place else NOTHING
            if item == Sign("-") and (place == 0 or _text(before) in _AFTER_THESE_MINUS_IS_A_SIGN):
                words.append(self._tongue.minus_before)
            elif isinstance(item, Fenced) and item.left == "(" and _text(_base(before)) in _FUNCTIONS:
                words[-1] = self._tongue.applied.format(f=words[-1], x=self.say(item.inside))
            else:
                words.append(self.say(item))
        return " ".join(words)

    def _fraction(self, fraction: Fraction) -> str:
        top, bottom = fraction.top, fraction.bottom
        if (named := self._derivative(top, bottom)) is not None:
            return named
        if numeral := self._tongue.numerals.get((_text(top), _text(bottom))):
            return numeral
        template = (
            self._tongue.fraction if _is_short(top) and _is_short(bottom) else self._tongue.long_fraction
        )
        return template.format(top=self.say(top), bottom=self.say(bottom))

    def _derivative(self, top: Part, bottom: Part) -> str | None:
        above, below = _items(top), _items(bottom)
        if not above or len(below) < 2 or _text(_base(above[0])) != _text(below[0]):
            return None
        mark = _text(below[0])
        if mark not in ("d", "\\partial"):
            return None
        order = _text(above[0].high) if isinstance(above[0], Scripts) and above[0].high else "1"
        by = self._row([_base(item) for item in below[1:]])
        of = self._row(above[1:])
        return self._derived(mark == "\\partial", order, of, by)

    def _derived(self, is_partial: bool, order: str, of: str, by: str) -> str | None:
        tongue = self._tongue
        if order == "1" and of:
            return (tongue.partial if is_partial else tongue.derivative).format(of=of, by=by)
        if order == "1":
            return (tongue.partial_operator if is_partial else tongue.operator).format(by=by)
        if order == "2" and of:
            return (tongue.second_partial if is_partial else tongue.second_derivative).format(of=of, by=by)
        return None

    def _root(self, root: Root) -> str:
        inside, index = self.say(root.inside), _text(root.index) if root.index else "2"
        if index == "3":
            return self._tongue.cube_root.format(x=inside)
        if root.index and index != "2":
            return self._tongue.nth_root.format(x=inside, n=self.say(root.index))
        return (self._tongue.root if _is_short(root.inside) else self._tongue.long_root).format(x=inside)

    def _scripts(self, part: Scripts) -> str:
        name = _text(part.base)
        if name in self._tongue.big_bare:
            return self._big(name, part)
        words = self.say(part.base)
        if part.low is not None:
            words = self._tongue.low.format(x=words, low=self.say(part.low))
        return self._raised(words, part.high) if part.high is not None else words

    def _raised(self, words: str, high: Part) -> str:
        if template := self._tongue.powers.get(_text(high)):
            return template.format(x=words)
        template = self._tongue.power if _is_short(high) else self._tongue.long_power
        return template.format(x=words, n=self.say(high))

    def _big(self, name: str, part: Scripts) -> str:
        low, high = (self.say(script) if script else "" for script in (part.low, part.high))
        if low and high:
            return self._tongue.big.get(name, self._tongue.big_bare[name]).format(low=low, high=high)
        return self._tongue.big_low[name].format(low=low) if low else self._tongue.big_bare[name]

    def _fenced(self, left: str, inside: str, right: str) -> str:
        if left == right == "|":
            return self._tongue.absolute.format(x=inside)
        if left == right == "\\|":
            return self._tongue.norm.format(x=inside)
        brackets = self._tongue.brackets
        return f"{brackets.get(left, '')} {inside} {brackets.get(right, '')}"

    def _table(self, table: Table) -> str:
        tongue = self._tongue
        if table.name == "cases":
            return tongue.cases.format(cells=tongue.long_pause.join(map(self._cells, table.rows)))
        if table.name not in _MATRICES | _DETERMINANTS:
            return tongue.long_pause.join(" ".join(map(self.say, row)) for row in table.rows)
        columns = max(map(len, table.rows), default=0)
        if columns == 1 and table.name in _MATRICES:
            return tongue.column.format(cells=tongue.pause.join(self.say(row[0]) for row in table.rows))
        rows = (
            tongue.matrix_row.format(n=number, cells=self._cells(row))
            for number, row in enumerate(table.rows, start=1)
        )
        template = tongue.determinant if table.name in _DETERMINANTS else tongue.matrix
        return template.format(rows=len(table.rows), columns=columns, cells=tongue.long_pause.join(rows))

    def _cells(self, row: Sequence[Part]) -> str:
        return self._tongue.pause.join(map(self.say, row))


def _fences(items: Sequence[Part]) -> list[Part]:
    """Brackets that open and close in one row become one part; what only opens stays a sign."""
    found: list[Part] = []
    place = 0
    while place < len(items):
        text = _text(items[place])
        end = _end_of(items, place) if text in _CLOSING else None
        if end is None:
            found.append(items[place])
            place += 1
            continue
        closing, inside = items[end], Row(tuple(items[place + 1 : end]))
        fenced: Part = Fenced(text, inside, _CLOSING[text])
        if isinstance(closing, Scripts):  # (a + b)^2
            fenced = Scripts(fenced, closing.low, closing.high)
        found.append(fenced)
        place = end + 1
    return found


def _end_of(items: Sequence[Part], start: int) -> int | None:
    opening = _text(items[start])
    deep = 1
    for place in range(start + 1, len(items)):
        text = _text(_base(items[place]))
        if text == _CLOSING[opening]:
            deep -= 1
            if deep == 0:
                return place
        elif text == opening:
            deep += 1
    return None


def _base(part: Part) -> Part:
    return part.base if isinstance(part, Scripts) else part


def _items(part: Part) -> tuple[Part, ...]:
    return part.items if isinstance(part, Row) else (part,)


def _text(part: Part | None) -> str:
    """A part as short LaTeX where it is one sign or a row of signs; else empty."""
    match part:
        case Sign(text) | Words(text):
            return text
        case Row(items) if all(isinstance(item, Sign) for item in items):
            return "".join(_text(item) for item in items)
        case _:
            return ""


def _is_short(part: Part) -> bool:
    """Whether one hears where it ends: a sign, perhaps with a script, or at most two of them."""
    items = _items(part)
    simple = all(isinstance(_base(item), Sign | Words | Accent) for item in items)
    return simple and len(items) <= 2 and not any(_text(item) in ("+", "-", "=") for item in items[1:])
