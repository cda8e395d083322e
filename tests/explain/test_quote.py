"""Without a language model the passages themselves answer, arranged."""

import re

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled
from tutor_app.core.material import Figure, LineLocator, Passage
from tutor_app.engine.explain.question import Numbered, NumberedFigure, Question
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.explain.searching import NoSearch

PLACE = LineLocator("a.md", 0, 1)
ICE = (
    "Water is a curious liquid. Ice is less dense than water, because its molecules form an open lattice. "
    "So ice floats. Rivers freeze from above. Fish survive the winter below."
)
STEEL = "Steel ships float for another reason. The hull pushes aside more water than the steel weighs."


def passage(text, number=1, path=("Water", "Ice")):
    return Numbered(number, Passage(number, 1, path, text, (PLACE,)))


def question(text, *passages, language="en", figures=()):
    return Question(text, language, passages, figures)


def explain(asked, cancel=None):
    said = []
    assert QuoteExplainer().explain(asked, said.append, cancel or Cancellation())
    assert sum(len(piece.cites) for piece in said) == sum(
        len(re.findall(r"(?<!\\)\[\d", piece.text)) for piece in said
    )
    return "".join(piece.text for piece in said)


def test_the_sentence_that_answers_is_quoted_with_its_number():
    text = explain(question("Why is ice less dense?", passage(STEEL, 1), passage(ICE, 2)))
    assert "Ice is less dense than water, because its molecules form an open lattice." in text
    assert "[2]" in text


def test_a_sentence_is_quoted_for_its_meaning_though_it_shares_no_word():
    class Near(NoSearch):
        def closeness(self, question, sentences, titles=()):
            return [1.0 if "lattice" in sentence else -1.0 for sentence in sentences]

    said = []
    QuoteExplainer(Near()).explain(question("magnets", passage(ICE)), said.append, Cancellation())
    assert "lattice" in said[0].text


def test_a_citation_holds_the_very_sentences():
    said = []
    QuoteExplainer().explain(question("Why is ice less dense?", passage(ICE)), said.append, Cancellation())
    [cite] = [cite for piece in said for cite in piece.cites]
    [(start, end)] = cite.spans
    assert said[0].text == f"> {ICE[start:end]} [1]\n\n"


def test_where_no_sentence_speaks_of_it_nothing_is_told():
    said = []
    asked = question("Who painted the ceiling?", passage(ICE))
    assert not QuoteExplainer().explain(asked, said.append, Cancellation())
    assert said == []


def test_a_bracketed_number_of_the_material_is_not_a_citation():
    assert "as shown \\[2]. [1]" in explain(
        question("shown", passage("The ice of rivers floats, as shown [2]."))
    )


def test_chinese_sentences_are_told_apart():
    text = explain(
        question(
            "学习率太大会怎样",
            passage("步长由学习率决定。学习率太大，损失会震荡。数据要先打乱。"),
            language="zh",
        )
    )
    assert "学习率太大，损失会震荡。" in text
    assert "数据要先打乱。" not in text


def test_a_found_figure_is_named_with_its_number():
    figure = NumberedFigure(
        2, Figure(1, 1, "Figure 3.1", "Figure 3.1 The lattice of ice", "", "f.png", PLACE, ())
    )
    assert "Figure 3.1 The lattice of ice [2]" in explain(
        question("lattice", passage(ICE), figures=(figure,))
    )


def test_stop_is_heard():
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        explain(question("ice", passage(ICE)), cancel)
