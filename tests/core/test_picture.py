"""Pictures reach the encoder whole, in proportion and scaled as it was trained."""

import numpy as np
import pytest
from PIL import Image

from tutor_app.core.picture import SIDE_PX, resize, to_square

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("size", [(40, 70), (7, 5), (13, 224)])
@pytest.mark.parametrize("old", [(90, 60), (31, 201)])
def test_resize_agrees_with_pillow(old, size):
    picture = RNG.integers(0, 256, (*old, 3), dtype=np.uint8)
    expected = np.asarray(Image.fromarray(picture).resize((size[1], size[0]), Image.Resampling.BILINEAR))
    # Pillow rounds to whole numbers after each of its two passes
    assert np.abs(resize(picture, *size) - expected).max() <= 1.5


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 3000, 3), (600, 2, 3), (300, 400, 3)])
def test_any_proportion_becomes_a_square_of_finite_numbers(shape):
    square = to_square(np.zeros(shape, np.uint8))
    assert square.shape == (3, SIDE_PX, SIDE_PX)
    assert square.dtype == np.float32
    assert np.isfinite(square).all()


def test_a_wide_picture_lies_in_the_middle_of_white():
    square = to_square(np.zeros((100, 200, 3), np.uint8))
    black, white = -127 / 128, 1.0
    assert square[0, 0, 0] == pytest.approx(white)
    assert square[0, -1, -1] == pytest.approx(white)
    assert square[0, SIDE_PX // 2, 0] == pytest.approx(black)
    assert (square[0, SIDE_PX // 4 + 1 : -SIDE_PX // 4 - 1] == pytest.approx(black)) is True


def test_colours_stay_in_their_channel():
    red = np.zeros((10, 10, 3), np.uint8)
    red[:, :, 0] = 255
    assert to_square(red).mean((1, 2)) == pytest.approx([1.0, -127 / 128, -127 / 128])


@pytest.mark.parametrize("shape", [(0, 5, 3), (5, 5), (5, 5, 4)])
def test_what_is_no_picture_is_refused(shape):
    with pytest.raises(ValueError, match="not a picture"):
        to_square(np.zeros(shape, np.uint8))


@pytest.mark.parametrize(
    ("name", "white"),
    [
        ("square-224-1", [1.0, 1.0, 1.0]),
        ("square-224-imagenet-1", [0.515 / 0.229, 0.544 / 0.224, 0.594 / 0.225]),
        ("square-224-clip-1", [0.51854534 / 0.26862954, 0.5421725 / 0.26130258, 0.59178927 / 0.27577711]),
    ],
)
def test_each_preprocessing_scales_as_its_encoder_was_trained(name, white):
    square = to_square(np.full((30, 30, 3), 255, np.uint8), name)
    assert square.dtype == np.float32
    assert square.mean((1, 2)) == pytest.approx(white, abs=1e-4)
