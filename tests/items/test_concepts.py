"""Concepts of a course and what needs what."""

from tests.items.made_course import CELLS, NEVER, WordBag, make_course
from tutor_app.engine.items.concepts import find_concepts


def test_the_terms_of_glossary_and_emphasis_are_concepts_with_their_meaning():
    found = find_concepts(CELLS, "cells", WordBag(), NEVER)
    by_name = {one.name: one for one in found.concepts}
    assert {"osmosis", "diffusion", "channel protein", "vesicle"} <= set(by_name)
    assert by_name["osmosis"].meaning.startswith("passage of water")
    assert by_name["active transport"].aliases == ("uphill pumping",)
    assert by_name["osmosis"].passages


def test_concepts_stand_in_the_order_of_the_material():
    found = find_concepts(CELLS, "cells", WordBag(), NEVER)
    assert [one.rank for one in found.concepts] == list(range(len(found.concepts)))


def test_what_a_meaning_names_comes_before_it():
    course = make_course(
        (
            "Key Terms",
            [
                ("paragraph", "glossary", "**force**: a push or a pull on a body"),
                ("paragraph", "glossary", "**work**: product of force and the distance along which it acts"),
            ],
        )
    )
    found = find_concepts(course, "c", WordBag(), NEVER)
    names = {one.id: one.name for one in found.concepts}
    assert [(names[one.before], names[one.after]) for one in found.prerequisites] == [("force", "work")]


def test_nothing_needs_itself_in_a_circle():
    found = find_concepts(CELLS, "cells", WordBag(), NEVER)
    rank = {one.id: one.rank for one in found.concepts}
    assert all(rank[one.before] < rank[one.after] for one in found.prerequisites)
