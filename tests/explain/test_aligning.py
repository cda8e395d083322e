"""What the material says is told from what only sounds like it."""

import pytest

from tutor_app.engine.explain.aligning import covers
from tutor_app.engine.explain.grounding import LEAST_COVERED

FRICTION = (
    "Static friction matches the push until its limit, and kinetic friction is smaller than static friction.",
    "A crate of 10 kg needs a push of 49.1 N to start, but only 39.2 N to keep going.",
    "The mass of the crate does not matter for the acceleration, because it cancels.",
    "The net force gives the acceleration, a = F/m.",
)
RATE = ("学习率太大时，损失会来回震荡，甚至发散。", "学习率太小时，训练需要很多步。", "均方误差不适合分类。")


def is_said(sentence, *texts):
    return covers(sentence, " ".join(texts), "") >= LEAST_COVERED


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Kinetic friction is smaller than static friction.", 0),
        ("A 10 kg crate needs a push of 49.1 N to start.", 1),
        ("The mass of the crate does not matter for the acceleration.", 2),
        ("Net force gives acceleration: a = F/m.", 3),
    ],
)
def test_what_is_said_shorter_is_supported(sentence, place):
    assert [is_said(sentence, text) for text in FRICTION] == [n == place for n in range(len(FRICTION))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Static friction is smaller than kinetic friction.",  # turned round
        "Kinetic friction is larger than static friction.",  # another direction
        "A crate of 10 kg needs a push of 39.1 N to start.",  # another number
        "A crate of 100 kg needs a push of 49.1 N to start.",
        "The mass of the crate does matter for the acceleration.",  # negation lost
        "Static friction does not match the push until its limit.",  # negation added
        "The net force gives the acceleration, a = m/F.",  # another formula
        "Friction is caused by molecules that form bonds.",  # from elsewhere
        "Friction.",  # says nothing
        "",
    ],
)
def test_what_the_material_does_not_say_is_not_supported(sentence):
    assert not any(is_said(sentence, text) for text in FRICTION)


@pytest.mark.parametrize(
    ("sentence", "is_there"),
    [
        ("学习率太大时，损失会来回震荡。", True),
        ("学习率太小时，损失会来回震荡。", False),
        ("学习率太大时，损失不会来回震荡。", False),
        ("均方误差适合分类。", False),
        ("均方误差不适合分类。", True),
    ],
)
def test_chinese_is_held_to_the_same(sentence, is_there):
    assert any(is_said(sentence, text) for text in RATE) is is_there


def test_cause_and_effect_of_two_sentences_are_not_put_together():
    assert not is_said("学习率太小时，损失会来回震荡。", *RATE[:2])


def test_words_of_the_question_are_left_aside():
    asked, text = "Why does a lock lift a boat?", "Water flows into the closed basin from above."
    assert covers("A boat is lifted because water flows into the closed basin.", text, asked) > LEAST_COVERED
    assert covers("A lock lifts a boat because horses pull ropes.", text, asked) == 0
