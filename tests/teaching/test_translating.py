"""The answer in the other language: cited as before, with the numbers it had."""

import pytest

from tests.teaching.shelf import Course, passage
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.question import Cite
from tutor_app.engine.explain.translating import Translator, cited

COURSE = Course(passage(1, ("Ice",), "Ice floats."), passage(2, ("Steel",), "Steel of 7 t sinks."))
SAID = "Your material says:\n\n> Ice floats. [1]\n\n> Steel of 7 t sinks. [2]\n\nSee also [9]\n"


class Interpreter:
    """A language model that knows what to say to each text."""

    name = "local"

    def __init__(self, **known):
        self.known, self.asked = known, []

    def write(self, messages, most_tokens, say, cancel, seed=0):
        self.asked.append(messages[-1].content)
        say(self.known.get(messages[-1].content.split()[0], "?"))


def translated(model, said=SAID):
    pieces = []
    question = COURSE.question("Why?", 1, 2, wish="zh", said=said)
    answers = Translator(model).explain(
        type(question)(question.text, "zh", question.passages, (), "zh", said), pieces.append, Cancellation()
    )
    return answers, "".join(piece.text for piece in pieces), [c for piece in pieces for c in piece.cites]


def test_each_sentence_keeps_its_citation():
    answers, text, cites = translated(Interpreter(Ice="冰会浮起来。", Steel="7 吨钢会沉。"))
    assert answers
    assert "> 冰会浮起来。 [1]" in text
    assert "> 7 吨钢会沉。 [2]" in text
    assert cites == [Cite(1), Cite(2)]
    assert text.startswith("由语言模型翻译")


@pytest.mark.parametrize("wrong", ["8 吨钢会沉。", "Steel sinks, 7 t.", "", "钢会沉。"])
def test_what_changes_a_number_or_is_no_translation_gives_way_to_the_original(wrong):
    assert "> Steel of 7 t sinks. [2]" in translated(Interpreter(Ice="冰会浮。", Steel=wrong))[1]


def test_only_what_is_cited_from_the_evidence_is_translated():
    model = Interpreter()
    translated(model)
    assert model.asked == ["Ice floats.", "Steel of 7 t sinks."]


def test_an_answer_without_citations_has_nothing_to_translate():
    assert cited(COURSE.question("Why?", 1, said="The material does not answer.")) == []
    assert translated(Interpreter(), said="nothing")[0] is False
