"""Answered from the material, or plainly not."""

import pytest

from tests.explain.test_quote import ICE, STEEL, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.engine.explain.answering import (
    Tell,
    answer_generally,
    decline,
    explain,
    offer,
)
from tutor_app.engine.explain.question import Piece
from tutor_app.engine.explain.quote import QuoteExplainer


class Writer:
    """Says its pieces, then fails if it was told to."""

    name = "writer"

    def __init__(self, *pieces, fails=False, finds=True):
        self.pieces, self.fails, self.finds = pieces, fails, finds

    def explain(self, question, say, cancel):
        for piece in self.pieces:
            say(Piece(piece))
        if self.fails:
            raise TutorError("The model broke.")
        return self.finds

    def answer_generally(self, question, say, cancel):
        for piece in self.pieces:
            say(piece)


ASKED = question("Why does ice float?", passage(ICE))


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def test_declining_names_the_nearest_sections_once_each_with_a_number():
    asked = question(
        "What is mitosis?", passage(ICE, 1, ("Water", "Ice")), passage(STEEL, 2, ("Water", "Ice"))
    )
    said = []
    declined = decline(asked, said.append)
    assert text_of(said) == declined.text
    assert declined.holds == "no"
    assert declined.text.count("Water › Ice") == 1
    assert "[1]" in declined.text


def test_an_explainer_that_cannot_begin_gives_way_to_quotation_and_the_reason_is_told():
    said, reasons = [], []
    broken = Writer(fails=True)
    explained = explain(ASKED, broken, QuoteExplainer(), Tell(said.append, reasons.append), Cancellation())
    assert explained.explainer == "quote"
    assert text_of(said) == explained.text
    assert [str(reason) for reason in reasons] == ["The model broke."]


def test_where_the_writer_finds_no_answer_what_comes_nearest_is_quoted_with_a_perhaps():
    said = []
    explained = explain(ASKED, Writer(finds=False), QuoteExplainer(), Tell(said.append), Cancellation())
    assert (explained.holds, explained.explainer) == ("perhaps", "quote")
    assert explained.text.startswith("It is not certain that your material answers this.")
    assert "> Ice is less dense" in explained.text
    assert text_of(said) == explained.text
    assert [cite.number for cite in explained.cites] == [1]


def test_where_the_search_is_sure_the_passages_are_quoted_instead_of_a_no():
    writer = Writer(finds=False)
    explained = explain(ASKED, writer, QuoteExplainer(), Tell(lambda _: None), Cancellation(), is_sure=True)
    assert (explained.holds, explained.explainer) == ("yes", "quote")
    assert "Ice is less dense" in explained.text


def test_where_there_is_nothing_to_quote_a_perhaps_is_a_no():
    asked = question("Why does ice float?", passage("Does it?"))
    said = []
    offered = offer(asked, QuoteExplainer(), said.append, Cancellation())
    assert (offered.holds, offered.text) == ("no", text_of(said))


def test_a_general_answer_comes_after_the_no_and_is_marked():
    said = []
    declined = decline(ASKED, said.append)
    explained = answer_generally(declined, ASKED, Writer("It is light [1]."), said.append, Cancellation())
    assert explained.text == text_of(said)
    assert explained.text.endswith("**Not from your material, and not checked:** It is light \\[1].")
    assert explained.holds == "no"
    assert explained.cites == declined.cites


def test_an_explainer_that_breaks_in_mid_sentence_is_an_error():
    with pytest.raises(TutorError, match="broke"):
        explain(ASKED, Writer("Ice ", fails=True), QuoteExplainer(), Tell(lambda _: None), Cancellation())
