"""Whether the material answers: what the search tells and what the model says decide together."""

import pytest

from tests.explain.test_quote import ICE, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.gate import ENOUGH, HOPELESS, Signs, holds_answer
from tutor_app.engine.explain.question import Question

ASKED = question("Why does ice float?", passage(ICE))
CLEAR, OPEN, POOR = Signs(0.99, 2.2), Signs(0.5, 0.5, 0.6), Signs(0.1, -1.0, 0.2)


class Judge:
    def __init__(self, chance):
        self.chance, self.asked = chance, 0

    def chance_of_answer(self, question, cancel):
        self.asked += 1
        return self.chance


def decided(signs, judge=None, asked=ASKED):
    return holds_answer(asked, signs, judge, Cancellation())


@pytest.mark.parametrize(("says", "holds"), [(0.95, "yes"), (0.4, "perhaps"), (0.01, "no")])
def test_where_the_search_leaves_it_open_the_model_decides(says, holds):
    assert decided(OPEN, Judge(says)) == holds


@pytest.mark.parametrize(("signs", "holds"), [(CLEAR, "yes"), (POOR, "no")])
def test_nobody_has_to_read_the_passages_where_the_search_is_clear(signs, holds):
    judge = Judge(0.0 if holds == "yes" else 1.0)
    assert decided(signs, judge) == holds
    assert not judge.asked


def test_without_a_model_the_search_decides():
    assert [decided(signs) for signs in (CLEAR, OPEN, POOR)] == ["yes", "perhaps", "no"]


@pytest.mark.parametrize(("likely", "holds"), [(ENOUGH, "yes"), (ENOUGH - 0.01, "no")])
def test_where_closeness_cannot_be_told_either_its_chance_counts(likely, holds):
    assert decided(Signs(likely, None)) == holds


def test_a_hopeless_question_is_not_asked_about():
    judge = Judge(1.0)
    assert decided(Signs(HOPELESS / 2, 2.5), judge) == "no"
    assert not judge.asked


def test_without_passages_nothing_is_in_the_material():
    assert decided(CLEAR, Judge(1.0), Question("Why?", "en", ())) == "no"
