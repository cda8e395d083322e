"""What is an exercise, so that it gets a hint first."""

import tomllib
from pathlib import Path

import pytest

from tests.teaching.shelf import passage
from tutor_app.engine.teaching.exercise import is_exercise, parse, same_exercise, sets_task

ASKED = tomllib.loads((Path(__file__).parents[1] / "courses" / "questions.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    "question",
    [
        "A car of 1,200 kg accelerates at 2 m/s². Calculate the net force.",
        "How far does a stone fall in 3 s?",
        "Which of the following is a vector?",
        "The unit of force is the ____.",
        "Solve x^2 - 4 = 0",
        "True or false: ice is denser than water.",
        "A. mass B. force C. speed — which one is a vector?",
        "求数列的最小二乘直线。",
        "一个网络有 10 个输入和 5 个神经元，参数有多少个？",
        "下列哪一项是回归？",
        "Find the slope of the line.",
    ],
)
def test_a_task_with_a_result_is_an_exercise(question):
    assert is_exercise(question)


@pytest.mark.parametrize("question", [asked["text"] for asked in ASKED["question"]])
def test_questions_for_an_explanation_are_none(question):
    assert not is_exercise(question)


@pytest.mark.parametrize("question", ["What is shown in Figure 3.2?", "What is on page 12?", "请讲解第 3 章"])
def test_the_number_of_a_figure_makes_no_exercise(question):
    assert not is_exercise(question)


@pytest.mark.parametrize(
    ("question", "alternatives"),
    [
        ("Is this a chemical or a physical change?", ("chemical", "physical")),
        ("这是欠拟合还是过拟合？举出两个对策。", ("欠拟合", "过拟合")),
        ("Why does ice float?", ()),
    ],
)
def test_a_question_may_name_what_it_asks_to_decide_between(question, alternatives):
    assert parse(question).alternatives == alternatives


@pytest.mark.parametrize(
    ("screen", "is_task"),
    [
        ("Distance 20 m Time 3 s What is shown", False),
        ("v = 3 m/s\n- fast\n- slow", False),
        ("Which is a vector?\nA. mass\nB. force", True),
        ("5. Calculate the net force on a car of 900 kg.", True),
        ("图 3.1 距离 20 米", False),
        ("求小车的加速度。", True),
    ],
)
def test_labels_of_a_figure_on_the_screen_are_no_exercise(screen, is_task):
    assert sets_task(screen) is is_task


@pytest.mark.parametrize("question", [asked["text"] for asked in ASKED["unanswerable"]])
def test_what_the_material_does_not_answer_is_asked_for_an_explanation_too(question):
    assert not is_exercise(question)


def test_a_question_that_the_course_itself_sets_is_an_exercise():
    own = passage(
        1, ("Forces", "Exercises"), "1. Why does a passenger fall forward when the bus brakes hard?"
    )
    asked = "Why does a passenger fall forward when a bus brakes hard?"
    assert is_exercise(asked, [own])
    assert not is_exercise(asked, [passage(1, ("Forces", "Inertia"), own.text)])
    assert same_exercise("What is friction?", "What is friction?") == ""


@pytest.mark.parametrize(
    ("text", "stem", "options"),
    [
        ("Which?\n- one\n- two", "Which?", ("one", "two")),
        ("Which?\nA) one\nB) two", "Which?", ("one", "two")),
        ("Which? A. one B. two C. three", "Which?", ("one", "two", "three")),
        ("哪个？\nA．甲\nB．乙", "哪个？", ("甲", "乙")),
        ("Plan A. is good", "Plan A. is good", ()),
        ("Why?", "Why?", ()),
    ],
)
def test_options_are_told_from_what_is_asked(text, stem, options):
    put = parse(text)
    assert (put.stem, put.options) == (stem, options)
