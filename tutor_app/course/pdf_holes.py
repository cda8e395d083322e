"""Letters that a file holds apart from the line in whose hole they stand, as formulas of web pages are."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from tutor_app.core.material import Box
from tutor_app.course.pdf_letters import Gap, Letter
from tutor_app.course.pdf_lines import TextLine, around, line_from

MOST_LETTERS = 24  # of a piece: more is a line of its own
AFTER = 1.3  # sizes: between a line's end and a piece that goes on with it
APART = 0.7  # sizes: between two pieces
MOST_LINES = 600  # a page with more is no page of text

Piece: TypeAlias = tuple[Letter | Gap, ...]


def with_pieces(lines: Sequence[TextLine]) -> list[TextLine]:
    """Put pieces of formulas into the lines whose holes they fill; other lines stay as they are."""
    made = list(lines)
    for line in [one for one in lines if _may_be_piece(one)] if len(lines) <= MOST_LINES else []:
        place = next((number for number, other in enumerate(made) if other is line), None)
        if place is None:
            continue  # it has taken another piece itself
        rest: list[Letter | Gap] = []
        hosted = False
        for piece in _pieces(line):
            box = _box(piece)
            hosts = (n for n, one in enumerate(made) if one is not line and _takes(one, piece, box))
            host = next(hosts, None)
            if host is None:
                rest += [Gap(True), *piece]
            else:
                made[host] = _fill(made[host], piece)
                hosted = True
        if hosted:
            left = line_from(rest)
            made[place : place + 1] = [left] if left else []
    return made


def _may_be_piece(line: TextLine) -> bool:
    return bool(line.letters) and len(line.text) <= MOST_LETTERS and not line.turn


def _pieces(line: TextLine) -> list[Piece]:
    """The letters of a line where they are near each other."""
    pieces: list[list[Letter | Gap]] = [[]]
    last: Letter | None = None
    for one in line.letters:
        if isinstance(one, Letter):
            if last is not None and _is_apart(last, one):
                pieces.append([])
            last = one
        if isinstance(one, Letter) or pieces[-1]:
            pieces[-1].append(one)
    return [tuple(piece) for piece in pieces]


def _is_apart(last: Letter, letter: Letter) -> bool:
    middle = (letter.box.y0 + letter.box.y1) / 2
    is_row = last.box.y0 - 0.5 * last.style.size < middle < last.box.y1 + 0.5 * last.style.size
    return not is_row or not -0.2 * last.style.size < letter.box.x0 - last.box.x1 < APART * last.style.size


def _takes(line: TextLine, piece: Piece, box: Box) -> bool:
    """Tell whether a line has a hole where a piece stands, or ends just before it."""
    middle = (box.y0 + box.y1) / 2
    if not line.letters or line.turn or not line.box.y0 < middle < line.box.y1:
        return False
    if 0 <= box.x0 - line.box.x1 < AFTER * line.size:
        return len(line.text) > 2 * len(piece)
    letters = [one for one in line.letters if isinstance(one, Letter)]
    return line.box.x0 < box.x0 and any(
        one.box.x1 <= box.x0 + 1 and box.x1 <= other.box.x0 + 1 for one, other in pairwise(letters)
    )


def _fill(line: TextLine, piece: Piece) -> TextLine:
    """Put a piece into a line's hole, with white around it."""
    box = _box(piece)
    places = (n for n, one in enumerate(line.letters) if isinstance(one, Letter) and one.box.x0 >= box.x1 - 1)
    place = next(places, len(line.letters))
    before, after = line.letters[:place], line.letters[place:]
    first = next((one.char for one in after if isinstance(one, Letter)), "")
    white = [Gap(True)] if first and first not in ",.;:!?)’" and not isinstance(piece[-1], Gap) else []
    space = [] if isinstance(before[-1], Gap) else [Gap(True)]
    return line_from([*before, *space, *piece, *white, *after]) or line


def _box(piece: Piece) -> Box:
    return around([one.box for one in piece if isinstance(one, Letter)])
