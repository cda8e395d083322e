"""A definition that was ranked low is put to the model all the same."""

from tests.explain.test_quote import passage, question
from tutor_app.engine.explain.leading import led
from tutor_app.engine.explain.material import PASSAGES

USED = ["The cart stops by friction after a while.", "Without friction it rolls on for ever.",
        "The tyre needs friction in a bend.", "Ice has little friction for a sledge."]  # fmt: skip
DEFINED = "Friction acts along a surface and against sliding."


def of(asked, *texts):
    return question(asked, *(passage(text, number) for number, text in enumerate(texts, 1)))


def shown(asked, *texts):
    return [numbered.passage.text for numbered in led(of(asked, *texts)).passages[:PASSAGES]]


def test_the_passage_that_begins_with_what_is_asked_takes_the_last_place_shown():
    assert shown("What is friction?", *USED, DEFINED) == [*USED[: PASSAGES - 1], DEFINED]


def test_nothing_is_moved_where_it_is_shown_already_or_nothing_speaks_of_it():
    assert shown("What is friction?", DEFINED, *USED) == [DEFINED, *USED[: PASSAGES - 1]]
    assert shown("What is mitosis?", *USED, DEFINED) == USED[:PASSAGES]


def test_no_passage_is_lost():
    whole = of("What is friction?", *USED, DEFINED)
    assert {p.number for p in led(whole).passages} == {p.number for p in whole.passages}
