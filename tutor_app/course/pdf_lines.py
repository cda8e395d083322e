"""Letters of a PDF page → lines with boxes as the page is shown."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tutor_app.core.material import Box
from tutor_app.course.hyphens import SOFT_HYPHEN
from tutor_app.course.pdf_letters import Gap, Letter

_APART = 2.5  # heights of a letter: what is farther apart on one baseline are cells of a row
_OFF_LINE = 0.5  # heights of a letter: above or below those before it
_WHITE = 0.13  # of the size: less is no space where pdfium supposes the end of a line
_SCRIPT = 0.86  # of the line's size: larger letters are no indices or powers
_SHIFT = 0.08  # of the line's size
_INITIAL = 1.7  # times the size of its line: the letter a chapter begins with
_RAISED = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_ORDINALS = ("st", "nd", "rd", "th", "er", "re", "ème", "de")
_STRIKE = "̸"  # TeX's negation, which stands before its sign
_MATHS = re.compile(r"[=<>±×÷∑∏∫∮√∂∇∞≈≠≤≥∝→∈∪∩⊂⊆⇒⟨⟩′α-ωΑ-Ωℂℍℕℙℚℝℤ+−∼≡·|]")
_ENDS_BASE = re.compile(r"[\w)\]}′]$|[∑∏∫∮∐⋃⋂⋁⋀]\s*$")  # what has an index and a power
_MARKED = re.compile(r"(?:[^\W\d_]{4,}|[.,;:!?”’\"])$")  # what a footnote's mark follows


@dataclass(frozen=True)
class TextLine:
    """A line, or one cell of a row: stretches far apart on one baseline are separate."""

    text: str
    box: Box
    size: float  # of its letters, in points
    bold: bool
    is_fixed: bool = False
    maths: float = 0.0  # 0 to 1: how many of its letters are of formulas
    turn: int = 0  # degrees clockwise
    mark: str = ""  # of a footnote, where the line begins with one
    letters: tuple[Letter | Gap, ...] = field(default=(), repr=False, compare=False)


def lines_from(letters: Iterable[Letter | Gap]) -> list[TextLine]:
    """Make lines of letters, in the order in which the file holds them."""
    return [line for run in _runs(letters) if (line := line_from(run))]


def line_from(run: Sequence[Letter | Gap]) -> TextLine | None:
    """Make one line of its letters; nothing of spaces alone."""
    letters = [letter for letter in run if isinstance(letter, Letter)]
    if not letters:
        return None
    size, base = usual_size(letters)
    text, mark = _text(run, size, base)
    if not text:
        return None
    count = len(letters)
    return TextLine(
        text,
        around([letter.box for letter in letters]),
        round(size, 1) or round(max(letter.box.y1 - letter.box.y0 for letter in letters), 1),
        sum(letter.style.is_bold for letter in letters) > count / 2,
        all(letter.style.is_fixed for letter in letters),
        sum(_is_maths(letter) for letter in letters) / count,
        letters[0].style.turn,
        mark,
        tuple(run),
    )


def around(boxes: Sequence[Box]) -> Box:
    """Find the smallest box that holds all of these."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _is_maths(letter: Letter) -> bool:
    return letter.style.is_maths or bool(_MATHS.search(letter.char))


def usual_size(letters: Sequence[Letter]) -> tuple[float, float]:
    """Find the size of most letters, and the baseline of those."""
    sizes = Counter(round(letter.style.size, 1) for letter in letters)
    most = max(sizes.values())
    size = max(size for size, count in sizes.items() if count >= 0.6 * most)
    return size, median(letter.base for letter in letters if round(letter.style.size, 1) == size)


def _runs(letters: Iterable[Letter | Gap]) -> Iterator[list[Letter | Gap]]:
    """Letters of one line each; none of them empty."""
    run: list[Letter | Gap] = []
    last: list[Letter] = []
    gap: Gap | None = None
    for letter in letters:
        if isinstance(letter, Gap):
            gap = letter if gap is None or letter.is_written else gap
            continue
        if last and (_breaks(last, letter) or _is_initial(last, letter)):
            yield run
            run, last = [], []
        elif last and gap and (gap.is_written or _is_white(last[-1], letter)):
            run.append(gap)
        run.append(letter)
        last = [*last[-7:], letter]
        gap = None
    if run:
        yield run


def _is_white(last: Letter, letter: Letter) -> bool:
    """Tell whether a supposed end of a line inside a line is a space: none is after a power."""
    white = letter.box.x0 - last.box.x1
    return white > _WHITE * max(last.style.size, letter.style.size) and letter.char not in ",.;:)"


def _is_initial(last: Sequence[Letter], letter: Letter) -> bool:
    """Tell whether a large capital letter ends here, beside which the first lines of a chapter stand."""
    first = last[0]
    is_alone = len(last) <= 2 and first.char.isupper() and not first.style.is_maths
    return is_alone and first.style.size >= _INITIAL * letter.style.size > 0 and letter.char.isalpha()


