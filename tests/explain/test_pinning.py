"""A language model's own sentences are shown with the material's lines, or as not in it."""

import pytest

from tests.explain.test_aligning import FRICTION, RATE, sources
from tutor_app.engine.explain.pinning import Enough, Pinned

SAID = "Kinetic friction is smaller than static friction."
MADE_UP = "Friction is caused by tiny magnets."


def pinned(*pieces, language="en", given=FRICTION):
    said = []
    writing = Pinned(sources(*given), language, said.append)
    for piece in pieces:
        writing.write(piece)
    writing.finish()
    return said


def test_a_sentence_is_shown_when_it_is_whole_with_the_lines_that_say_it():
    said = []
    writing = Pinned(sources(*FRICTION), "en", said.append)
    for piece in ("Kinetic friction is smaller ", "than static friction.", " "):
        writing.write(piece)
        assert said == []
    writing.write("The")
    [piece] = said
    assert piece.text == SAID + " [1] "
    assert [cite.spans for cite in piece.cites] == [((0, len(FRICTION[0])),)]


def test_what_is_not_in_the_material_is_struck_and_said_so():
    [piece] = pinned(MADE_UP)
    assert piece.text == f" ~~{MADE_UP}~~ (not in your material)"
    assert piece.cites == ()


def test_citations_of_the_models_own_are_dropped():
    [supported] = pinned(SAID.replace(".", " [7]."))
    assert "[7]" not in supported.text
    [struck] = pinned(MADE_UP.replace(".", " [1]."))
    assert "[1]" not in struck.text


@pytest.mark.parametrize("pieces", [(SAID[:-1],), ("动摩擦力比静摩擦力小。",), ("…",), ("",)])
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
