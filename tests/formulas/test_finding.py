"""Formulas on a screenshot are told from words, drawings and numbers of equations."""

import numpy as np
import pytest

from tests.formulas.drawing import page
from tutor_app.core.cancel import Cancellation
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box
from tutor_app.engine.formulas.finding import formula_boxes, has_maths, is_prose
from tutor_app.engine.formulas.picture import grey
from tutor_app.engine.formulas.screen import read_formulas, with_formulas
from tutor_app.engine.ocr import ScreenWord

PROSE = "where the force is measured in newtons"


def ink(width, height):
    """Strokes as dense as type."""
    piece = np.full((height, width, 3), 255, np.uint8)
    piece[::3, :] = 0
    return piece


def line(text, top, width, height=20):
    return ScreenWord(text, Box(40, top, 40 + width, top + height), 0.95)


@pytest.mark.parametrize(
    "text", [PROSE, "其中力的单位是牛顿", "Newton's second law F = ma is used", "energy"]
)
def test_words_are_prose(text):
    assert is_prose(line(text, 0, 100))


@pytest.mark.parametrize("text", ["F = m a", "sin x + cos y = 1", "x2+y2", "(3.2)", "lim 1/n = 0"])
def test_formulas_are_not(text):
    assert not is_prose(line(text, 0, 100))


def test_what_stands_between_lines_of_words_is_found_without_its_number():
    paper, (above, middle, below) = page(ink(500, 20), ink(160, 45), ink(500, 20))
    paper[middle + 10 : middle + 30 : 3, 600:640] = 0  # (3.2) at the margin
    lines = [line(PROSE, above, 500), line("(3.2)", middle + 10, 40), line(PROSE, below, 500)]
    boxes = formula_boxes(grey(paper), lines)
    assert boxes[0] == Box(40, middle, 200, middle + 43)
    assert all(box.x0 in (40, 600) for box in boxes)


def test_the_axes_of_a_plot_are_no_formula():
    plot = np.full((160, 200, 3), 255, np.uint8)
    plot[:, 10:12] = 0
    plot[150:152, :] = 0
    paper, _ = page(ink(500, 20), plot)
    assert formula_boxes(grey(paper), [line(PROSE, 30, 500)]) == []


def test_a_photograph_is_no_formula():
    paper, _ = page(ink(500, 20), np.full((60, 120, 3), 40, np.uint8))
    assert formula_boxes(grey(paper), [line(PROSE, 30, 500)]) == []


def test_an_empty_picture_has_none():
    assert formula_boxes(grey(np.full((50, 50, 3), 255, np.uint8)), []) == []


def test_only_signs_of_formulas_make_a_page_worth_reading():
    assert has_maths("F = ma")
    assert has_maths("𝑥 and 𝑦")
    assert not has_maths("A stone falls, and a feather too.")


class Reads:
    """Reads the same on everything."""

    def __init__(self, latex, confidence):
        self.read_ = ReadFormula(latex, confidence, True)

    def read(self, formula, cancel):
        return self.read_


def placed(latex, confidence):
    paper, (top,) = page(ink(160, 40))
    return read_formulas(paper, [Box(40, top, 200, top + 40)], Reads(latex, confidence), Cancellation()), top


def test_a_certain_formula_stands_in_place_of_its_line():
    formulas, top = placed("F=ma", -0.001)
    lines = [line(PROSE, 0, 500), line("F-rna", top + 10, 150), line(PROSE, 200, 500)]
    assert [one.text for one in with_formulas(lines, formulas)] == [PROSE, "$$F=ma$$", PROSE]


def test_a_doubtful_one_leaves_the_words_as_they_were_read():
    formulas, top = placed("F=ma", -0.05)
    lines = [line("F-rna", top + 10, 150)]
    assert not formulas[0].formula.is_certain
    assert with_formulas(lines, formulas) == lines


@pytest.mark.parametrize(("latex", "confidence"), [("F=ma", -0.3), ("10", -0.001)])
def test_what_is_no_formula_is_not_offered(latex, confidence):
    assert placed(latex, confidence)[0] == []
