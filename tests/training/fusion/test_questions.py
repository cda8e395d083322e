"""Questions are made as learners put them."""

import numpy as np
import pytest

from tutor_app.training.fusion.questions import KINDS, POINTING, asked, fragment, kind_of, misspelt, named
from tutor_app.training.fusion.voices import word_errors


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is a catalyst?", "definition"),
        ("Why does ice float?", "why"),
        ("Compare mitosis and meiosis.", "compare"),
        ("Calculate the tension in the rope.", "solve"),
        ("什么是过拟合？", "definition"),
    ],
)
def test_a_kind_is_told_by_its_words(question, kind):
    assert KINDS[kind_of(question)] == kind


def test_a_fragment_keeps_words_in_their_order_and_no_empty_ones():
    text = "What is the difference between elastic and inelastic collisions of bodies?"
    words = fragment(text, np.random.default_rng(2)).split()
    places = [text.index(word) for word in words]
    assert places == sorted(places)
    assert not {"the", "is", "of", "and"} & set(words)


def test_a_named_question_holds_words_of_its_subject():
    question = named("Photosynthesis in green plants", np.random.default_rng(0))
    assert any(word in question for word in ("Photosynthesis", "green", "plants"))


def test_slips_are_few():
    text = "the kinetic energy of a body grows with the square of its speed " * 4
    wrong = misspelt(text, np.random.default_rng(1))
    assert wrong != text
    assert abs(len(wrong) - len(text)) < 0.05 * len(text)


def test_a_spoken_exercise_has_no_formulas_and_no_options():
    assert asked("What is $x^2$ here?\n- four\n- nine") == "What is here?"


def test_pointing_names_nothing():
    assert all(len(set(questions)) == len(questions) > 10 for questions in POINTING.values())


def test_word_errors_count_what_was_changed_left_out_and_added():
    assert word_errors("a b c d", "a b c d") == 0
    assert word_errors("a b c d", "a x c") == pytest.approx(0.5)
    assert word_errors("a b", "a b c") == pytest.approx(0.5)
