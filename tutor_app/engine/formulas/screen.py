"""What a screenshot says, with its formulas as LaTeX in their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.core.formula import ReadFormula, in_text, says_something
from tutor_app.core.material import Box
from tutor_app.engine.formulas.finding import is_prose
from tutor_app.engine.formulas.picture import Grey, grey
from tutor_app.engine.ocr import ScreenWord

MOST = 4  # formulas of one screenshot
WORST = -0.08  # what reads worse is no formula: what is read right had -0.04 or more
COVERED = 0.5  # of the smaller of both: then the formula stands for the line


class Reader(Protocol):
    """`engine.formulas.reader.FormulaReader`; tests give their own."""

    def read(self, formula: Grey, cancel: Cancellation) -> ReadFormula | None: ...


@dataclass(frozen=True)
class PlacedFormula:
    """A formula and where it stands."""

    formula: ReadFormula
    box_px: Box


def read_formulas(
    picture: Pixels, boxes: Sequence[Box], reader: Reader, cancel: Cancellation
) -> list[PlacedFormula]:
    """The formulas among what `formula_boxes` found, from the top. Raises: Cancelled."""
    plane = grey(picture)
    found = []
    for box in boxes[:MOST]:
        part = plane[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
        read = reader.read(part, cancel)
        if read and read.confidence >= WORST and says_something(read.latex):
            found.append(PlacedFormula(read, box))
    return found


def with_formulas(lines: Sequence[ScreenWord], formulas: Sequence[PlacedFormula]) -> list[ScreenWord]:
    """The lines from the top; certain formulas stand for what was read in their places."""
    certain = [f for f in formulas if f.formula.is_certain]
    kept = [
        line for line in lines if is_prose(line) or not any(_covers(f.box_px, line.box_px) for f in certain)
    ]
    placed = [ScreenWord(in_text(f.formula), f.box_px, 1.0) for f in certain]
    if not placed:
        return list(lines)
    return sorted([*kept, *placed], key=lambda line: (line.box_px.y0 + line.box_px.y1, line.box_px.x0))


def _covers(formula: Box, line: Box) -> bool:
    return formula.overlap(line) >= COVERED * max(min(line.area, formula.area), 1.0)
