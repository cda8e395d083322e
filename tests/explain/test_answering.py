"""Answered from the material, or plainly not."""

import pytest

from tests.explain.test_quote import ICE, STEEL, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.engine.explain.answering import ENOUGH, HOPELESS, decline, explain, in_material
from tutor_app.engine.explain.citations import CitationFilter
from tutor_app.engine.explain.prompts import prompt, whole_sentences
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.explain.writer import yes_share


class Judge:
    def __init__(self, chance):
        self.chance, self.asked = chance, 0

    def chance_of_answer(self, question, cancel):
        self.asked += 1
        return self.chance


class Writer:
    """Says its pieces, then fails if it was told to."""

    name = "writer"

    def __init__(self, *pieces, fails=False):
        self.pieces, self.fails = pieces, fails

    def explain(self, question, say, cancel):
        for piece in self.pieces:
            say(piece)
        if self.fails:
            raise TutorError("The model broke.")
        return "".join(self.pieces)


ASKED = question("Why does ice float?", passage(ICE))


@pytest.mark.parametrize(
    ("support", "judge", "answered"),
    [
        (HOPELESS / 2, 1.0, False),
        (0.5, 0.9, True),
        (0.5, 0.1, False),
        (ENOUGH - 0.01, None, False),
        (ENOUGH, None, True),
    ],
)
def test_support_and_judge_decide_together(support, judge, answered):
    judge = judge and Judge(judge)
    assert in_material(ASKED, support, judge, Cancellation()) is answered


def test_a_hopeless_question_costs_no_reading():
    judge = Judge(1.0)
    in_material(ASKED, 0.0, judge, Cancellation())
    assert judge.asked == 0


def test_without_passages_nothing_is_in_the_material():
    assert not in_material(Question("Why?", "en", ()), 1.0, Judge(1.0), Cancellation())


def test_declining_names_the_nearest_sections_once_each_with_a_number():
    asked = question(
        "What is mitosis?", passage(ICE, 1, ("Water", "Ice")), passage(STEEL, 2, ("Water", "Ice"))
    )
    said = []
    declined = decline(asked, said.append)
    assert "".join(said) == declined.text
    assert not declined.in_material
    assert declined.text.count("Water › Ice") == 1
    assert "[1]" in declined.text


@pytest.mark.parametrize(
    ("writer", "reason"),
    [(Writer(fails=True), "broke"), (Writer(" "), "said nothing"), (Writer(), "said nothing")],
)
def test_an_explainer_that_says_nothing_gives_way_to_quotation_and_the_reason_is_told(writer, reason):
    said, reasons = [], []
    explained = explain(ASKED, writer, QuoteExplainer(), said.append, Cancellation(), reasons.append)
    assert explained.explainer == "quote"
    assert "".join(said).strip() == explained.text.strip()
    assert [reason in str(told) for told in reasons] == [True]


def test_an_explainer_that_breaks_in_mid_sentence_is_an_error():
    with pytest.raises(TutorError, match="broke"):
        explain(ASKED, Writer("Ice ", fails=True), QuoteExplainer(), lambda _: None, Cancellation())


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("Ice floats [1].",), "Ice floats [1]."),
        (("Ice floats [", "1", "]."), "Ice floats [1]."),
        (("Ice floats [7].",), "Ice floats."),
        (("Ice floats [1, 7].",), "Ice floats [1]."),
        (("Ice floats[2][1].",), "Ice floats [2] [1]."),
        (("a [note] stays",), "a [note] stays"),
        (("x[0] = 1 and ", "[6.3]"), "x = 1 and [6.3]"),
        (("open [1",), "open [1"),
    ],
)
def test_only_citations_of_what_was_given_pass(pieces, text):
    said = []
    passed = CitationFilter({1, 2}, said.append)
    for piece in pieces:
        passed.write(piece)
    assert passed.finish() == text
    assert "".join(said) == text


def test_what_is_no_citation_is_not_held_back():
    said = []
    CitationFilter({1}, said.append).write("Ice is light")
    assert said == ["Ice is light"]


def test_a_prompt_never_cuts_a_sentence():
    text = whole_sentences("One two three. Four five six. Seven eight nine.", 30)
    assert text == "One two three. Four five six."
    assert (
        whole_sentences("A very long first sentence stays whole.", 5)
        == "A very long first sentence stays whole."
    )


def test_passages_come_before_the_question_so_that_what_was_read_is_kept():
    system, user = prompt(ASKED, "Answer.")
    assert system.role == "system"
    assert user.content.index("[1] Water is") < user.content.index("Why does ice float?")
    assert user.content.endswith("Answer.")


def test_yes_and_no_are_weighed_against_each_other():
    assert yes_share({"Yes": 0.2, " no": 0.1, "yes": 0.1, "x": 0.6}) == pytest.approx(0.75)
    assert yes_share({"yes": 0.9}) == 1.0
    assert yes_share({}) == 0.5
