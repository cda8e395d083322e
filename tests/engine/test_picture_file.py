"""Whatever a learner drops is a picture, or a clear sentence."""

import numpy as np
import pytest
from PIL import Image

from tutor_app.core.errors import TutorError
from tutor_app.engine import picture_file
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


def test_a_picture_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(picture_file, "MOST_PX", 99)
    Image.new("1", (10, 10)).save(tmp_path / "bomb.png")
    with pytest.raises(TutorError, match="too large"):
        read_picture(tmp_path / "bomb.png")
