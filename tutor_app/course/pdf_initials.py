"""Large letters that chapters begin with, joined to their words."""

from collections.abc import Sequence
from dataclasses import replace

from tutor_app.course.hyphens import Vocabulary
from tutor_app.course.pdf_lines import TextLine

LARGER = 1.7  # times the size of the line beside it
NEAR = 1.5  # times the size of the initial
LONGEST = 2  # letters, with a quotation mark
_PARTS = {  # of words that often begin a chapter, behind a letter that could be a word itself
    "A": frozenset(
        "ll lthough fter t s n nd ny mong long ccording re bout nother lso lmost lready round".split()
    ),
    "I": frozenset("n t f s magine nside nstead ts nto".split()),
    "O": frozenset("n f r ne nce nly ur ften ver ut".split()),
}


def with_initials(lines: Sequence[TextLine], known: Vocabulary) -> list[TextLine]:
    """Join each initial to the first of the lines beside it."""
    joined = list(lines)
    for initial in [line for line in lines if _may_be_initial(line)]:
        right = [line for line in joined if _is_beside(initial, line)]
        beside = min(right, key=lambda line: line.box.y0, default=None)
        if beside is not None:
            place = next(number for number, line in enumerate(joined) if line is beside)
            joined[place] = _join(initial, beside, known)
            joined = [line for line in joined if line is not initial]
    return joined


def _may_be_initial(line: TextLine) -> bool:
    return len(line.text) <= LONGEST and line.text[-1].isupper() and not line.turn


def _is_beside(initial: TextLine, line: TextLine) -> bool:
    """Tell whether a line begins at the right of an initial, at its top."""
    if line is initial or not line.text[0].isalpha() or initial.size < LARGER * line.size or line.turn:
        return False
    gap = line.box.x0 - initial.box.x1
    middle = (line.box.y0 + line.box.y1) / 2
    return -2 <= gap < NEAR * line.size and initial.box.y0 - line.size <= middle <= initial.box.y1 + line.size


def _join(initial: TextLine, line: TextLine, known: Vocabulary) -> TextLine:
    box = replace(line.box, x0=initial.box.x0)
    white = " " if _is_word(initial.text, line, known) else ""
    return replace(line, text=f"{initial.text}{white}{line.text}", box=box, letters=())


def _is_word(initial: str, line: TextLine, known: Vocabulary) -> bool:
    """Tell whether the initial is a word itself, as in "A lamp", not a part of one, as in "Another"."""
    if initial[-1] not in _PARTS:
        return False
    first = line.text.split()[0].strip(",.;:!?").lower()
    return initial[-1].lower() + first not in known.words and first not in _PARTS[initial[-1]]
