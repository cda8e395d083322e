"""A course is searched for the place where it says what a thing is."""

import numpy as np
import pytest

from tests.explain.test_quote import passage
from tutor_app.engine.explain.definitions import find_definitions, rate_definition


@pytest.mark.parametrize(
    ("thing", "sentence"),
    [
        ("weir", "A weir is a low wall across a river."),
        ("weirs", "Weirs are the low walls across a river."),
        ("weir", "Such a wall is called a weir."),
        ("sluice gate", "**sluice gate**: a gate that slides"),
        ("p value", "The p-value is the probability of so extreme a result."),
        ("过拟合", "*过拟合*（overfitting）是指训练误差远小于验证误差。"),
        ("步长", "这个数称为步长。"),
    ],
)
def test_a_sentence_that_says_what_a_thing_is_is_rated(thing, sentence):
    assert rate_definition(thing, sentence) > 1


@pytest.mark.parametrize(
    ("thing", "sentence"),
    [
        ("weir", "Boats can't pass the weir."),
        ("weir", "The weird wall is a ruin."),
        ("过拟合", "防止过拟合很难。"),
    ],
)
def test_one_that_only_uses_its_name_is_not(thing, sentence):
    assert rate_definition(thing, sentence) == 0


class Shelf:
    """Passages by their place; the search for a phrase finds what holds its first word."""

    def __init__(self, *texts):
        self.passages = [passage(text, number).passage for number, text in enumerate(texts)]

    def passages_with(self, phrase, most):
        word = phrase.split()[0]
        return np.array([one.id for one in self.passages if word in one.text.lower()][:most], dtype=np.int64)

    def passage(self, id):
        return self.passages[id]


def test_the_passage_that_says_it_comes_before_those_that_use_the_word():
    shelf = Shelf(
        "The weir is old. The weir of Elm is broad.",
        "Below the weir lies a pool.",
        "**weir**: a low wall across a river",
        "A fall behind a wall is called a weir.",
    )
    assert [one.id for one in find_definitions(shelf, "weir", most=2)] == [2, 3]


def test_nothing_is_found_where_nothing_says_it():
    assert find_definitions(Shelf("The weir is old."), "sluice gate") == []
    assert find_definitions(Shelf("The weir is old."), "") == []
