"""Screens are read in Chinese and English, with places, and whatever their size."""

import logging

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.ocr import WordReader, words_of

LINES = {
    "The work done by friction equals mgh.": (20, 20),
    "F = ma    v = 3.2 m/s": (40, 90),
    "Figure 3.2": (500, 200),
}


def screen(lines, size=(900, 300), px=28):
    image = Image.new("RGB", size, "white")
    font = ImageFont.load_default(px)
    for text, place in lines.items():
        ImageDraw.Draw(image).text(place, text, fill="black", font=font)
    return np.asarray(image)


@pytest.fixture(scope="module")
def reader(models_home):
    return WordReader.open(models_home)


def read(reader, picture):
    return reader.read(picture, Cancellation())


def test_lines_are_read_in_order(reader):
    text = "".join(words_of(read(reader, screen(LINES))).split())
    assert text == "".join("".join(LINES).split())


def test_words_have_the_place_where_they_stand(reader):
    [word] = [word for word in read(reader, screen(LINES)) if "Figure" in word.text]
    left, top = LINES["Figure 3.2"]
    assert word.box_px.x0 == pytest.approx(left, abs=15)
    assert word.box_px.y0 == pytest.approx(top, abs=15)
    assert word.box_px.x1 < 700
    assert 0.8 < word.confidence <= 1


def test_places_are_those_of_a_large_picture_too(reader):
    large = screen({"Figure 3.2": (2600, 1500)}, size=(3840, 2160), px=90)
    [word] = read(reader, large)
    assert word.box_px.x0 == pytest.approx(2600, abs=40)
    assert word.box_px.y0 == pytest.approx(1500, abs=60)


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 4000, 3), (300, 2, 3), (40, 3000, 3), (500, 500, 3)])
def test_a_picture_without_words_gives_none(reader, shape):
    assert read(reader, np.full(shape, 255, np.uint8)) == []


@pytest.mark.parametrize("is_tall", [True, False])
def test_a_very_long_picture_is_read_in_pieces_and_no_line_is_cut(reader, is_tall):
    size = (700, 9000) if is_tall else (12000, 500)
    at = [(60, 300 + 700 * n) if is_tall else (200 + 900 * n, 220) for n in range(12)]
    long = screen({f"The mass of body {n + 1}00": place for n, place in enumerate(at)}, size=size, px=40)
    found = read(reader, long)
    assert ["".join(word.text.split()) for word in found] == [f"Themassofbody{n + 1}00" for n in range(12)]
    assert all(
        abs(word.box_px.x0 - x) < 40 and abs(word.box_px.y0 - y) < 40
        for word, (x, y) in zip(found, at, strict=True)
    )


def test_noise_does_not_break_the_reader(reader):
    noise = np.random.default_rng(0).integers(0, 256, (200, 300, 3), dtype=np.uint8)
    assert all(word.confidence >= 0.6 for word in read(reader, noise))


def test_reading_stops_when_asked(reader):
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        reader.read(screen(LINES), cancel)


def test_reading_stops_between_detection_and_spelling(reader):
    class AfterOneRun(Cancellation):
        checks = 0

        def check(self):
            self.checks += 1
            if self.checks > 3:
                self.request()
            super().check()

    with pytest.raises(Cancelled):
        reader.read(screen(LINES), AfterOneRun())
    assert read(reader, screen(LINES))


def test_the_reader_says_nothing_on_the_terminal(reader, capfd):
    read(reader, np.full((100, 100, 3), 255, np.uint8))
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("RapidOCR").level == logging.CRITICAL


def test_missing_weights_are_said_to_be_fetched(home):
    with pytest.raises(TutorError) as caught:
        WordReader.open(home)
    assert "tutor models fetch" in caught.value.hint


def test_altered_weights_are_said_to_be_fetched_again(home):
    folder = home.models / "ppocr-v6-small"
    folder.mkdir(parents=True)
    for name in ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"):
        (folder / name).write_bytes(b"not a model")
    with pytest.raises(TutorError) as caught:
        WordReader.open(home)
    assert "tutor models fetch" in caught.value.hint
