"""Markdown as courses are written, and the parts it is set in."""

import pytest

from tutor_app.tutor.grammar import PART_LINES, course_markdown, parts_of


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("the force $F = ma$ acts", ["F = ma"]),
        (r"emphasis $a_1 * b_1 * c$ is not in it", ["a_1 * b_1 * c"]),
        (r"a price of \$5 and $x$", ["x"]),
        ("from $5 to $10", []),
        ("code `$x$` stays", []),
        ("an open $ sign", []),
    ],
)
def test_formulas_between_dollar_signs_are_found(text, formulas):
    (_, inline, _) = course_markdown().parse(text)
    assert [child.content for child in inline.children if child.type == "formula"] == formulas


@pytest.mark.parametrize("text", ["$$\na = b\n$$", "$$a = b$$"])
def test_a_formula_on_its_own_knows_its_lines(text):
    token = course_markdown().parse(f"before\n{text}\nafter")[3]
    assert (token.type, token.content) == ("formula_block", "a = b")
    assert token.map == [1, 1 + len(text.splitlines())]


def test_an_unended_formula_is_plain_text():
    assert all(token.type != "formula_block" for token in course_markdown().parse("$$\na = b"))


LONG = "\n\n".join(["# Title", "words", "- item\n\n- item", "```\n\ncode\n\nmore\n```", "$$\n\nx\n$$"] * 30)


def test_parts_join_to_the_whole_and_know_their_lines():
    parts = list(parts_of(LONG))
    assert len(parts) > 5
    assert "\n".join(part for _, part in parts) == LONG
    assert [LONG.splitlines()[first] for first, _ in parts] == [part.splitlines()[0] for _, part in parts]


def test_parts_set_as_the_whole_would_be():
    whole = [(token.type, token.map) for token in course_markdown().parse(LONG) if token.map]
    pieces = [
        (token.type, [line + first for line in token.map])
        for first, part in parts_of(LONG)
        for token in course_markdown().parse(part)
        if token.map
    ]
    assert [kind for kind, _ in pieces] == [kind for kind, _ in whole]
    assert [lines[0] for _, lines in pieces] == [lines[0] for _, lines in whole]


def test_a_short_text_is_one_part():
    assert len(list(parts_of("word\n\n" * (PART_LINES // 2 - 1)))) == 1
