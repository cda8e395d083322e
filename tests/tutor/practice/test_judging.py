"""Answers judged for the learner, whatever is installed."""

from tests.items.made_course import WordBag
from tutor_app.core.practice import Item, ItemSource
from tutor_app.tutor.practice.judging import AnswerJudge

ITEM = Item(
    id="1", course="c", kind="short_answer", prompt="What is force?", key=("a push or a pull on a body",),
    source=ItemSource((), ()), language="en",
)  # fmt: skip


def test_an_answer_is_judged_with_the_encoder_of_its_language(home):
    judge = AnswerJudge(home, {"en": WordBag()})
    assert judge.judge(ITEM, "A push or pull that acts on a body.").verdict == "right"
    assert judge.judge(ITEM, "The colour of the sea.").verdict == "wrong"


def test_without_an_encoder_the_learner_judges(home):
    assert AnswerJudge(home).judge(ITEM, "A push.") is None
