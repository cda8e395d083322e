"""A language model's own sentences are shown with the material's lines, or as not in it."""

import pickle

import pytest

from tests.explain.test_aligning import FRICTION, RATE, sources
from tutor_app.core.answer import Answer, Pin
from tutor_app.core.material import Box, PageLocator
from tutor_app.engine.explain.joining import Joiner
from tutor_app.engine.explain.pinning import Enough, Pinned
from tutor_app.engine.messages import Answered, Partial

SAID = "Kinetic friction is smaller than static friction."
MADE_UP = "Friction is caused by tiny magnets."


def writing_of(given, said, language="en", finds=lambda sentence, number: True):
    some = sources(*given)
    return Pinned(some, language, Joiner(some), said.append, finds)


def pinned(*pieces, language="en", given=FRICTION):
    said = []
    writing = writing_of(given, said, language)
    for piece in pieces:
        writing.write(piece)
    writing.finish()
    return said


def test_a_sentence_is_shown_when_it_is_whole_with_the_lines_that_say_it():
    said = []
    writing = writing_of(FRICTION, said)
    for piece in ("Kinetic friction is smaller ", "than static friction.", " "):
        writing.write(piece)
        assert said == []
    writing.write("The")
    [piece] = said
    assert piece.text == SAID + " [1] "
    assert [cite.spans for cite in piece.cites] == [((0, len(FRICTION[0])),)]


def test_what_is_not_in_the_material_is_struck_and_said_so():
    [_, piece] = pinned(f"{SAID} {MADE_UP}")
    assert piece.text == f"~~{MADE_UP}~~ (not in your material) "
    assert piece.cites == ()


def test_where_nothing_was_supported_yet_it_is_held_back():
    assert pinned(MADE_UP) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kinetic friction is larger than static friction.",
        "A crate of 10 kg needs a push of 39.1 N to start.",
        "The mass of the crate does matter for the acceleration.",
    ],
)
def test_what_speaks_of_the_same_but_says_otherwise_is_shown_in_the_materials_own_words(sentence):
    [piece] = pinned(sentence)
    assert sentence not in piece.text
    assert piece.text.removesuffix(" [1] ") in FRICTION


def test_what_does_not_find_its_passage_is_shown_in_the_materials_own_words():
    said, asked = [], []
    writing = writing_of(FRICTION, said, finds=lambda *given: asked.append(given))
    writing.write(SAID)
    writing.finish()
    assert asked == [(SAID, 1)]
    assert [piece.text for piece in said] == [f"{FRICTION[0]} [1] "]


def test_nothing_is_said_twice():
    assert len(pinned(f"{SAID} Static friction is more than kinetic friction.")) == 1


def test_citations_of_the_models_own_are_dropped():
    supported, struck = pinned(f"{SAID[:-1]} [7]. {MADE_UP[:-1]} [1].")
    assert "[7]" not in supported.text
    assert "[1]" not in struck.text


@pytest.mark.parametrize(
    "pieces", [(SAID[:-1],), ("The passages say no more.",), ("动摩擦力比静摩擦力小。",), ("…",), ("",)]
)
def test_half_a_sentence_or_one_in_another_language_is_held_back(pieces):
    assert pinned(*pieces) == []


def test_a_model_that_repeats_itself_is_ended():
    with pytest.raises(Enough):
        pinned(f"{SAID} {SAID} {SAID}")


def test_a_model_that_leaves_the_material_is_ended():
    with pytest.raises(Enough):
        pinned(f"{MADE_UP} Magnets are made by bees. Bees fly to the moon.")


def test_chinese_sentences_need_no_space_between_them():
    said = pinned("学习率太大时，损失会来回震荡。学习率由月亮决定。", language="zh", given=RATE)
    assert [piece.text.strip() for piece in said] == [
        "学习率太大时，损失会来回震荡。 [1]",
        "~~学习率由月亮决定。~~ (材料中没有)",
    ]


def test_what_goes_on_behind_a_semicolon_is_one_sentence():
    given = ("平方有两个作用：正负误差不会相互抵消；大的误差受到更重的惩罚。",)
    said = pinned(
        "平方有两个作用：正负误差不会",
        "相互抵消；大的误差受到",
        "更重的惩罚。",
        "完",
        language="zh",
        given=given,
    )
    assert [piece.text for piece in said] == [f"{given[0]} [1] "]


def test_the_rest_of_a_sentence_may_be_told_by_another_one():
    said = pinned("Static friction matches the push until its limit. " + SAID)
    assert [piece.text for piece in said] == [
        "Static friction matches the push until its limit. [1] ",
        f"{SAID} [1] ",
    ]


def test_a_piece_with_its_lines_fits_into_a_small_message():
    boxes = tuple(Box(72.0, 10.0 * n, 523.3, 10.0 * n + 9.7) for n in range(12))
    pins = (Pin(1, (PageLocator(3, boxes[:6]),)), Pin(1, (PageLocator(3, boxes[6:]),)))
    assert len(pickle.dumps(Partial(7, 2 * (160 * "学" + " [1] "), pins))) < 4096
    lines = (PageLocator(3, boxes[:3]),)
    answer = Answer(6 * (60 * "学" + " [1] "), (), True, "local", pins=6 * (Pin(1, lines),))
    assert len(pickle.dumps(Answered(7, answer))) < 4096