def _breaks(run: Sequence[Letter], letter: Letter) -> bool:
    """Tell whether a letter begins another line or another cell."""
    if letter.style.turn != run[-1].style.turn:
        return True
    if letter.style.turn % 90:
        return _is_far(run[-1], letter)
    last = run[-1].box
    height = max(max(other.box.y1 - other.box.y0 for other in run), letter.box.y1 - letter.box.y0, 1.0)
    middle = (letter.box.y0 + letter.box.y1) / 2
    # of all the letters: a point, or a power, is no measure of what comes after it
    top, bottom = min(other.box.y0 for other in run), max(other.box.y1 for other in run)
    if not top - _OFF_LINE * height <= middle <= bottom + _OFF_LINE * height:
        return True
    return letter.box.x0 - last.x1 > _APART * height or last.x0 - letter.box.x1 > _APART * height


def _is_far(last: Letter, letter: Letter) -> bool:
    """Tell whether a letter of slanted text, whose boxes climb, is no neighbour of the last one."""
    across = (letter.box.x0 + letter.box.x1 - last.box.x0 - last.box.x1) / 2
    down = (letter.box.y0 + letter.box.y1 - last.box.y0 - last.box.y1) / 2
    return math.hypot(across, down) > 1.8 * max(last.style.size, letter.style.size)


def _text(run: Sequence[Letter | Gap], size: float, base: float) -> tuple[str, str]:
    """Write what a line says, indices and powers as such, and the mark of the footnote that it begins."""
    pieces: list[str] = []
    mark, top = "", ""
    groups = [*by_level(run, size, base), (0, [])]
    for (level, group), (following, below) in pairwise(groups):
        text = _plain(group)
        before = "".join(pieces).rstrip()
        if top:
            text, top = f"{top}/{text}", ""
            pieces.append(text)
        elif level > 0 and not before and text.strip().isdigit() and not following < 0:
            mark = text.strip()
        elif (
            level > 0 and following < 0 and _is_above(group, below) and not _ENDS_BASE.search("".join(pieces))
        ):
            top = text.strip()
        elif level > 0 and _is_mark(before, text):
            pieces.append(" " * text.endswith(" "))
        else:
            pieces.append(_script(text, level))
    return _without_soft_hyphens(negate("".join(pieces)).strip()), mark


def _plain(group: Sequence[Letter | Gap]) -> str:
    return "".join(" " if isinstance(one, Gap) else one.char for one in group)


def _is_above(upper: Sequence[Letter | Gap], lower: Sequence[Letter | Gap]) -> bool:
    """Tell whether small letters stand above others, as those of a fraction do."""
    above, below = (around([one.box for one in group if isinstance(one, Letter)]) for group in (upper, lower))
    return min(above.x1, below.x1) - max(above.x0, below.x0) > 0


def negate(text: str) -> str:
    """Write TeX's stroke and the sign that it goes through as one sign."""
    if _STRIKE not in text:
        return text
    return re.sub(rf"{_STRIKE}\s*(\S)", lambda found: unicodedata.normalize("NFC", found[1] + _STRIKE), text)


def _is_mark(before: str, text: str) -> bool:
    """Tell whether a raised number is a footnote's: after a word or a sentence, where no power stands."""
    return bool(_MARKED.search(before)) and text.strip().isdigit() and len(text.strip()) <= 3


def by_level(
    run: Sequence[Letter | Gap], size: float, base: float
) -> Iterator[tuple[int, list[Letter | Gap]]]:
    """Part a line where its letters rise or sink."""
    group: list[Letter | Gap] = []
    level = 0
    for one in run:
        here = level if isinstance(one, Gap) else script_level(one, size, base)
        if group and here != level:
            yield level, group
            group = []
        level = here
        group.append(one)
    if group:
        yield level, group


def script_level(letter: Letter, size: float, base: float) -> int:
    """Tell where a letter stands: 1 above the line, -1 below it, 0 on it."""
    if letter.style.size > _SCRIPT * size or letter.style.turn:
        return 0
    shift = base - letter.base
    return 0 if abs(shift) < _SHIFT * size else 1 if shift > 0 else -1


def _script(text: str, level: int) -> str:
    table = {1: _RAISED, -1: _LOWERED, 0: {}}[level]
    stripped = text.rstrip()
    if stripped and stripped not in _ORDINALS and all(char in table for char in stripped):
        return "".join(table[char] for char in stripped) + text[len(stripped) :]
    return text


def _without_soft_hyphens(text: str) -> str:
    """Without places where a word might have been divided; the one at the end is where it was."""
    is_divided = text.endswith(SOFT_HYPHEN)
    return text.replace(SOFT_HYPHEN, "") + SOFT_HYPHEN * is_divided
