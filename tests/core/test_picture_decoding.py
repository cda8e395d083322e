"""A large picture is kept smaller, upright and in its proportions."""

import io

import numpy as np
import pytest
from PIL import Image

from tutor_app.core.picture_decoding import decode_picture

RED, BLUE = (220, 20, 20), (20, 20, 220)


def picture_file(kind, size, orientation=None):
    """A picture whose left half is red and whose right half is blue."""
    pixels = np.zeros((size[1], size[0], 3), np.uint8)
    pixels[:, : size[0] // 2], pixels[:, size[0] // 2 :] = RED, BLUE
    file = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    Image.fromarray(pixels).save(file, kind, exif=exif)
    file.seek(0)
    return file


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_a_large_picture_is_made_smaller_in_its_proportions(kind):
    found = decode_picture(picture_file(kind, (1200, 400)), kept_pixels=30_000)
    assert found.width * found.height <= 30_000
    assert found.width / found.height == pytest.approx(3, rel=0.03)
    assert np.abs(np.array(found.getpixel((5, 5))) - RED).max() < 30
    assert np.abs(np.array(found.getpixel((found.width - 5, 5))) - BLUE).max() < 30


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_that_lies_on_its_side_is_upright_when_it_is_smaller(kind):
    found = decode_picture(picture_file(kind, (1200, 400), orientation=6), kept_pixels=30_000)
    assert found.height / found.width == pytest.approx(3, rel=0.03)
    assert np.abs(np.array(found.getpixel((5, 5))) - RED).max() < 30


def test_a_small_picture_is_kept_pixel_by_pixel():
    found = decode_picture(picture_file("PNG", (120, 40)), kept_pixels=4800)
    assert found.size == (120, 40)
    assert found.getpixel((59, 0)) == RED
    assert found.getpixel((60, 0)) == BLUE
