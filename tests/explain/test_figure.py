"""A question about a figure is told from others, and gets what the material says of it."""

from dataclasses import replace

import pytest

from tutor_app.core.figure_told import FigureTold
from tutor_app.core.material import Figure, LineLocator, PageLocator, Passage
from tutor_app.core.shelf import Hit
from tutor_app.engine.explain.figure import asked_about, sentences_about, told

HERE = LineLocator("a.md", 0, 0)
RAMP = Figure(1, 0, "Figure 3.2", "Figure 3.2 A block on a ramp.", "", "r.png", HERE, (1, 2))
LEAF = Figure(2, 0, "图 4-1", "图 4-1 叶子。", "一片绿叶，叶脉分明", "l.png", HERE, (3,))
TEXTS = {
    1: "A block slides. Figure 3.2 shows its forces. As Fig. 3.2 tells, friction acts uphill. See Figure 3.",
    2: "Figure 3.2 A block on a ramp. The angle in figure 3.2 is small.",
    3: "植物是绿色的。图 4.1 画了一片叶子。",
}


class Shelf:
    def by_words(self, kind, query, limit):
        return [Hit(LEAF.id, 2.0), Hit(RAMP.id, 1.0)]

    def figure(self, id):
        return {1: RAMP, 2: LEAF}[id]

    def passage(self, id):
        return Passage(id, 0, ("A",), TEXTS[id], (HERE,))


@pytest.mark.parametrize(
    ("words", "is_pointed", "figure"),
    [
        ("What does Figure 3.2 show?", False, RAMP),
        ("图4.1说明了什么？", False, LEAF),
        ("Explain fig. 3.2", True, RAMP),
        ("What does the diagram show?", False, RAMP),
        ("What is this?", True, RAMP),
        ("What is friction?", False, None),
        ("What does figure 9.9 show?", False, None),
    ],
)
def test_the_figure_that_is_meant(words, is_pointed, figure):
    assert asked_about(Shelf(), words, [RAMP, LEAF], is_pointed=is_pointed) == figure


def test_without_figures_none_is_meant_but_one_that_is_named():
    assert asked_about(Shelf(), "Explain the figure", [], is_pointed=True) is None
    assert asked_about(Shelf(), "Explain Figure 3.2", [], is_pointed=False) == RAMP


def test_sentences_that_name_it_but_not_its_caption_nor_those_of_others():
    assert sentences_about(Shelf(), RAMP) == (
        "Figure 3.2 shows its forces.",
        "As Fig. 3.2 tells, friction acts uphill.",
        "The angle in figure 3.2 is small.",
    )
    assert sentences_about(Shelf(), LEAF) == ("图 4.1 画了一片叶子。",)


def test_the_materials_own_alternative_text_is_the_description():
    assert told(LEAF, (), "叶", "zh").description == "一片绿叶，叶脉分明"
    assert told(LEAF, (), "叶", "zh").made_of == ("alternative text",)


def test_else_it_is_put_together_and_says_of_what():
    about = told(RAMP, ("Figure 3.2 shows its forces.",), "mg\nN\nmg\n", "en")
    assert about.made_of == ("caption", "mentions", "words")
    assert about.description == (
        "Figure 3.2 A block on a ramp. Figure 3.2 shows its forces. Written on it: mg, N."
    )
    assert told(RAMP, (), "", "en").made_of == ("caption",)


def test_what_a_page_prints_on_a_figure_is_no_alternative_text():
    printed = replace(RAMP, alt="mg N", locator=PageLocator(0, ()))
    assert told(printed, (), "", "en") == FigureTold(
        1, (), "Figure 3.2 A block on a ramp. Written on it: mg N.", ("caption", "words")
    )
