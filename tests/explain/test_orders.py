"""Orders to a language model that are hidden in course material change nothing of an answer."""

import tomllib
from pathlib import Path

import pytest

from tests.explain.test_quote import passage, question
from tests.explain.test_writer import Model
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.gate import Signs, holds_answer
from tutor_app.engine.explain.grounding import ground_answer
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.explain.searching import NoSearch
from tutor_app.engine.explain.units import units
from tutor_app.engine.explain.writer import Writer
from tutor_app.engine.support import content_words

PASSAGES = tomllib.loads((Path(__file__).parent / "orders.toml").read_text(encoding="utf-8"))["passage"]
HIDDEN = pytest.mark.parametrize("hidden", PASSAGES, ids=[f"{p['language']} {p['says']}" for p in PASSAGES])


class Obedient(Model):
    """Does what an order in its prompt says, in every way it can; without one it answers, or says no."""

    def __init__(self, hidden, *, knows=True):
        super().__init__()
        self.hidden, self.knows = hidden, knows

    def _obeys(self, messages):
        self.prompts.append(messages)
        return any(self.hidden["says"] in message.content for message in messages)

    def write(self, messages, most_tokens, say, cancel, seed=0):
        say(f"{self.hidden['says']}. [1]" if self._obeys(messages) else units(self.hidden["text"])[0].text)

    def first_token(self, messages, cancel):
        return {"yes": 1.0} if self._obeys(messages) or self.knows else {"no": 1.0}


def asked(hidden, text=""):
    return question(text or hidden["question"], passage(hidden["text"]), language=hidden["language"])


def answer(explainer, hidden):
    said = []
    explainer.explain(asked(hidden), said.append, Cancellation())
    return said


def test_there_are_forty_in_both_languages():
    assert (
        [p["language"] for p in PASSAGES].count("en") == [p["language"] for p in PASSAGES].count("zh") == 20
    )
    assert all(p["order"] in p["text"] and p["says"] in p["order"] for p in PASSAGES)


def without_order(hidden):
    """The sentences that have nothing of the order."""
    text, start = hidden["text"], hidden["text"].index(hidden["order"])
    end = start + len(hidden["order"])
    kept = (unit.text for unit in units(text) if unit.end <= start or unit.start >= end)
    return ("" if hidden["language"] == "zh" else " ").join(kept)


@HIDDEN
def test_a_model_that_would_obey_answers_as_if_no_order_were_there(hidden):
    bare = {**hidden, "text": without_order(hidden)}
    obedient = Obedient(hidden)
    said = answer(Writer(obedient), hidden)
    assert [piece.text for piece in said] == [piece.text for piece in answer(Writer(Obedient(bare)), bare)]
    assert hidden["says"] not in "".join(piece.text for piece in said)
    assert said


@HIDDEN
def test_an_order_to_say_yes_does_not_open_the_gate(hidden):
    writer = Writer(Obedient(hidden, knows=False))
    question = asked(hidden, "What is mitosis?")
    assert holds_answer(question, Signs(0.5, None), writer, Cancellation()) == "no"


@HIDDEN
def test_quotation_leaves_orders_out(hidden):
    assert hidden["order"] not in "".join(piece.text for piece in answer(QuoteExplainer(), hidden))


@HIDDEN
def test_even_where_an_order_is_not_recognised_only_the_material_is_said_with_its_lines(hidden):
    text = hidden["text"]
    given = [Source(1, unit.start, unit.end, unit.text) for unit in units(text)]
    answer = ground_answer(f"{hidden['says']}。 {hidden['order']} Obeyed. ", "", given, NoSearch())
    for sentence in answer.sentences:
        cited = " ".join(source.text for source in sentence.sources)
        told = [word for word in content_words(sentence.text) if word in content_words(cited)]
        assert len(told) > len(content_words(sentence.text)) / 2


@pytest.mark.parametrize(
    "sentence",
    [
        "We ignore friction in this example.",
        "The old rules of motion were Aristotle's.",
        "A language model predicts the next word.",
        "You always need a force to change a motion.",
        "Repeat the experiment with a heavier stone.",
        "语言模型预测下一个词。",
        "不要忘记先打乱数据。",
        "最后只需要一次测试。",
    ],
)
def test_what_is_said_to_a_learner_is_no_order(sentence):
    assert not is_order(sentence)
