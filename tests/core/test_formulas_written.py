"""A formula is written in one way only, so that two readings of it can be compared."""

import pytest

from tutor_app.core.formula import ReadFormula, says_something
from tutor_app.core.maths.written import in_one_way

SAME = [
    (r"{\frac { 1 } { 2 }} m v ^ { 2 }", r"\frac12 mv^2"),
    (r"\scriptstyle{E=m c^{2}}", "E=mc^2"),
    (r"\operatorname*{l i m}_{x\to 0} x", r"\lim_{x \rightarrow 0}x"),
    (r"f^{\prime}(x)", "f'(x)"),
    (r"\left( a + b \right)^2", "(a+b)^2"),
    (r"\begin{array}{l}{{x}}\end{array}", "x"),
    (r"x={\frac{-b+{\sqrt{b^{2}-4a c\ }}}{2a}}", r"x=\frac{-b+\sqrt{b^2-4ac}}{2a}"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_means_the_same_is_written_alike(one, other):
    assert in_one_way(one) == in_one_way(other)
    assert in_one_way(in_one_way(one)) == in_one_way(one)


def test_a_command_keeps_its_distance_from_a_letter():
    assert in_one_way(r"\alpha x \cdot 2") == r"\alpha x\cdot2"


@pytest.mark.parametrize(
    ("latex", "worth"),
    [("E=mc^2", True), (r"\frac{a}{b}", True), ("10", False), ("x", False), ("1=1", False)],
)
def test_a_label_of_a_drawing_is_no_formula(latex, worth):
    assert says_something(latex) == worth


def test_a_reading_below_the_measured_bound_is_doubtful():
    assert ReadFormula("x", -0.019, True).is_certain
    assert not ReadFormula("x", -0.021, True).is_certain
    assert not ReadFormula("x", -0.001, is_confirmed=False).is_certain
    assert not ReadFormula(r"p=m\nu", -0.001, True).is_certain  # or is it a v?
    with pytest.raises(ValueError, match="no reading"):
        ReadFormula(" ", 0.0, True)
    with pytest.raises(ValueError, match="no reading"):
        ReadFormula("x", 0.1, True)
