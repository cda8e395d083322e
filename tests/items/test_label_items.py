"""Labels of figures that are covered and asked for."""

import numpy as np

from tests.items.made_course import CELLS, NEVER, WordBag
from tutor_app.core.material import Box, Figure, LineLocator
from tutor_app.engine.items.definitions import find_definitions
from tutor_app.engine.items.label_items import make_labels
from tutor_app.engine.items.statements import find_statements
from tutor_app.engine.items.term_bank import build_bank, collect_terms
from tutor_app.engine.items.term_names import find_term_names
from tutor_app.engine.ocr import ScreenWord

PICTURE = np.full((100, 200, 3), 255, dtype=np.uint8)


class Labels:
    """Reads the same words of every picture."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, picture, cancel):
        return [
            ScreenWord(word, Box(20, 10 * at, 60, 10 * at + 8), 0.99) for at, word in enumerate(self.words)
        ]


def labels(*words, caption="Figure 1. Parts of a cell."):
    statements = list(find_statements(CELLS))
    terms, finder = collect_terms(find_term_names(CELLS), find_definitions(CELLS), statements)
    bank = build_bank(terms, finder, WordBag(), NEVER)
    figure = Figure(7, 1, "Figure 1", caption, "", "a.png", LineLocator("a.md", 0, 0), (1,))
    return list(make_labels(bank, [figure], "en", Labels(*words), lambda _: PICTURE, NEVER))


def test_a_label_that_is_a_term_is_covered_where_it_stands():
    (item,) = labels("Vesicle", "wall", "water")
    assert item.answer == "vesicle"
    assert item.label.figure == 7
    box = item.label.box
    assert (box.x0, box.x1) == (17 / 200, 63 / 200)
    assert 0 <= box.y0 < box.y1 <= 1


def test_a_label_that_stands_twice_or_in_the_caption_is_not_told():
    assert labels("vesicle", "vesicle", "water") == []
    (item,) = labels("vesicle", "wall", "water", caption="Figure 1. A vesicle and its wall.")
    assert "vesicle" not in item.question.lower()


def test_a_picture_with_a_word_or_two_is_no_labelled_figure():
    assert labels("vesicle", "wall") == []
