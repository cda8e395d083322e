"""A question with a formula on its picture: the LaTeX is searched, asked, shown and kept."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.engine.test_fused_turn import Course, answered, missing, models
from tests.engine.test_retrieval import REGION
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box
from tutor_app.core.teaching import ANSWER
from tutor_app.core.turn import Earlier, Turn
from tutor_app.engine.asking import asked_of, question_of
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Read, Ready
from tutor_app.engine.ocr import ScreenWord
from tutor_app.engine.pipeline import Pipeline

PROSE = "what does friction do to this"


class Spectacles:
    """Reads a line of prose, and badly what stands below it."""

    def read(self, picture, cancel):
        return [
            ScreenWord(PROSE, Box(10, 10, 290, 30), 0.9),
            ScreenWord("F-uN", Box(10, 60, 130, 80), 0.6),
        ]


class Reader:
    def __init__(self, confidence):
        self.confidence, self.seen = confidence, []

    def read(self, formula, cancel):
        self.seen.append(formula.shape)
        return ReadFormula(r"F=\mu N", self.confidence, True)


@pytest.fixture
def picture(tmp_path):
    plane = np.full((100, 300), 255, np.uint8)
    plane[10:30:3, 10:290] = 0
    plane[60:80:3, 10:130] = 0
    Image.fromarray(plane).save(tmp_path / "screen.png")
    return tmp_path / "screen.png"


def asked(picture, reader, shelf=None, **given):
    shelf = shelf or Course()
    made = replace(models(), word_reader=Lazy(Spectacles), formula_reader=Lazy(reader))
    engine = Pipeline(made, lambda _: shelf, lambda: Ready("CPU", "chosen"))
    answer, said = answered(engine, image=picture, **given)
    [read] = [message for message in said if isinstance(message, Read)]
    return answer, read


def test_a_certain_formula_stands_where_it_stood_and_is_kept(picture):
    reader = Reader(-0.001)
    answer, read = asked(picture, lambda: reader)
    assert read.text == f"{PROSE}\n$$F=\\mu N$$"
    assert read.formulas == (ReadFormula(r"F=\mu N", -0.001, True),)
    assert answer.formulas == read.formulas
    assert answer.screen_words == read.text
    assert reader.seen == [(19, 120)]  # without the prose


def test_a_doubtful_one_is_told_but_not_among_the_words(picture):
    answer, read = asked(picture, lambda: Reader(-0.05))
    assert read.text == f"{PROSE}\nF-uN"
    assert [formula.is_certain for formula in read.formulas] == [False]
    assert "$" not in answer.screen_words


def test_without_the_reader_the_words_are_enough(picture):
    _, read = asked(picture, missing)
    assert (read.text, read.formulas) == (f"{PROSE}\nF-uN", ())


@pytest.mark.parametrize(("page_says", "count"), [("F = 𝜇N", 1), ("friction is a force", 0)])
def test_on_a_page_only_what_looks_like_maths_is_read_again(picture, page_says, count):
    class Page(Course):
        def words_in(self, region):
            return page_says

    reader = Reader(-0.001)
    _, read = asked(picture, lambda: reader, Page(), region=REGION)
    assert len(read.formulas) == len(reader.seen) == count
    assert read.text.startswith(page_says)
    assert read.text.endswith("$$F=\\mu N$$") == bool(count)


def test_what_goes_on_from_a_formula_asks_it_along_in_the_same_language(picture):
    said = "摩擦力为什么这样大"
    answer, _ = asked(picture, lambda: Reader(-0.001), note=said)
    assert answer.asked == f"{said}\n$$F=\\mu N$$"
    before = Earlier(1, answer.asked, answer.text, answer.evidence)
    shelf = Course()
    [first, again] = [
        question_of(asked_of(turn, ""), turn, shelf, answer.evidence, formulas)
        for turn, formulas in (
            (Turn(Path("course"), said), "$$F=\\mu N$$"),
            (Turn(Path("course"), follows=before, level=ANSWER), ""),
        )
    ]
    assert first == replace(again, said="")
    assert again.language == "zh"
