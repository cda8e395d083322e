"""A sentence that a page's end cuts is whole in the passage that holds it."""

import pytest

from tests.course.paper import Paper, words
from tutor_app.core.cancel import Cancellation
from tutor_app.core.material import Box, PageLocator
from tutor_app.course.continuations import find_continuation
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import PARTS_BATCH, add
from tutor_app.course.passages import passages
from tutor_app.course.preparation import Preparation
from tutor_app.course.raw import Line, RawBlock


def block(text, page, kind="paragraph"):
    return RawBlock(kind, (Line(text, PageLocator(page, (Box(0, 0, 9, 9),))),))


NOTE = block("A note of the author, who says no more.", 0)
CAPTION = block("Figure 2. A lamp.", 1, "caption")


@pytest.mark.parametrize("between", [[], [NOTE], [CAPTION], [NOTE, CAPTION]])
def test_halves_of_a_paragraph_are_joined_past_what_floats_between(between):
    blocks = [block("The wire of a lamp grows hot when a", 0), *between, block("current flows. It glows.", 1)]
    [(text, locators)] = passages(blocks)
    assert "grows hot when a current flows." in text
    assert [locator.page for locator in locators] == [0, 1]


def test_a_word_that_a_page_end_divides_is_whole():
    [(text, _)] = passages([block("The wire of a lamp is made of tung-", 0), block("sten, a metal.", 1)])
    assert text == "The wire of a lamp is made of tungsten, a metal."


def test_a_chinese_sentence_goes_on_without_a_space():
    first = "灯丝在电流通过时会变得很热并且发出明亮的光线因为它的电阻"
    [(text, _)] = passages([block(first, 0), block("很大。它是钨做的。", 1)])
    assert text.startswith(first + "很大。")


@pytest.mark.parametrize(
    ("first", "second", "page"),
    [
        ("The wire of a lamp grows hot and glows.", "current flows", 1),
        ("The wire of a lamp grows hot when a", "Current flows.", 1),
        ("The wire of a lamp grows hot when a", "b) it breaks.", 1),
        ("The wire of a lamp grows hot when a", "current flows.", 0),
        ("Lamps", "are useful things.", 1),
    ],
)
def test_what_begins_by_itself_is_not_joined(first, second, page):
    [(text, _)] = passages([block(first, 0), block(second, page)])
    assert text == f"{first}\n{second}"


def test_a_sentence_over_the_end_of_a_batch_is_whole_in_its_passage(home, tmp_path):
    paper = Paper()
    for number in range(PARTS_BATCH - 1):
        paper.page(words(f"Page {number} tells of the lamp and of its wire.", 40, 400))
    paper.page(words("The wire of a lamp grows hot when a", 40, 400))
    paper.page(words("current flows through it.", 40, 400), words("A lamp is old.", 40, 300))
    models = Preparation(encoder_for=lambda _: "none")
    index = CourseIndex.open(
        add(home, paper.save(tmp_path / "a.pdf"), models, lambda _: None, Cancellation())
    )
    texts = [passage.text for passage in index.first_passages(99)]
    assert sum("grows hot when a current flows through it." in text for text in texts) == 1
    assert " ".join(texts).count("current flows") == 1
    assert sum(block.text.startswith("current flows") for block in index.blocks()) == 1
    index.close()


@pytest.mark.parametrize(
    ("following", "place"),
    [
        ([block("current flows.", 1)], 0),
        ([block("Figure 2. A lamp.", 1, "caption"), block("current flows.", 1)], 1),
        ([block("Current flows.", 1)], None),
        ([block("A lamp is old.", 1), block("current flows.", 1)], None),
    ],
)
def test_the_half_at_the_head_of_the_next_page_is_found(following, place):
    assert find_continuation([block("The wire of a lamp grows hot when a", 0)], following) == place
