"""Markdown as plain words, cut where it does not hurt."""

import pytest

from tutor_app.core.plain import cut, hold, plain, snippet


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Force** is a *push* or a __pull__.", "Force is a push or a pull."),
        ("See [the law](laws.md#two) and ![a cart](cart.png) `F`", "See the law and F"),
        ("## Friction\n> - it *holds*", "Friction\nit holds"),
        ("2 * 3 is a_b and c_d", "2 * 3 is a_b and c_d"),
        ("a &lt; b", "a < b"),
    ],
)
def test_marks_go_and_words_stay(markdown, words):
    assert " ".join(plain(markdown).split()) == " ".join(words.split())


def test_a_snippet_is_one_line_with_its_formulas_as_they_were_written():
    assert snippet("**Law**: $F = m\\,a_1 * b_2$\n\n- so *it* is", 90) == "Law: $F = m\\,a_1 * b_2$ so it is"
    assert snippet("a **bold $x_1$** word", 90) == "a bold $x_1$ word"


def test_a_formula_is_kept_whole_or_left_out():
    text = "force grows as $\\frac{a}{b}$ does"
    assert snippet(text, 18) == "force grows as $\\frac{a}{b}$…"  # it counts as one character
    assert snippet(text, 16) == "force grows as…"


@pytest.mark.parametrize(
    ("words", "most", "wanted"),
    [
        ("a push or a pull", 16, "a push or a pull"),
        ("a push or a pull", 15, "a push or a…"),
        ("a push, or a pull", 9, "a push…"),
        ("unbelievable", 6, "unbel…"),
        ("重的石头受到的拉力更大", 6, "重的石头受…"),
        ("重的石头，受到的拉力更大", 6, "重的石头…"),
        ("力是 interaction 的一种", 8, "力是…"),
    ],
)
def test_words_are_cut_after_a_word_with_an_ellipsis(words, most, wanted):
    assert cut(words, most) == wanted
    assert len(wanted) <= most


def test_signs_that_a_font_of_a_book_made_up_are_left_alone():
    """Such characters stand in PDFs for bullets and signs."""
    text = "\uf0b7 a push \ue000 or \U000f0005 $F$"
    assert snippet(text, 90, clean=str) == text
    assert hold("no formula").formulas == ()


def test_a_snippet_of_a_table_of_contents_is_without_its_dots():
    read = "4 Momentum . . . . . . . . 19 4.1 Impulse ........ 20 4.2 Collisions | . | . | . | . | 20"
    assert snippet(read, 90, clean=str) == "4 Momentum 19 4.1 Impulse 20 4.2 Collisions 20"
    assert snippet("He waited ... then fell.", 90) == "He waited ... then fell."
