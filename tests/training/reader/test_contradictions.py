"""A changed sentence says another thing, and is still a sentence."""

import random

import pytest

from tutor_app.training.reader.contradictions import contradict


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("The pressure of the gas increases.", {"The pressure of the gas decreases."}),
        ("The cell can divide.", {"The cell can not divide."}),
        ("Viruses are not cells.", {"Viruses are cells."}),
        ("细菌没有细胞核。", {"细菌有细胞核。"}),
        ("这种模型会学习。", {"这种模型不会学习。"}),
        ("温度上升时压强增大。", {"温度下降时压强增大。", "温度上升时压强减小。"}),
    ],
)
def test_one_thing_is_turned_round(sentence, changed):
    made = {contradict(sentence, random.Random(seed)) for seed in range(20)}
    assert made <= changed
    assert made


def test_a_number_becomes_another():
    made = {contradict("It has 46 genes.", random.Random(seed)) for seed in range(20)}
    assert all(one != "It has 46 genes." for one in made)
    assert len(made) > 1


@pytest.mark.parametrize("sentence", ["社会学研究人群。", "心脏的功能如下。", "使用者如下。"])
def test_a_character_inside_another_word_is_left_alone(sentence):
    assert {contradict(sentence, random.Random(seed)) for seed in range(20)} == {None}


def test_a_subject_gives_way_to_another_of_the_book():
    made = contradict("Mitosis comes next.", random.Random(1), ["Mitosis", "Meiosis"])
    assert made == "Meiosis comes next."
