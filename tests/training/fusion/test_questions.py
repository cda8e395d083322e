"""Questions are made as learners put them."""

import numpy as np
import pytest

from tutor_app.training.fusion.questions import (
    KINDS,
    POINTING,
    asked,
    fragment,
    kind_of,
    misspelt,
    named,
    telling,
)
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


def test_a_chinese_text_is_told_by_what_stands_between_its_empty_words():
    assert telling("为什么在测试时通常不使用暂退法？") == ["测试时通常不", "暂退法"]
    assert telling("卷积层和汇聚层的区别") == ["卷积层", "汇聚层", "区别"]


@pytest.mark.parametrize("seed", range(5))
def test_a_chinese_fragment_keeps_its_words_in_their_order(seed):
    text = "学习率的大小很重要：学习率太大会使模型发散，太小会没有进展"
    words = fragment(text, np.random.default_rng(seed)).split()
    places = [text.index(word) for word in words]
    assert 2 <= len(words) <= 5
    assert places == sorted(places)


@pytest.mark.parametrize("seed", range(5))
def test_a_chinese_caption_is_asked_for_by_what_it_names(seed):
    question = named("多头注意力：多个头连结然后线性变换", np.random.default_rng(seed))
    assert any(word in question for word in ("多头注意力", "多个头连结", "线性变换"))


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
