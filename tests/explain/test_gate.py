"""Whether the material answers: what the search tells and what the model says decide together."""

import pytest

from tests.explain.test_quote import ICE, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.gate import ENOUGH, HOPELESS, Signs, in_material
from tutor_app.engine.explain.question import Question

ASKED = question("Why does ice float?", passage(ICE))
CLEAR, OPEN, POOR = Signs(0.99, 2.2), Signs(0.5, 1.0), Signs(0.1, -1.0)


class Judge:
    def __init__(self, chance):
        self.chance, self.asked = chance, 0

    def chance_of_answer(self, question, cancel):
        self.asked += 1
        return self.chance


def decided(signs, judge=None, asked=ASKED):
    return in_material(asked, signs, judge, Cancellation())


@pytest.mark.parametrize(("yes", "answered"), [(0.95, True), (0.2, False)])
def test_where_the_search_leaves_it_open_the_model_decides(yes, answered):
    assert decided(OPEN, Judge(yes)) is answered


@pytest.mark.parametrize(("signs", "answered"), [(CLEAR, True), (POOR, False)])
def test_nobody_has_to_read_the_passages_where_the_search_is_clear(signs, answered):
    judge = Judge(0.0 if answered else 1.0)
    assert decided(signs, judge) is answered
    assert not judge.asked


def test_without_a_model_the_search_decides():
    assert decided(CLEAR)
    assert not decided(POOR)


@pytest.mark.parametrize(("likely", "answered"), [(ENOUGH, True), (ENOUGH - 0.01, False)])
def test_where_closeness_cannot_be_told_either_its_chance_counts(likely, answered):
    assert decided(Signs(likely, None)) is answered


def test_a_hopeless_question_is_not_asked_about():
    judge = Judge(1.0)
    assert not decided(Signs(HOPELESS / 2, 2.5), judge)
    assert not judge.asked


def test_without_passages_nothing_is_in_the_material():
    assert not decided(CLEAR, Judge(1.0), Question("Why?", "en", ()))
