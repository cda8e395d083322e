"""Items of a small course: what is asked, with which key, and where it stands."""

import pytest

from tests.items.made_course import CELLS, NEVER, WordBag, make_course
from tutor_app.core.cancel import Cancellation
from tutor_app.core.checking import GAP
from tutor_app.core.errors import Cancelled
from tutor_app.engine.items.generate import generate_items


def items(course=CELLS, **values):
    return list(generate_items(course, "cells", WordBag(), NEVER, **values))


def of(kind, course=CELLS):
    return [item for item in items(course) if item.kind == kind]


def test_every_item_names_its_lines_and_its_words():
    for item in items():
        assert item.source.locators, item.prompt
        assert item.source.quote, item.prompt
        assert any(item.source.quote in block.text for block in CELLS.blocks), item.prompt


def test_the_same_course_gives_the_same_items():
    assert [item.id for item in items()] == [item.id for item in items()]


def test_a_term_is_asked_for_by_its_meaning_and_its_other_name_is_right_too():
    asked = next(item for item in of("cloze") if "pumping of substances" in item.prompt.lower())
    assert asked.key == ("active transport", "uphill pumping")
    assert "uphill pumping" not in asked.prompt.lower()


def test_a_choice_has_four_different_options_and_one_is_the_key():
    made = [item for item in of("multiple_choice") if item.origin == "generated"]
    assert made
    for item in made:
        assert len(set(map(str.lower, item.options))) == 4
        assert item.key[0] in item.options


def test_no_question_says_a_word_of_its_own_answer():
    for item in of("cloze"):
        stem = item.prompt.replace(GAP, " ").lower()
        assert item.key[0].lower() not in stem, item.prompt


def test_exercises_stand_as_they_are_with_their_solutions_hidden():
    own = [item for item in items() if item.origin == "material"]
    choice = next(item for item in own if item.kind == "multiple_choice")
    assert (choice.key, choice.options) == (("nucleus",), ("vesicle", "nucleus", "osmosis"))
    free = next(item for item in own if item.kind == "exercise")
    assert free.prompt == "Explain why diffusion makes a raisin swell in water."
    assert free.key == ("Water enters by osmosis.",)


def test_an_exercise_that_needs_a_figure_is_left_out():
    assert not any("figure above" in item.prompt for item in items())


def test_a_false_statement_comes_with_the_sentence_that_refutes_it():
    for item in of("true_false"):
        claim = item.prompt.split(". ", 1)[1]
        if item.key == ("false",):
            assert claim not in item.explanation, item.prompt
        assert item.explanation


def test_a_cause_is_asked_for():
    asked = [item for item in of("short_answer") if "down their gradient" in item.key[0]]
    assert [item.key for item in asked] == [("particles move down their gradient alone",)]
    assert "gradient" not in asked[0].prompt


def test_only_the_sections_that_were_wanted_are_asked_about():
    found = items(sections=[1])
    assert found
    lines = {locator.first_line for item in found for locator in item.source.locators}
    assert max(lines) <= 4


def test_a_stop_ends_the_work():
    stopped = Cancellation()
    stopped.request()
    with pytest.raises(Cancelled):
        list(generate_items(CELLS, "cells", WordBag(), stopped))


def test_steps_are_put_in_order_and_shown_in_another():
    course = make_course(
        (
            "Making bread",
            [
                "Bread is made in these steps:",
                ("list", "body", "1. Mix flour with water\n2. Knead the dough well\n3. Bake it for an hour"),
            ],
        )
    )
    (item,) = of("order_steps", course)
    assert item.key == ("Mix flour with water", "Knead the dough well", "Bake it for an hour")
    assert item.options != item.key


def test_steps_that_say_their_place_are_no_question():
    course = make_course(
        (
            "Making bread",
            [
                "Bread is made in these steps:",
                ("list", "body", "1. Mix flour with water\n2. After this knead it\n3. The last is baking"),
            ],
        )
    )  # fmt: skip
    assert not of("order_steps", course)


def test_a_formula_is_asked_for_by_what_it_gives():
    course = make_course(
        (
            "Springs",
            [
                "The force of a spring is given by",
                ("formula", "body", "$$F = k x$$"),
                "where k is a constant.",
            ],
        )
    )
    (item,) = of("formula", course)
    assert (item.prompt, item.key) == ("Write down the formula for the force of a spring.", ("$F = k x$",))


def test_a_formula_with_numbers_put_in_is_not_asked_for():
    course = make_course(
        (
            "Springs",
            ["The force of a spring is given by", ("formula", "body", "$$F = 250 \\cdot 0.12 = 30$$")],
        )
    )
    assert not of("formula", course)


def test_chinese_definitions_are_asked_both_ways():
    course = make_course(
        (
            "训练",
            [
                "*学习率*（learning rate）是指参数每次更新时步子的大小。",
                "我们把没有参加训练的数据称为*测试集*（test set）。",
            ],
        ),
        language="zh",
    )
    found = items(course)
    assert "请用自己的话解释“学习率”是什么意思。" in [item.prompt for item in found]
    gaps = {item.key[0]: item.prompt for item in found if item.kind == "cloze"}
    assert gaps["测试集"] == "“没有参加训练的数据”对应的术语是____。"


def test_a_part_of_a_term_is_not_turned_round():
    course = make_course(
        (
            "优化",
            [
                "*梯度下降*（gradient descent）是指沿梯度反方向更新参数的方法。",
                "梯度下降的学习率增大会使损失震荡。",
            ],
        ),
        language="zh",
    )
    facts = [item.prompt for item in of("true_false", course) if "震荡" in item.prompt]
    assert facts
    assert not any("梯度上升" in fact for fact in facts)


def test_a_chinese_term_with_its_english_name_needs_no_emphasis():
    course = make_course(
        ("训练", ["迁移学习（transfer learning）是指把在旧任务上学到的参数用到新任务上的方法。"]),
        language="zh",
    )
    assert "请用自己的话解释“迁移学习”是什么意思。" in [item.prompt for item in items(course)]
