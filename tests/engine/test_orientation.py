"""A page that lies on its side or on its head is known by its picture."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.orientation import NAME, OrientationReader, crops
from tutor_app.engine.registry.installed import is_installed


class Chances:
    """A network that gives these probabilities for each crop."""

    def __init__(self, *rows):
        self._rows = np.array(rows, np.float32)

    def run(self, feeds, cancel):
        assert feeds["x"].shape == (3, 3, 224, 224)
        return [self._rows]


PAGE = np.full((600, 400, 3), 255, np.uint8)


@pytest.mark.parametrize(
    ("rows", "turn"),
    [
        ([[0.9, 0.0, 0.1, 0.0]] * 3, 0),
        ([[0.0, 0.9, 0.1, 0.0]] * 3, 90),
        ([[0.0, 0.0, 0.1, 0.9]] * 3, 270),
        ([[0.2, 0.1, 0.7, 0.0], [0.0, 0.0, 1.0, 0.0], [0.2, 0.0, 0.8, 0.0]], 180),
        ([[0.3, 0.3, 0.2, 0.2]] * 3, 0),
        ([[0.0, 0.5, 0.5, 0.0]] * 3, 0),
    ],
)
def test_the_three_crops_say_together_how_a_page_is_turned(rows, turn):
    assert OrientationReader(Chances(*rows)).read(PAGE, Cancellation()) == turn


@pytest.mark.parametrize("shape", [(3, 900, 3), (900, 3, 3), (1, 1, 3)])
def test_what_is_no_page_is_left_as_it_is(shape):
    reader = OrientationReader(Chances(*[[0.0, 1.0, 0.0, 0.0]] * 3))
    assert reader.read(np.zeros(shape, np.uint8), Cancellation()) in (0, 90)


def test_crops_go_along_the_longer_side():
    page = np.zeros((1200, 400, 3), np.uint8)
    page[:400] = 255
    first, middle, last = crops(page)
    assert first.mean() > 1 > middle.mean() > last.mean() - 0.1


def test_a_turned_page_is_known(models_home):
    if not is_installed(models_home, NAME):
        pytest.skip(f"{NAME} is not fetched here")
    reader = OrientationReader.open(models_home)
    sheet = Image.new("RGB", (900, 1200), "white")
    for row in range(20):
        text = "The bark of a tree is the skin that keeps it from drying out."
        ImageDraw.Draw(sheet).text((60, 60 + 52 * row), text, "black", ImageFont.load_default(26))
    for turn in (0, 90, 180, 270):
        turned = np.asarray(sheet.rotate(-turn, expand=True))
        assert reader.read(turned, Cancellation()) == turn
