"""What was misheard is offered as the course writes it."""

import re
from dataclasses import replace

import pytest

from tutor_app.core.spelling import Spelling
from tutor_app.course.alike import Alike
from tutor_app.course.heard_terms import HeardTerms
from tutor_app.course.pinyin import likeness, sound_of
from tutor_app.course.spelling import Lexicon, pairs_by_sound, spellings

TEXTS = [
    "Torricelli filled a tube with mercury. Torricelli was a pupil of Galileo.",
    "The mitochondrion is small; mitochondria have two membranes, as every mitochondrion has.",
    "梯度下降沿着梯度的反方向走。", "学习率太大，损失会震荡。", "损失函数的梯度",
]  # fmt: skip
WORDS = [word for text in TEXTS for word in re.findall("[a-z]+", text.lower())]
PAIRS = ["梯度", "下降", "学习", "习率", "损失", "震荡"]


def documents(word, _most):
    return sum(2 for text in TEXTS if word in text.lower())


KNOWN = Lexicon(
    documents,
    Alike(dict.fromkeys(WORDS)).nearest,
    lambda word, _most: [text for text in TEXTS if word[:4] in text.lower()],
    lambda: pairs_by_sound(PAIRS),
    lambda: HeardTerms(["损失函数"]),
)


@pytest.mark.parametrize(
    ("heard", "part", "written"),
    [
        ("Who was Toricelly?", "Toricelly", "Torricelli"),
        ("Who was Tory Chelly?", "Tory Chelly", "Torricelli"),
        ("what does the might o condrion do", "might o condrion", "mitochondrion"),
        ("怎样计算神经网络的提度", "提度", "梯度"),
        ("损失会真当吗", "真当", "震荡"),
        ("什么是损是函数", "损是函数", "损失函数"),
    ],
)
def test_what_sounds_like_a_word_of_the_course_is_offered_as_it_writes_it(heard, part, written):
    assert Spelling(part, written) in list(spellings(heard, KNOWN))


def test_nothing_is_offered_for_words_that_the_course_holds():
    assert not list(spellings("梯度下降的学习率", KNOWN))
    assert not [one for one in spellings("Torricelli filled a tube", KNOWN) if one.heard == "Torricelli"]


@pytest.mark.parametrize(
    ("heard", "spelling", "is_offered"),
    [
        ("the tube of Benson's well", Spelling("Benson's well", "Benson-Wall"), True),
        ("the tube of Benson's well in physics", Spelling("Benson's well", "Benson-Wall"), False),
        ("什么是损失", Spelling("是损", "试损"), True),
        ("什么是损失函数", Spelling("是损", "试损"), False),
        ("损失含数", Spelling("损失含数", "损失函数", is_same_sound=True), True),  # though 损失含 is said
    ],
)
def test_what_is_a_term_already_stays_unless_a_longer_one_is_meant(heard, spelling, is_offered):
    terms = ["Benson-Wall", "Benson's well in physics", "损失函数", "损失含"]
    pairs = {sound_of("是损"): ["试损"]}
    known = replace(KNOWN, terms=lambda: HeardTerms(terms), pairs=lambda: pairs)
    assert (spelling in list(spellings(heard, known))) == is_offered


def test_a_pair_with_a_character_that_says_nothing_is_no_word():
    assert pairs_by_sound(["请在", "或取", "梯度"]) == {sound_of("梯度"): ["梯度"]}


def test_a_word_that_is_said_twice_is_put_right_twice():
    assert Spelling("提度", "梯度").applied("提度和提度") == "梯度和梯度"


@pytest.mark.parametrize(("one", "other"), [("传播", "船播"), ("神经", "身经"), ("震荡", "真单")])
def test_accents_fall_together(one, other):
    assert sound_of(one) == sound_of(other)


def test_syllables_are_alike_that_begin_or_end_alike():
    pairs = [("liang", "liang"), ("liang", "liao"), ("lian", "dian"), ("lu", "mao"), ("an", "an")]
    assert [likeness(*pair) for pair in pairs] == [1, 0.5, 0.5, 0, 1]
