"""How much is told, and which question leans on the one before it."""

import pytest

from tutor_app.core.checking import CheckQuestion
from tutor_app.core.following import in_thread, leans
from tutor_app.core.teaching import ANSWER, EXAMPLE, HINT, POINTER, Guidance, is_veiled
from tutor_app.core.turn import Earlier, Turn


@pytest.mark.parametrize(
    "words",
    [
        "And why is that?",
        "why?",
        "How does it work?",
        "what about steel",
        "But is it always so?",
        "那为什么呢？",
        "那太小呢",
        "它是怎么算的？",
        "为什么？",
    ],
)
def test_a_question_that_points_back_leans_on_the_one_before(words):
    assert leans(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "What is friction?",
        "If a stone is dropped from a tower, how fast is it after 3 s?",
        "Why do astronauts float in the Space Station?",
        "学习率太大会怎样？",
        "什么是梯度下降？",
        "What is 3 + 4?",
    ],
)
def test_a_question_that_names_its_subject_stands_for_itself(words):
    assert not leans(words)


def test_a_thread_is_asked_as_both_questions():
    assert in_thread("and why is that?", "Why does ice float?") == "Why does ice float?\nand why is that?"


@pytest.mark.parametrize(
    ("guidance", "wanted", "is_exercise", "level"),
    [
        (Guidance(), None, True, POINTER),
        (Guidance(), None, False, ANSWER),
        (Guidance(HINT), None, True, HINT),
        (Guidance(), ANSWER, True, ANSWER),
        (Guidance(POINTER, HINT, is_locked=True), None, False, POINTER),
        (Guidance(POINTER, HINT, is_locked=True), ANSWER, True, HINT),
        (Guidance(POINTER, EXAMPLE), None, False, EXAMPLE),
    ],
)
def test_a_course_says_where_help_begins_and_how_far_it_goes(guidance, wanted, is_exercise, level):
    assert guidance.level(wanted, is_exercise=is_exercise) == level


def test_the_ladder_ends_where_the_course_says():
    assert [Guidance(POINTER, EXAMPLE).after(level) for level in (POINTER, HINT, EXAMPLE)] == [2, 3, None]


def test_a_ladder_that_ends_before_it_begins_can_not_be_made():
    with pytest.raises(ValueError, match="no way"):
        Guidance(EXAMPLE, HINT)


def test_evidence_is_veiled_below_an_example():
    assert [is_veiled(level) for level in (POINTER, HINT, EXAMPLE, ANSWER)] == [True, True, False, False]


def test_a_wish_needs_a_turn_before_it(tmp_path):
    with pytest.raises(ValueError, match="before"):
        Turn(tmp_path, "simpler", wish="simpler")
    assert Turn(tmp_path, follows=Earlier(1, "Why?"), wish="simpler").goes_on
    assert not Turn(tmp_path, "and why?", follows=Earlier(1, "Why?")).goes_on


@pytest.mark.parametrize(("options", "right"), [(("a", "a"), 0), (("a",), 0), (("a", "b"), 2)])
def test_a_choice_without_a_choice_can_not_be_made(options, right):
    with pytest.raises(ValueError, match="option"):
        CheckQuestion("gap", "____", options, right, 1, "a")
