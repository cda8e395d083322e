"""What can be shown before a language model has written a word."""

import pytest

from tests.explain.test_aligning import sources
from tests.explain.test_quote import question
from tutor_app.engine.explain.first import first_of

HALF_LIFE = (
    "In each succeeding half-life, half of the reactant that remains is consumed.",
    "Figure 3 shows the half-life of a reaction.",
    "The half-life of a reaction is the time in which half of a reactant is consumed.",
    "The rate falls while a reaction goes on.",
)
OVERFITTING = (
    "过拟合的模型往往参数很大。",
    "训练损失很小而验证损失很大，这叫过拟合。",
)
FRICTION = (
    "Without friction it rolls on.",
    "Friction is the force between two surfaces that acts against sliding.",
    "Friction turns energy of motion into heat.",
)
RATE = ("图 4-2 学习率太小与太大时的损失曲线。", "学习率决定步长。", "学习率太大，损失会震荡，甚至发散。")


@pytest.mark.parametrize(
    ("asked", "given", "place"),
    [
        ("What is the half-life of a reaction?", HALF_LIFE, 2),
        ("学习率太大会发生什么？", RATE, 2),
        ("什么是过拟合？", OVERFITTING, 1),
        ("What is friction?", FRICTION, 1),
        ("What is mitosis?", HALF_LIFE, None),
        ("Why do metals conduct electricity?", ("Molten salts conduct heat and sound.",), None),
        ("什么？", RATE, None),
        ("", HALF_LIFE, None),
    ],
)
def test_the_sentence_that_speaks_of_what_is_asked_comes_first_and_none_where_none_does(asked, given, place):
    first = first_of(question(asked), sources(*given))
    assert first == (None if place is None else sources(*given)[place])
