"""Hints point, then help to think, and never give the answer away."""

import re

import pytest

from tests.teaching.shelf import CHOICE, FORCES, Course, passage
from tutor_app.core.teaching import EXAMPLE, HINT, POINTER
from tutor_app.engine.teaching.guide import Guide
from tutor_app.engine.teaching.secret import kin, numbers_in

SLIDES = "What is the name of what acts along a surface and against sliding?"


def hinted(level, text, *ids, course=FORCES, answer=""):
    return Guide(course, text).hint(level, course.question(text, *ids), answer)


def test_a_pointer_names_section_and_page_and_words_of_the_question():
    course = Course(passage(1, ("Water", "Freezing"), "Ice is light since its lattice is open.", page=9))
    hint = hinted(POINTER, "Why is ice so light?", 1, course=course)
    assert "Water › Freezing, page 10 [1]" in hint.text
    assert "*light*" in hint.text
    assert not hint.is_weaker


def test_a_title_that_is_the_answer_is_not_named():
    hint = hinted(POINTER, SLIDES, 1, answer="Friction [1].")
    assert "Forces, page 12 [1]" in hint.text
    assert "riction" not in hint.text
    assert hint.is_weaker


@pytest.mark.parametrize("level", [POINTER, HINT])
def test_no_option_is_named_whichever_is_right(level):
    text = hinted(level, CHOICE, 1, 3).text.lower()
    assert not any(word in text for word in ("friction", "weight", "tension"))


def test_a_targeted_hint_quotes_a_sentence_that_does_not_answer():
    asked = "Which force acts on a block that slides along a surface?\n- friction\n- drag"
    assert hinted(HINT, asked, 1, 3).text.endswith("> A rough surface presses the block from below. [1]")


def test_neither_of_two_alternatives_is_named():
    course = Course(
        passage(1, ("Change",), "Melting is a physical change of a solid. A change of a solid may need heat.")
    )
    text = hinted(HINT, "Is melting of a solid a chemical or a physical change?", 1, course=course).text
    assert "hysical" not in text.split("> ")[-1]


def test_where_every_sentence_would_tell_the_question_itself_is_the_hint():
    course = Course(passage(1, ("Water",), "Ice floats on water since its lattice is open."))
    hint = hinted(HINT, "Why does ice float on water?", 1, course=course)
    assert "lattice" not in hint.text
    assert hint.is_weaker


def test_the_answer_of_a_language_model_is_a_secret_too():
    text = "What presses the block?"
    assert (
        "rough" in hinted(HINT, text, 1, 3, answer="").text or hinted(HINT, text, 1, 3, answer="").is_weaker
    )
    assert "rough" not in hinted(HINT, text, 1, 3, answer="A rough surface does.").text


def test_the_key_in_the_material_is_a_secret_too():
    course = Course(
        passage(
            1, ("Heat",), "The caloric theory is old. A kettle boils water with a plain element of copper."
        ),
        passage(
            2, ("Heat", "Exercises"), "1. Which metal conducts heat in the old kettle best? 2. What is heat?"
        ),
        passage(3, ("Heat", "Answers"), "1. Copper does.\n2. A form of energy."),
    )
    text = "Which metal conducts heat in the old kettle best?"
    assert "copper" in Guide(course, text).secret(course.question(text, 2), "").words
    assert "energy" not in Guide(course, text).secret(course.question(text, 2), "").words


def test_neither_exercises_nor_answers_are_quoted_as_hints():
    course = Course(
        passage(1, ("Heat", "Answers"), "The kettle boils water with the heat of the stove."),
        passage(2, ("Heat", "Exercises"), "The kettle boils water in the heat of the day."),
    )
    hint = hinted(HINT, "How much heat does the kettle give to 2 kg of water?", 1, 2, course=course)
    assert "> " not in hint.text


def test_an_example_of_the_material_is_shown_whole():
    text = hinted(EXAMPLE, "A crate of 30 kg slides. How large is the force?", 1, 2).text
    assert "A sledge of 20 kg slides on snow." in text
    assert text.endswith("[2]")


def test_that_there_is_no_example_is_said():
    assert "no example" in hinted(EXAMPLE, "A crate of 30 kg slides. How large is the force?", 1, 3).text


def test_a_chinese_hint_is_chinese_and_names_terms():
    course = Course(
        passage(1, ("第五章", "5.1 两种错误"), "过拟合时方差大。模型记住了噪声，就是过拟合，要当心。"),
        language="zh",
    )
    text = "下列哪一项用来防止过拟合？\nA. 正则化\nB. 学习率"
    hint = hinted(POINTER, text, 1, course=course)
    assert "可以看这里" in hint.text
    assert "*过拟合*" in hint.text
    assert "正则化" not in hinted(HINT, text, 1, course=course).text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ferment", "fermentation", True),
        ("atom", "atomic", True),
        ("microscope", "microorganism", False),
        ("magnetic", "magnitude", False),
        ("dna", "dna", True),
        ("正则", "正则", True),
        ("正则", "正负", False),
    ],
)
def test_forms_of_a_word_are_one_word(one, other, same):
    assert kin(one, other) is same


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1,200 kg", {"1200"}), ("2.50 and 007", {"2.5", "7"}), ("three forces", {"3"}), ("１２ 个", {"12"})],
)
def test_numbers_are_compared_by_value(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("asked", "texts", "named"),
    [
        (
            "What does Schrödinger say?",
            ("The equation of Schrödinger is old and holds for small things.",) * 2,
            ["Schrödinger"],
        ),
        (
            "What does co-operation need?",
            ("They need co-operation in every case of work.",) * 2,
            ["co-operation", "need"],
        ),
        ("同温层里为什么没有云？", ("大气同温层很冷。", "在同温层里风很小。"), ["同温层"]),
        ("温层是什么？", ("大气同温层很冷。", "在同温层里风很小。"), []),
    ],
)
def test_words_that_are_named_are_whole_words(asked, texts, named):
    passages = [passage(number, ("Title",), text, page=9) for number, text in enumerate(texts, start=1)]
    course = Course(*passages, language="zh" if texts[0][0] > "一" else "en")
    hint = hinted(POINTER, asked, 1, 2, course=course)
    assert re.findall(r"\*([^*]+)\*", hint.text) == named
