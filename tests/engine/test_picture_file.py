"""Whatever a learner drops is a picture, or a clear sentence."""

import os

import numpy as np
import pytest
from PIL import Image

from tutor_app.core.errors import TutorError
from tutor_app.engine.picture_file import read_picture


def test_a_picture_comes_as_rgb_rows(tmp_path):
    Image.new("RGB", (3, 2), (10, 20, 30)).save(tmp_path / "a.png")
    assert np.array_equal(read_picture(tmp_path / "a.png"), np.full((2, 3, 3), [10, 20, 30], np.uint8))


def test_transparency_is_paper_white(tmp_path):
    Image.new("RGBA", (1, 1), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert read_picture(tmp_path / "a.png").tolist() == [[[255, 255, 255]]]


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_said_in_words(tmp_path, content):
    file = tmp_path / "notes.png"
    file.write_bytes(content)
    with pytest.raises(TutorError, match=r"notes\.png is not a picture"):
        read_picture(file)


def test_a_truncated_picture_is_said_in_words(tmp_path):
    file = tmp_path / "half.png"
    Image.effect_noise((200, 200), 50).save(file)
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(TutorError, match="not a picture"):
        read_picture(file)


def test_a_picture_bomb_is_refused_before_it_is_unpacked(tmp_path):
    Image.new("1", (10, 10)).save(tmp_path / "bomb.png")
    with pytest.raises(TutorError, match="too large"):
        read_picture(tmp_path / "bomb.png", max_pixels=99)


def test_a_program_of_the_printer_is_no_picture_whatever_it_is_called(tmp_path):
    file = tmp_path / "figure.png"
    file.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n")
    with pytest.raises(TutorError, match="not a picture"):
        read_picture(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(TutorError, match="not a picture"):
        read_picture(tmp_path / "a.png")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_the_camera_says(tmp_path, orientation):
    upright = Image.new("L", (32, 16), 255)
    upright.paste(0, (0, 0, 16, 8))  # its top left is dark
    stored = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # Image.Transpose
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = upright if stored is None else upright.transpose(Image.Transpose(stored))
    picture.convert("RGB").save(tmp_path / "a.jpg", exif=exif, quality=95)
    pixels = read_picture(tmp_path / "a.jpg")
    assert pixels.shape[:2] == (16, 32)
    assert pixels[:7, :15].mean() < 30 < 220 < pixels[9:, 17:].mean()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
@pytest.mark.parametrize(("ink", "is_dark_ground"), [(0, False), (60, False), (255, True), (230, True)])
def test_ink_on_a_clear_ground_stands_out(tmp_path, mode, ink, is_dark_ground):
    picture = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    picture.paste((ink, ink, ink, 255), (20, 10, 40, 30))
    picture.convert(mode).save(tmp_path / "a.png")
    pixels = read_picture(tmp_path / "a.png").astype(int)
    assert (pixels[0, 0].mean() < 60) == is_dark_ground
    assert abs(pixels[20, 30].mean() - pixels[0, 0].mean()) > 150


def test_white_parts_of_a_drawing_with_dark_lines_stay_on_white(tmp_path):
    picture = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    picture.paste((255, 255, 255, 255), (10, 5, 50, 35))
    picture.paste((0, 0, 0, 255), (20, 10, 40, 30))
    picture.save(tmp_path / "a.png")
    assert read_picture(tmp_path / "a.png")[0, 0].tolist() == [255, 255, 255]


def test_sixteen_bits_of_grey_are_scaled_not_cut(tmp_path):
    ramp = np.linspace(0, 65535, 256, dtype=np.uint16)[None].repeat(4, axis=0)
    Image.fromarray(ramp).save(tmp_path / "a.png")
    assert np.abs(read_picture(tmp_path / "a.png")[0, :, 0].astype(int) - np.arange(256)).max() <= 1


def test_of_a_film_the_first_frame_is_taken(tmp_path):
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert read_picture(tmp_path / "a.gif")[0, 0].tolist() == [255, 0, 0]
