"""What of a passage can be quoted, as it is torn and joined."""

import pytest

from tutor_app.engine.explain.units import units


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ice floats on water. It is light.", ["Ice floats on water.", "It is light."]),
        (
            "Over a time Δt the velocity is\nvav =\nΔx Δt .\n(1.1)\nSpeed is its size.",
            ["Over a time Δt the velocity is vav = Δx Δt . (1.1)", "Speed is its size."],
        ),
        (
            "它把分数压到 0 与 1 之间：\n$$\\sigma(z) = \\frac{1}{1 + e^{-z}}$$\n它处处可导。",
            ["它把分数压到 0 与 1 之间： $$\\sigma(z) = \\frac{1}{1 + e^{-z}}$$", "它处处可导。"],
        ),
        ("自信而正确，损失接近 0；自信而错误，损失大。", ["自信而正确，损失接近 0；自信而错误，损失大。"]),
        ("What floats on water? Ice floats on it.", ["Ice floats on it."]),
        ("0 m\n1 m\n2 m\npressure (kPa)\nPressure grows with the depth.", ["Pressure grows with the depth."]),
        ("Chapter 2\nForces and Motion\nA force changes a motion.", ["A force changes a motion."]),
        ("start but only 39 N to keep going, which is why it jerks.", []),
        ("Friction on a 10 kg crate. Friction acts against sliding.", ["Friction acts against sliding."]),
        ("2.5 Friction and slopes . . . . . . . . 9.", []),
        ("time | 0 | 4 | 8\nspeed | 1 | 2 | 3", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_stands_by_itself_is_a_unit(text, whole):
    found = units(text)
    assert [unit.text for unit in found] == whole
    assert all("".join(text[u.start : u.end].split()) == "".join(u.text.split()) for u in found)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "比较三种：\n- 太小，下降很慢；\n- 合适；\n- 太大，**发散**。\n送餐数据的界限约为 0.12。",
            ["比较三种：太小，下降很慢；合适；太大，**发散**。", "送餐数据的界限约为 0.12。"],
        ),
        (
            "The skeleton has these tasks:\n- supports the body\n- facilitates movement\nBones are hard.",
            ["The skeleton has these tasks: supports the body; facilitates movement.", "Bones are hard."],
        ),
        (
            "Tenets:\n1. Cells come from cells. None comes from nothing.\n2. Organisms are of cells.",
            ["Tenets: Cells come from cells. None comes from nothing. Organisms are of cells."],
        ),
        ("You will be able to:\n- Define heat and cold.", []),
        ("It takes:\n- " + "A long time is needed. " * 20, ["A long time is needed."] * 20),
    ],
)  # fmt: skip
def test_a_short_list_is_one_with_the_sentence_that_leads_to_it(text, whole):
    found = units(text)
    assert [unit.text for unit in found] == whole
    assert all(letters(text[unit.start : unit.end]) == letters(unit.text) for unit in found)


def test_the_number_of_a_formula_begins_no_sentence():
    [unit] = units("The second law gives\n\nF = m g .\n(2.2) A heavy stone falls no faster.")[-1:]
    assert unit.text == "A heavy stone falls no faster."


def letters(text):
    return "".join(filter(str.isalpha, text))
