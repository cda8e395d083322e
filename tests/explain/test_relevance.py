"""What can be shown before a language model has written a word."""

import pytest

from tests.explain.test_quote import passage, question
from tutor_app.engine.explain.relevance import weighed
from tutor_app.engine.explain.searching import NoSearch

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
        ("Explain friction.", FRICTION, 1),
        ("Could you please define the half-life of a reaction?", HALF_LIFE, 2),
        ("过拟合是什么？", OVERFITTING, 1),
        ("请解释一下过拟合", OVERFITTING, 1),
        ("What is mitosis?", HALF_LIFE, None),
        ("Why do metals conduct electricity?", ("Molten salts conduct heat and sound.",), None),
        ("什么？", RATE, None),
        ("", HALF_LIFE, None),
    ],
)
def test_the_sentence_that_speaks_of_what_is_asked_comes_first_and_none_where_none_does(asked, given, place):
    first = weighed(question(asked, passage(text_of(given))), NoSearch()).first
    assert (first and first.text) == (None if place is None else given[place])


def text_of(sentences):
    return "\n\n".join(sentences)


class Near:
    """A search by which sentences are as close to the question as it was told."""

    def __init__(self, **closeness):
        self.closeness_of = closeness

    def finds(self, sentence, number):
        return True

    def closeness(self, question, sentences, titles=()):
        return [
            next((near for word, near in self.closeness_of.items() if word in text), 0.0)
            for text in sentences
        ]


FALLING = (
    "All bodies gain speed alike.",
    "The heavy stone hits the floor first in air.",
    "It is held back by air.",
)


def first(asked, search, *passages):
    known = weighed(
        question(asked, *(passage(text, number) for number, text in enumerate(passages, 1))), search
    )
    return known.first and known.first.text


def test_a_sentence_that_means_what_is_asked_comes_first_though_it_shares_no_word():
    asked = "Do heavy things fall faster?"
    assert first(asked, Near(alike=1.0, heavy=0.6), text_of(FALLING)) == FALLING[0]
    assert first(asked, NoSearch(), text_of(FALLING)) is None


def test_what_leans_on_another_sentence_needs_to_be_closer():
    assert first("Why?", Near(held=1.0, alike=0.8), text_of(FALLING)) == FALLING[0]


def test_where_nothing_is_close_there_is_no_first_sentence():
    assert first("What is mitosis?", Near(alike=-0.5, heavy=-0.4, held=-1.0), text_of(FALLING)) is None


def test_the_question_words_of_chinese_do_not_count_in_closeness():
    asked = []

    class Asked(Near):
        def closeness(self, question, sentences, titles=()):
            asked.append((question, *titles))
            return super().closeness(question, sentences)

    first("学习率太大会发生什么？", Asked(发散=1.0), "学习率太大，损失会发散。")
    assert [one[0] for one in asked] == ["学习率太大"]
    assert all(len(one) == 2 for one in asked)  # the sentence with its section's title
