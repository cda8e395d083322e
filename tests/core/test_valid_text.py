"""What strangers write becomes values that every part can hold, or a ValueError."""

import pytest

from tutor_app.core.valid_text import parse_json, to_valid_text


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("plain 中", "plain 中"),
        ("\ud800", "\ufffd"),
        ("a\udce9b", "a\ufffdb"),
        ("\ud83d\ude00", "\U0001f600"),
    ],
)
def test_lone_surrogates_are_replaced_and_pairs_joined(text, valid):
    assert to_valid_text(text) == valid


@pytest.mark.parametrize("deep", ["[" * 200_000, '{"a":' * 200_000, "[" * 900 + "]" * 900 + "x"])
def test_json_that_is_nested_too_deeply_is_no_json(deep):
    with pytest.raises(ValueError, match=r"deep|Extra"):
        parse_json(deep)


@pytest.mark.parametrize("text", [r'{"a": "\ud800 \ud83d\ude00"}', rb'{"a": "\uD800 \ud83d\ude00"}'])
def test_strings_of_json_are_valid_text(text):
    assert parse_json(text) == {"a": "\ufffd \U0001f600"}
    parse_json(text)["a"].encode()
