"""Values of practice can't be made wrong, and keep their names."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tutor_app.core.material import Box, LineLocator
from tutor_app.core.practice import (
    ITEM_KINDS,
    Concept,
    CoveredLabel,
    Grade,
    Item,
    ItemSource,
    Prerequisite,
    Review,
    derive_concept_id,
    derive_item_id,
)

SOURCE = ItemSource((3,), (LineLocator("01.md", 3, 4),), "Force is a push or a pull.")
CHOICE = Item(
    id="i1",
    course="motion",
    kind="multiple_choice",
    prompt="What is a push or a pull?",
    key=("force",),
    options=("mass", "force", "speed"),
    source=SOURCE,
    language="en",
)
LABEL = CoveredLabel(2, "figures/2.png", Box(0.1, 0.1, 0.3, 0.2))
GOOD = {
    "cloze": {},
    "short_answer": {},
    "multiple_choice": {"options": ("mass", "force")},
    "label_figure": {"label": LABEL},
    "order_steps": {"key": ("a", "b", "c"), "options": ("c", "a", "b")},
    "match_terms": {"key": ("a push", "a length"), "options": ("force", "metre")},
    "formula": {"key": ("F = ma",)},
    "true_false": {"key": ("true",)},
    "exercise": {"key": ()},
}


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_every_kind_of_item_can_be_made(kind):
    fields = {"options": (), **GOOD[kind]}
    assert replace(CHOICE, kind=kind, **fields).kind == kind


@pytest.mark.parametrize(
    ("kind", "fields", "why"),
    [
        ("multiple_choice", {"options": ("mass", "speed")}, "among the options"),
        ("multiple_choice", {"options": ("force",)}, "two or more"),
        ("multiple_choice", {"options": ("force", "force", "mass")}, "different"),
        ("order_steps", {"key": ("a", "b"), "options": ("a", "c")}, "those that are shown"),
        ("match_terms", {"key": ("a", "a"), "options": ("x", "y")}, "its own definition"),
        ("match_terms", {"key": ("a",), "options": ("x", "y")}, "its own definition"),
        ("true_false", {"key": ("yes",), "options": ()}, "true or false"),
        ("label_figure", {"options": ()}, "on a figure"),
        ("cloze", {"key": (), "options": ()}, "has a key"),
        ("essay", {}, "no such kind"),
        ("cloze", {"prompt": " "}, "a prompt"),
    ],
)
def test_an_item_that_nobody_could_answer_rightly_is_refused(kind, fields, why):
    with pytest.raises(ValueError, match=why):
        replace(CHOICE, kind=kind, **fields)


def test_ids_are_the_same_each_time_whatever_the_spacing_and_differ_between_courses():
    one = derive_item_id("motion", "cloze", "Force is  a push.", ("Force",))
    assert one == derive_item_id("motion", "cloze", "Force is a push.", ("force",))
    others = {
        derive_item_id("heat", "cloze", "Force is a push.", ("force",)),
        derive_item_id("motion", "formula", "Force is a push.", ("force",)),
        derive_item_id("motion", "cloze", "Force is a push.", ("push",)),
        derive_concept_id("motion", "force"),
    }
    assert len(others) == 4
    assert one not in others


def test_names_of_any_kind_have_an_id():
    assert derive_concept_id("motion", "\udcff") != derive_concept_id("motion", "力")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Prerequisite("a", "a"),
        lambda: Prerequisite("a", "b", 1.5),
        lambda: Concept(id="", course="motion", name="force", rank=0),
        lambda: Concept(id="a", course="motion", name=" ", rank=0),
        lambda: Review(item="i", reviewed_at=datetime(2026, 1, 1), grade=Grade.GOOD),  # noqa: DTZ001
    ],
)
def test_other_values_that_make_no_sense_are_refused(make):
    with pytest.raises(ValueError):  # noqa: PT011 -- each says its own
        make()


def test_what_was_recalled_is_every_grade_but_again():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert [Review(item="i", reviewed_at=at, grade=grade).is_recalled for grade in Grade] == [
        False, True, True, True,
    ]  # fmt: skip
