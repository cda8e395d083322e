"""What a language model writes is kept from loops and from another language."""

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.explain.beginning import is_wrong
from tutor_app.engine.explain.guarded import STRONGER, Guarded
from tutor_app.engine.explain.language_model import Message
from tutor_app.engine.explain.loops import LoopFilter, Looping

ASKED = [Message("system", "You are a tutor."), Message("user", "Why does ice float?")]
ENGLISH = "Ice is less dense than water, so it floats."
CHINESE = "冰的密度比水小，所以冰会浮起来。"


class Model:
    """Says one text after the other, in pieces of three letters, however often it is asked."""

    name, context_tokens = "fake", 4096

    def __init__(self, *texts, fails=False):
        self.texts, self.fails = list(texts), fails
        self.asked, self.said = [], 0

    def write(self, messages, most_tokens, say, cancel, seed=0):
        self.asked.append(list(messages))
        text = self.texts.pop(0)
        for place in range(0, len(text), 3):
            cancel.check()
            self.said += 1
            say(text[place : place + 3])
        if self.fails:
            raise TutorError("The model broke.")


def written(model, language="en"):
    said = []
    Guarded(model, language).write(ASKED, 99, said.append, Cancellation())
    return "".join(said)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        CHINESE,
        "F = m a; F = m a = 3 N.",
        "The force of the string and the force of the hand are the same force of nature.",
        "冰浮在水上，冰浮在油上吗？不，冰浮在水上。",
        "[[0, 0, 0], [0, 0, 1]]",
        "ends in the midst of a wor",
        " leading and  double  spaces\n\n- a list\n- another list\n",
    ],
)
def test_what_is_no_loop_passes_letter_for_letter(text):
    said = []
    passed = LoopFilter(said.append)
    for letter in text:
        passed.write(letter)
    passed.finish()
    assert "".join(said) == text


def test_what_is_not_suspicious_is_not_held_back():
    said = []
    LoopFilter(said.append).write("Ice is light and")
    assert said == ["Ice is light"]


@pytest.mark.parametrize(
    ("once", "again"),
    [
        ("Ice is light.", " It floats on the water of the lake in winter." * 9),
        ("The answer:", " very" * 60),
        ("答案是：", "冰比水轻，所以浮在水面上。" * 9),
        ("See", " a b c d e f g h i j k l m n o p q r s t u v w x y z" * 5),
    ],
)
def test_a_loop_ends_after_its_first_round(once, again):
    model = Model(once + again + " never said")
    text = written(model, "zh" if "冰" in again else "en")
    assert text.startswith(once)
    assert len(text) < len(once) + len(again) / 2
    assert "never said" not in text
    assert model.said < len(once + again) / 3  # it was stopped, not only unheard


def test_a_sentence_said_twice_is_shown_once():
    sentence = " It floats on the water of the lake in winter, since it is light."
    assert written(Model("Yes." + sentence * 3)) == "Yes." + sentence


def test_a_loop_is_known_as_soon_as_it_has_gone_round():
    passed = LoopFilter(lambda _: None)
    passed.write("one two three " * 4)
    with pytest.raises(Looping):
        passed.write("one two three ")


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        (ENGLISH, "en", False),
        (CHINESE, "zh", False),
        (ENGLISH, "zh", True),
        (CHINESE, "en", True),
        ("The word 力 means force.", "en", False),
        ("Transformer 使用 self-attention 机制处理序列。", "zh", False),
        ("F = ma", "zh", False),
        ("softmax(QK/d)V", "zh", False),
    ],
)
def test_names_and_formulas_are_in_no_language(text, language, wrong):
    assert is_wrong(text, language) is wrong


@pytest.mark.parametrize(
    ("language", "first", "second"), [("en", CHINESE, ENGLISH), ("zh", ENGLISH, CHINESE)]
)
def test_another_language_is_asked_again_with_a_stronger_order(language, first, second):
    model = Model(first * 4, second)
    assert written(model, language) == second
    assert model.asked[0] == ASKED
    assert model.asked[1][-1].content == f"{ASKED[-1].content}\n\n{STRONGER[language]}"
    assert model.said < len(first * 4 + second) / 3  # the first one was stopped


def test_a_model_that_stays_in_another_language_is_said_in_words_and_nothing_of_it_is_shown():
    said = []
    with pytest.raises(TutorError, match="another language"):
        Guarded(Model(ENGLISH, ENGLISH), "zh").write(ASKED, 9, said.append, Cancellation())
    assert said == []


def test_what_the_model_began_the_assistant_with_stays_last():
    model = Model(ENGLISH, CHINESE)
    began = [*ASKED, Message("assistant", "因为")]
    Guarded(model, "zh").write(began, 9, lambda _: None, Cancellation())
    assert model.asked[1][-1] == began[-1]
    assert model.asked[1][-2].content.endswith(STRONGER["zh"])


def test_a_model_that_says_nothing_is_not_asked_again():
    model = Model("")
    assert written(model) == ""
    assert len(model.asked) == 1


def test_what_a_model_raises_is_raised():
    with pytest.raises(TutorError, match="broke"):
        written(Model(ENGLISH, fails=True))


def test_stop_is_heard():
    cancel = Cancellation()
    with pytest.raises(Cancelled):
        Guarded(Model(ENGLISH), "en").write(ASKED, 9, lambda _: cancel.request(), cancel)
