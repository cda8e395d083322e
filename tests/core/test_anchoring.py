"""Marked words are found again when the material has changed."""

import pytest

from tutor_app.core.anchoring import find_quote
from tutor_app.core.annotation import Quote, quote_of

TEXT = "A force acts. The force is a push. No force, no change."


@pytest.mark.parametrize("start", [2, 18, 38])
def test_words_that_nothing_moved_are_where_they_were(start):
    assert find_quote(TEXT, quote_of(TEXT, start, start + 5), start) == (start, start + 5)


@pytest.mark.parametrize("start", [2, 18, 38])
def test_words_that_moved_are_told_apart_by_what_stands_around_them(start):
    changed = "A longer preface about every force there is. " + TEXT
    found = find_quote(changed, quote_of(TEXT, start, start + 5), start)
    assert found == (start + 45, start + 50)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("The  force\nis a  push", "force\nis a  push"),
        ("THE FORCE IS A PUSH", "FORCE IS A PUSH"),
    ],
)
def test_line_ends_and_capitals_do_not_matter(changed, words):
    start, end = find_quote(changed, Quote("force is a push", "The "), 100)
    assert changed[start:end] == words


def test_words_that_have_gone_are_not_found():
    assert find_quote("Nothing of it.", Quote("force"), 0) is None


def test_of_two_alike_places_the_nearer_one_counts():
    assert find_quote("push push push", Quote("push"), 6) == (5, 9)


def test_a_quote_without_words_is_none():
    with pytest.raises(ValueError, match="words"):
        Quote("  ")
