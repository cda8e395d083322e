"""Whether a typed word or formula is the one that was asked for, slips of the keyboard forgiven."""

import contextlib
import re
import unicodedata

from tutor_app.core.language import is_han
from tutor_app.core.maths.written import in_one_way
from tutor_app.engine.items.term_names import normalise_term

MIN_FORGIVEN = 5  # letters, from which one slip is forgiven; two from twice as many
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_SPACING = re.compile(
    r"\\(?:[,;:! ]|quad|qquad|left|right|displaystyle|mathrm|text|operatorname\*?)|[{}\s]|\$"
)


def is_same_name(answer: str, name: str) -> bool:
    """Whether two words name the same: case, articles, plurals and small slips don't count."""
    one, other = _fold(answer), _fold(name)
    if one == other:
        return True
    if any(map(is_han, one + other)):
        return one.replace(" ", "") == other.replace(" ", "")
    return _count_slips(one, other) <= _allow_slips(other)


def is_same_formula(answer: str, latex: str) -> bool:
    """Whether two formulas are the same but for the way they are written, or for their sides."""
    one, other = _canonical(answer), _canonical(latex)
    if one == other:
        return bool(one)
    sides = one.split("=")
    is_whole = len(sides) == 2 and "=".join(reversed(sides)) == other
    return is_whole or ("=" in other and len(sides) == 1 and one == other.split("=", 1)[1])


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip(" .,;:!?。，；：！？\"'“”‘’*_()（）")
    return normalise_term(_ARTICLE.sub("", plain))


def _allow_slips(name: str) -> int:
    if not name.isascii() or any(char.isdigit() for char in name):
        return 0
    return (
        min(2, len(name) // MIN_FORGIVEN // 2 + (len(name) >= MIN_FORGIVEN))
        if len(name) >= MIN_FORGIVEN
        else 0
    )


def _count_slips(one: str, other: str) -> int:
    """Letters that were left out, added, changed, or exchanged with the next one (Damerau–Levenshtein)."""
    if abs(len(one) - len(other)) > 2:
        return 3
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _canonical(text: str) -> str:
    latex = unicodedata.normalize("NFKC", text).strip().strip("$").strip(" .,。，")
    with contextlib.suppress(ValueError, RecursionError):  # what can't be read is compared as it stands
        latex = in_one_way(latex)
    return _SPACING.sub("", latex).replace("*", "").replace("\\cdot", "").replace("\\times", "")
