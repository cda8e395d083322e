"""Answers in one's own words: right, partly right, wrong, and why."""

import pytest

from tests.items.made_course import CELLS, NEVER, WordBag
from tutor_app.core.practice import Item, ItemSource
from tutor_app.engine.items.generate import generate_items
from tutor_app.engine.items.judging import judge_answer, judge_words
from tutor_app.engine.items.polarity import find_conflict
from tutor_app.engine.items.spelled import is_same_formula, is_same_name

POINT = "metal conducts heat away from the hand faster than wood"


def judged(answer, point=POINT, question="Why does it feel cold?", language="en"):
    return judge_words((point,), answer, question, language, WordBag(), NEVER)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("Metal conducts heat away from your hand faster than wood does.", "right"),
        ("Metal conducts heat.", "partly"),
        ("Metal conducts heat away from the hand slower than wood.", "wrong"),
        ("Metal does not conduct heat away from the hand faster than wood.", "wrong"),
        ("Wood conducts heat away from the hand faster than metal.", "wrong"),
        ("Because the moon is full.", "wrong"),
        ("", "wrong"),
    ],
)
def test_an_answer_is_judged_by_what_it_says(answer, verdict):
    item = Item(
        id="1", course="c", kind="short_answer", prompt="Why does it feel cold?", key=(POINT,),
        source=ItemSource((1,), ()), language="en",
    )  # fmt: skip
    assert judge_answer(item, answer, WordBag(), NEVER).verdict == verdict


def test_a_contradiction_is_said_with_both_words():
    reason = judged("Metal conducts heat away from the hand slower than wood.").reason
    assert "slower" in reason
    assert "faster" in reason


def test_what_was_left_out_is_said():
    assert POINT in judged("Metal conducts heat.").reason


@pytest.mark.parametrize(
    ("answer", "text", "kind"),
    [
        ("the pressure rises", "the pressure falls", "opposite"),
        ("a snail is slower than a hare", "a hare is faster than a snail", None),  # turned twice
        ("light is faster than sound", "sound is faster than light", "direction"),
        ("it takes 12 minutes", "it takes 20 minutes", "number"),
        ("it takes 20 minutes", "it takes 20 minutes", None),
        ("enzymes are not used up", "enzymes are used up", "negation"),
        ("it doesn't converge", "it diverges", None),
        ("plants release carbon dioxide", "plants take up carbon dioxide and release oxygen", "direction"),
    ],
)
def test_what_disagrees_is_named(answer, text, kind):
    found = find_conflict(answer, text, "en")
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("answer", "text", "kind"),
    [
        ("压强减小", "压强增大", "opposite"),
        ("声音的传播速度比光快", "光的传播速度比声音快", "direction"),
        ("模型不能泛化", "模型能泛化", "negation"),
        ("植物放出二氧化碳", "植物吸收二氧化碳并放出氧气", "direction"),
        ("损失不收敛", "损失发散", None),
    ],
)
def test_what_disagrees_in_chinese_is_named(answer, text, kind):
    found = find_conflict(answer, text, "zh")
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("answer", "name", "same"),
    [
        ("the Nucleus.", "nucleus", True),
        ("nucleuss", "nucleus", True),  # one slip
        ("vesicles", "vesicle", True),
        ("osmosis", "exosmosis", False),
        ("cat", "bat", False),  # too short for a slip
        ("学习率", "学习率", True),
        ("学习", "学习率", False),
        ("G1 phase", "G2 phase", False),
    ],
)
def test_a_name_is_known_with_its_slips(answer, name, same):
    assert is_same_name(answer, name) == same


@pytest.mark.parametrize(
    ("answer", "latex", "same"),
    [
        ("F = ma", "$F=m a$", True),
        ("ma = F", "$F=ma$", True),
        ("ma", "$F=ma$", True),
        (r"F=\dfrac{mv^2}{r}", r"$F=\frac{m v^{2}}{r}$", True),
        ("F = m/a", "$F=ma$", False),
        ("", "$F=ma$", False),
    ],
)
def test_a_formula_is_known_however_it_is_written(answer, latex, same):
    assert is_same_formula(answer, latex) == same


def test_every_generated_item_takes_its_own_key_for_right():
    for item in generate_items(CELLS, "cells", WordBag(), NEVER):
        given = "\n".join(item.key) if item.kind in ("match_terms", "order_steps") else " ".join(item.key[:1])
        if given:
            assert judge_answer(item, given, WordBag(), NEVER).verdict == "right", item.prompt
