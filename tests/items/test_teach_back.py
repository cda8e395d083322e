"""A learner's explanation beside the points of a section."""

from tests.items.made_course import CELLS, NEVER, WordBag
from tutor_app.engine.items.teach_back import compare_explanation, make_point_item


def states(explanation):
    found = compare_explanation(CELLS, 1, explanation, WordBag(), NEVER)
    return {one.point.text: one.judgement.state for one in found}


PUMP = "Active transport increases the concentration inside the cell."


def test_what_is_explained_is_covered_and_the_rest_is_missing():
    found = states("Active transport increases the concentration of things inside of a cell.")
    assert found[PUMP] == "covered"
    assert "missing" in found.values()


def test_what_is_said_the_other_way_round_is_contradicted():
    assert states("Active transport decreases the concentration inside the cell.")[PUMP] == "contradicted"


def test_nothing_said_leaves_all_points_missing():
    assert set(states("").values()) == {"missing"}


def test_a_missing_point_becomes_an_item_with_its_lines():
    found = compare_explanation(CELLS, 1, "", WordBag(), NEVER)
    item = make_point_item(found[0].point, CELLS, "cells", 1)
    assert item.key == (found[0].point.text,)
    assert item.source.locators


def test_a_point_that_one_clause_sums_up_is_covered():
    found = states("There is a lot to say of cells. Active transport increases concentration inside.")
    assert found[PUMP] == "covered"
