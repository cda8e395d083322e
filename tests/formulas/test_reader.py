"""Formulas of our own are read exactly, small and large, dark and light."""

import numpy as np
import pytest

from tests.formulas.drawing import by_ziamath, noisy, page
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.maths.written import in_one_way
from tutor_app.engine.formulas.finding import formula_boxes
from tutor_app.engine.formulas.picture import cropped, grey, stroke_px, to_input
from tutor_app.engine.formulas.reader import FormulaReader
from tutor_app.engine.formulas.screen import read_formulas
from tutor_app.training.formula_parity import drawn

FORMULAS = [
    r"E = m c^2",
    r"a^2 + b^2 = c^2",
    r"\sum_{i=1}^{n} x_i",
    r"F = G \frac{m_1 m_2}{r^2}",
    r"\alpha + \beta = \gamma",
]


@pytest.fixture(scope="module")
def reader(models_home):
    return FormulaReader.open(models_home)


@pytest.mark.parametrize("latex", FORMULAS)
@pytest.mark.parametrize("size_pt", [14, 28])
def test_a_formula_is_read_exactly_in_both_sizes(reader, latex, size_pt):
    read = reader.read(grey(drawn(latex, size_pt)), Cancellation())
    assert read.latex == in_one_way(latex)
    assert read.is_certain


def test_another_program_and_font_light_on_dark_with_grain(reader, qapp):
    picture = 255 - noisy(by_ziamath(r"a^2 + b^2 = c^2", 24), 5)
    assert reader.read(grey(picture), Cancellation()).latex == "a^2+b^2=c^2"


def test_a_formula_alone_on_a_screenshot_is_found_and_read(reader):
    paper, _ = page(drawn(r"F = G \frac{m_1 m_2}{r^2}", 18))
    [found] = read_formulas(paper, formula_boxes(grey(paper), []), reader, Cancellation())
    assert found.formula.latex == r"F=G\frac{m_1m_2}{r^2}"


def test_scribble_is_doubtful_and_white_paper_nothing(reader):
    scribble = np.random.default_rng(4).integers(0, 2, (40, 120, 1)).repeat(3, 2).astype(np.uint8) * 255
    read = reader.read(grey(scribble), Cancellation())
    assert read is None or not read.is_certain
    assert reader.read(np.full((40, 40), 255, np.uint8), Cancellation()) is None


def test_reading_stops_when_asked(reader):
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        reader.read(grey(drawn("x = 1")), cancel)


def test_a_missing_reader_says_how_to_get_it(home):
    with pytest.raises(TutorError, match="latex-ocr"):
        FormulaReader.open(home)


@pytest.mark.parametrize("size", [(1, 1), (10, 3000), (900, 5), (192, 672)])
def test_every_size_fits_what_the_network_knows(size):
    _, _, height, width = to_input(np.zeros(size, np.uint8), 1.3).shape
    assert (height % 32, width % 32) == (0, 0)
    assert 32 <= height <= 192
    assert 96 <= width <= 672


def test_strokes_are_measured_in_pixels():
    for thickness in (2, 4):
        plane = np.full((60, 200), 255, np.uint8)
        plane[20 : 20 + thickness, 10:190] = 0
        assert stroke_px(cropped(plane)) == pytest.approx(1.27 * thickness, rel=0.1)
