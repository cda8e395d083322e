"""A cited sentence is marked on its own lines."""

import pytest

from tutor_app.core.material import Block, Box, LineLocator, PageLocator
from tutor_app.course.lines import lines_of, on_lines_of

BOXES = tuple(Box(0, 10.0 * n, 100, 10.0 * n + 8) for n in range(4))
FOUR_LINES = Block(1, 1, "paragraph", " ".join(20 * letter for letter in "abcd"), PageLocator(3, BOXES))
NO_FILE = on_lines_of(None)


def boxes(sentence, *blocks):
    found = lines_of(sentence, blocks or (FOUR_LINES,), NO_FILE)
    return [box for locator in found for box in locator.boxes]


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [("a" * 20, [0]), ("b" * 20, [1]), ("c" * 20, [2]), ("a" * 10 + " " + "b" * 10, [0, 1]), ("d" * 5, [3])],
)
def test_lines_are_told_by_where_the_words_stand_in_the_block(sentence, lines):
    assert boxes(sentence) == [BOXES[line] for line in lines]


def test_a_formula_is_looked_for_beside_the_words_before_it():
    first = Block(1, 1, "formula", "a = b", PageLocator(0, (Box(0, 0, 9, 9),)))
    words = Block(2, 1, "paragraph", "Then we have", PageLocator(0, (Box(0, 20, 9, 29),)))
    second = Block(3, 1, "formula", "a = b", PageLocator(0, (Box(0, 40, 9, 49),)))
    found = boxes("Then we have\na = b", first, words, second)
    assert [box.y0 for box in found] == [20, 40]


def test_what_is_not_there_has_no_lines():
    assert lines_of("elsewhere", [FOUR_LINES], NO_FILE) == ()


def test_a_sentence_of_a_markdown_file_has_its_own_lines(tmp_path):
    (tmp_path / "a.md").write_text(
        "# Title\n\nFirst sentence.\nSecond one is here.\nThird.\n", encoding="utf-8"
    )
    place = LineLocator("a.md", 2, 4)
    block = Block(1, 1, "paragraph", "First sentence. Second one is here. Third.", place)
    found = lines_of("Second one is here.", [block], on_lines_of(tmp_path))
    assert found == (LineLocator("a.md", 3, 3),)


def test_without_its_file_a_markdown_block_is_divided_evenly(tmp_path):
    block = Block(1, 1, "paragraph", "aaaa bbbb", LineLocator("gone.md", 2, 3))
    assert lines_of("bbbb", [block], on_lines_of(tmp_path)) == (LineLocator("gone.md", 3, 3),)


@pytest.mark.parametrize(
    ("first", "rest"), [("Ice is lighter than", "water is."), ("Ice is much light-", "er than water.")]
)
def test_a_sentence_over_a_page_end_is_marked_on_both_pages(first, rest):
    blocks = [
        Block(1, 1, "paragraph", f"Snow falls. {first}", PageLocator(3, BOXES[:1])),
        Block(2, 1, "caption", "Figure 1. Snow.", PageLocator(3, BOXES[1:2])),
        Block(3, 1, "paragraph", rest, PageLocator(4, BOXES[:1])),
    ]
    sentence = f"{first} {rest}" if not first.endswith("-") else first[:-1] + rest
    assert [locator.page for locator in lines_of(sentence, blocks, NO_FILE)] == [3, 4]
