"""Simpler, more, an example, why, compare: other sentences of the same passages."""

import pytest

from tests.teaching.shelf import Course, passage
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.material import sources
from tutor_app.engine.explain.prompts import prompt
from tutor_app.engine.explain.quote import QuoteExplainer

COURSE = Course(
    passage(
        1,
        ("Water",),
        "Ice floats on water. Ice is less dense than water, whereas most solids sink in their own melt. "
        "Ice floats because its molecules form an open lattice that takes more room than the liquid does. "
        "For example, ice on a lake floats in winter.",
    ),
    passage(2, ("Lakes",), "Ice on a lake keeps the cold air away from the water below it."),
)
ASKED = "Why does ice float on water?"


def quoted(wish, said="", question=None):
    pieces = []
    question = question or COURSE.question(ASKED, 1, 2, wish=wish, said=said)
    QuoteExplainer().explain(question, pieces.append, Cancellation())
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("wish", "there", "gone"),
    [
        ("why", "open lattice", "For example"),
        ("example", "For example, ice on a lake", "open lattice"),
        ("compare", "less dense than water", "For example"),
        ("simpler", "Ice floats on water.", "keeps the cold air"),
    ],
)
def test_a_wish_chooses_the_sentences_that_suit_it(wish, there, gone):
    assert there in quoted(wish)
    assert gone not in quoted(wish)


def test_more_says_nothing_twice():
    said = quoted("simpler")
    assert "Ice floats on water." in said
    more = quoted("more", said=said)
    assert "Ice floats on water." not in more
    assert "open lattice that takes more room" in more


def test_that_nothing_more_is_there_is_said():
    everything = "\n".join(COURSE.passage(id).text for id in (1, 2))
    assert "nothing more" in quoted("more", said=everything)


def test_a_wish_that_the_material_does_not_meet_is_said():
    course = Course(passage(1, ("Steel",), "Steel ships float on water like logs. Ships of steel are heavy."))
    question = course.question("Do steel ships float?", 1, wish="example")
    assert "doesn't say that" in quoted("example", question=question)


def test_a_language_model_is_asked_for_the_wish_after_the_question():
    question = COURSE.question(ASKED, 1, wish="simpler")
    text = prompt(question, sources(question), "Answer.")[-1].content
    assert text.index(ASKED) < text.index("simpler words") < text.index("Answer.")


def test_a_language_model_does_not_choose_again_what_was_said():
    question = COURSE.question(ASKED, 1, wish="more", said="> Ice floats on water. [1]")
    assert "Ice floats on water." not in [source.text for source in sources(question)]
