"""Display formulas among the lines of a page: which lines make one, and what it is in LaTeX."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tutor_app.core.arrays import Pixels
from tutor_app.core.formula import ReadFormula, says_something
from tutor_app.core.language import is_han
from tutor_app.core.material import Box
from tutor_app.course.pdf_latex import is_flat, letters_in, to_latex
from tutor_app.course.pdf_letters import Letter
from tutor_app.course.pdf_lines import TextLine, around
from tutor_app.course.pdf_roots import roots_agree

# a picture of one formula → its LaTeX; nothing where no formula is seen
ReadFormulaPicture: TypeAlias = Callable[[Pixels], ReadFormula | None]

LEAST_MATHS = 0.3  # of a line's letters
MOST_WORDS = 2  # of prose in a display formula: "for all", "and"
MOST_LINES = 60  # of a page's that are looked at together
NEAR_DOWN, NEAR_ACROSS = 0.45, 4.0  # of the size: between the parts of one formula
MOST_HIGH = 14.0  # sizes
LIKELY = -0.1  # mean log probability of a reading whose letters are those of the page
SAME_LETTERS, OTHER_LETTERS = 0.8, 0.5  # of the letters
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det "
    "dim ker arg deg gcd mod tr rank span var cov const if for and all or where with otherwise".split()
)
_RELATION = re.compile(r"[=<>≤≥≈≠∼≡∝→⇒∈⊂⊆∑∫∏∮√±]|\\to")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
_OPEN = re.compile(r"[^.:!?。：！？]\s*$")
_NUMBER = re.compile(r"\(?\s*(?:[A-Z]?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?|[*∗†])\s*\)")


@dataclass(frozen=True)
class FormulaLines:
    """The lines of one display formula, and its number in the margin."""

    lines: tuple[TextLine, ...]
    margin: TextLine | None = None

    @property
    def number(self) -> str:
        """Give its number as it is printed."""
        return self.margin.text if self.margin else ""

    @property
    def box(self) -> Box:
        return around([line.box for line in self.lines])


def find_formulas(lines: Sequence[TextLine]) -> list[FormulaLines]:
    """Find the display formulas of a page: lines of signs that no prose stands beside."""
    prose = [line for line in lines if is_prose(line)]
    free = [line for line in lines if not is_prose(line) and not line.turn]
    prose += [line for line in free if any(_goes_on(line, other) for other in prose)]
    free = [line for line in free if not any(line is other for other in prose)]
    free = [line for line in free if not any(_is_beside(line, other) for other in prose)]
    groups: list[list[TextLine]] = []
    for line in sorted(free, key=lambda one: one.box.y0):
        near = [group for group in groups[-MOST_LINES:] if any(_is_near(line, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in near)]
        groups.append([*(one for group in near for one in group), line])
    return [made for group in groups if (made := _formula(group, lines))]


def is_prose(line: TextLine) -> bool:
    """Tell whether a line is words rather than a formula or a piece of one."""
    words = [word for word in _WORD.findall(line.text.replace(".", " ")) if word.lower() not in _FUNCTIONS]
    spelt = sum(map(len, words)) + sum(map(is_han, line.text))
    if line.maths >= LEAST_MATHS:
        most = MOST_WORDS - (line.text.split(maxsplit=1)[0].rstrip(".") in words)
        return len(words) > most or sum(map(is_han, line.text)) > MOST_WORDS
    return bool(words) or spelt > 1 or line.is_fixed


def formula_text(
    formula: FormulaLines, read: Callable[[Box], ReadFormula | None], bars: Sequence[Box] = ()
) -> str:
    """Write a formula as Markdown does, and its number; as its letters stand, where nobody can read it.

    Letters in one row say what they mean. A fraction, root or sum is read as a picture, and held against the
    letters that the page has there, and its roots against their `bars`.
    """
    plain = " ".join(line.text for line in formula.lines)
    number = f" {formula.number}" if formula.number else ""
    if is_flat(formula.lines):
        return f"$${to_latex(formula.lines)}$${number}"
    found = read(formula.box)
    letters = [one for line in formula.lines for one in line.letters if isinstance(one, Letter)]
    is_right = found is not None and _agrees(found, plain) and roots_agree(found.latex, letters, bars)
    if found is not None and is_right and says_something(found.latex):
        return f"$${found.latex}$${number}"
    return plain + number


def _agrees(found: ReadFormula, plain: str) -> bool:
    own, other = Counter(letters_in(plain)), Counter(letters_in(found.latex))
    shared = sum((own & other).values()) / max(sum(own.values()), sum(other.values()), 1)
    if shared < OTHER_LETTERS:
        return False
    return found.is_certain or (shared >= SAME_LETTERS and found.confidence >= LIKELY)


def _formula(group: Sequence[TextLine], lines: Sequence[TextLine]) -> FormulaLines | None:
    """A formula of lines that stand together; nothing if they relate nothing to anything."""
    numbers = [line for line in group if _NUMBER.fullmatch(line.text)]
    rest = [line for line in group if not any(line is other for other in numbers)]
    if not rest or max(line.maths for line in rest) < LEAST_MATHS:
        return None
    text = " ".join(line.text for line in rest)
    box, size = around([line.box for line in rest]), max(line.size for line in rest)
    if not _RELATION.search(text) or len(text.replace(" ", "")) < 3 or box.y1 - box.y0 > MOST_HIGH * size:
        return None
    ordered = [line for line in lines if any(line is other for other in rest)]
    more = [] if len(numbers) <= 1 else numbers
    return FormulaLines((*ordered, *more), numbers[0] if len(numbers) == 1 else None)


def _goes_on(line: TextLine, prose: TextLine) -> bool:
    """Tell whether a line is a row of the paragraph above or below it, though it is mostly signs."""
    gap = max(line.box.y0 - prose.box.y1, prose.box.y0 - line.box.y1)
    is_row = abs(line.size - prose.size) < 0.06 * prose.size and gap < 0.55 * line.size
    is_open = bool(_OPEN.search(prose.text if prose.box.y0 < line.box.y0 else line.text))
    return is_row and is_open and abs(line.box.x0 - prose.box.x0) < 3


def _is_near(one: TextLine, other: TextLine) -> bool:
    size = max(one.size, other.size)
    down = max(one.box.y0, other.box.y0) - min(one.box.y1, other.box.y1)
    across = max(one.box.x0, other.box.x0) - min(one.box.x1, other.box.x1)
    is_number = bool(_NUMBER.fullmatch(one.text) or _NUMBER.fullmatch(other.text))
    if is_number:  # at the margin, in the middle of its formula's height
        return down < -0.3 * min(one.size, other.size)
    return down < NEAR_DOWN * size and across < NEAR_ACROSS * size


def _is_beside(line: TextLine, prose: TextLine) -> bool:
    """Tell whether a piece of a formula belongs to a row of text."""
    shared = min(line.box.y1, prose.box.y1) - max(line.box.y0, prose.box.y0)
    across = max(line.box.x0, prose.box.x0) - min(line.box.x1, prose.box.x1)
    return shared > 0.3 * min(line.box.y1 - line.box.y0, prose.size) and across < 2.5 * prose.size
