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
