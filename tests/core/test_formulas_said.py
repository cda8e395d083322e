"""Formulas are said as a teacher reads them from the board, in both languages."""

import pytest

from tutor_app.core.maths.in_text import formulas_in, shortened, speakable
from tutor_app.core.maths.said import said

BOTH = [
    (r"E = mc^2", "E equals m c squared", "E 等于 m c 的平方"),
    (r"\frac{1}{2}", "one half", "二分之一"),
    (r"\frac{2}{3}", "two thirds", "三分之二"),
    (r"\frac{a}{b}", "a over b", "b 分之 a"),
    (
        r"\frac{a+b}{c}",
        "the fraction a plus b, over c, end of fraction",
        "分式，分子 a 加 b，分母 c，分式结束",
    ),
    (r"x^n", "x to the power n", "x 的 n 次方"),
    (r"x^{n+1}", "x to the power n plus 1, end of power", "x 的 n 加 1 次方"),
    (r"x_i", "x sub i", "x 下标 i"),
    (r"\sqrt{2}", "the square root of 2", "根号 2"),
    (r"\sqrt[3]{8}", "the cube root of 8, end of root", "三次根号下 8，根号结束"),
    (r"\sum_{i=1}^{n} x_i", "the sum from i equals 1 to n of x sub i", "从 i 等于 1 到 n 求和， x 下标 i"),
    (r"\int_0^\infty f", "the integral from 0 to infinity of f", "从 0 到 无穷大 积分， f"),
    (r"\lim_{x \to 0} x", "the limit as x goes to 0 of x", "当 x 趋于 0 时的极限， x"),
    (r"\alpha + \Omega", "alpha plus capital omega", "阿尔法 加 大写欧米伽"),
    (r"\vec{F}", "vector F", "向量 F"),
    (
        r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}",
        "the column vector 1, 2, end of vector",
        "列向量 1，2，向量结束",
    ),
    (
        r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}",
        "the 2 by 2 matrix, row 1: a, b; row 2: c, d, end of matrix",
        "2 行 2 列的矩阵，第 1 行 a，b；第 2 行 c，d，矩阵结束",
    ),
    (r"\frac{dy}{dx}", "the derivative of y with respect to x", "y 对 x 的导数"),
    (r"\frac{d^2 x}{dt^2}", "the second derivative of x with respect to t", "x 对 t 的二阶导数"),
    (r"\frac{\partial f}{\partial x}", "the partial derivative of f with respect to x", "f 对 x 的偏导数"),
    (r"\frac{d}{dx} y", "the derivative with respect to x of y", "对 x 求导， y"),
    (r"f'(x)", "f prime of x", "f 撇 括号 x"),
    (r"-a - b", "minus a minus b", "负 a 减 b"),
    (r"|x|", "the absolute value of x", "x 的绝对值"),
    (r"\operatorname{sin} x \le 1", "sine x is at most 1", "正弦 x 小于等于 1"),
    (r"30^\circ", "30 degrees", "30 度"),
    (r"\begin{cases} 1 & x \\ 0 & y \end{cases}", "by cases: 1, x; 0, y", "分情况：1，x；0，y"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "english", "chinese"), BOTH)
def test_a_formula_is_said_in_both_languages(latex, english, chinese):
    assert said(latex, "en") == english
    assert said(latex, "zh") == chinese


@pytest.mark.parametrize(
    "latex",
    ["", "}", "{", "^", "_", r"\frac", r"\sqrt[", r"\left(", r"\begin{matrix}", "{" * 3000, r"\x" * 50],
)
def test_broken_latex_is_said_as_far_as_it_goes(latex):
    for language in ("en", "zh"):
        assert "\\" not in said(latex, language)


def test_formulas_in_a_text_are_said_and_money_is_not():
    text = r"Energy $E = mc^2$ costs $5 or $6, and \(a\) is \[b = 1\] or $$c$$."
    assert [(f.latex, f.is_display) for f in formulas_in(text)] == [
        ("E = mc^2", False), ("a", False), ("b = 1", True), ("c", True)
    ]  # fmt: skip
    assert speakable("So $a^2$.", "en") == "So  a squared ."
    assert "$5 or $6" in speakable(text, "en")


def test_a_text_is_not_cut_inside_a_formula():
    assert shortened("So $a = b$ it is", 6) == "So "
    assert shortened("So $a = b$ it is", 12) == "So $a = b$ i"
    assert shortened("short", 12) == "short"


def test_brackets_of_markdown_are_no_formula():
    assert list(formulas_in(r"as in \[1\] and \[see there\]")) == []
