"""A real window on a real screen: a spoken question, a region, a click on a citation, in both languages."""

import sys

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from tests.window.desktop import until
from tests.window.shown import ASK, CITATION, HOW, QUESTION, REGION, VOICES, is_steady, window
from tutor_app.core.material import LineLocator, PageLocator
from tutor_app.course.folder import open_folder
from tutor_app.course.index import CourseIndex

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the virtual desktop is made of Linux programs"
)


def marked_box(picture, near):
    """The box of the strongly marked pixels that touch `near`: left, top, right, bottom.

    The marker takes blue away and leaves red, on white paper and on a tinted box alike.
    """
    red, blue = picture[..., 0].astype(int), picture[..., 2].astype(int)
    marked = (red > 190) & (red - blue > 90)
    left, top, right, bottom = near
    grown = marked[top - 40 : bottom + 40, left - 40 : right + 40]
    rows, columns = np.flatnonzero(grown.sum(1) > 20), np.flatnonzero(grown.sum(0) > 3)
    assert len(rows), "nothing is marked there"
    return columns[0] + left - 40, rows[0] + top - 40, columns[-1] + 1 + left - 40, rows[-1] + 1 + top - 40


def place_on_screen(picture, folder, locator):
    """Where a passage's lines are on the screen, found by looking for them as the file prints them.

    Only the red channel is compared, in which the marker can't be seen.
    """
    document = pypdfium2.PdfDocument(folder.source_path)
    left, top = min(b.x0 for b in locator.boxes), min(b.y0 for b in locator.boxes)
    right, bottom = max(b.x1 for b in locator.boxes), max(b.y1 for b in locator.boxes)

    def likeness(scale):
        page = np.asarray(document[locator.page].render(scale=scale).to_pil().convert("RGB"))[..., 0]
        lines = page[round(top * scale) : round(bottom * scale), round(left * scale) : round(right * scale)]
        found = cv2.matchTemplate(picture[..., 0].copy(), lines.copy(), cv2.TM_CCOEFF_NORMED)
        _, best, _, (x, y) = cv2.minMaxLoc(found)
        return best, scale, (x, y, x + lines.shape[1], y + lines.shape[0])

    _, about, _ = max(map(likeness, np.arange(1.2, 1.6, 0.02)))
    best, _, box = max(map(likeness, about + np.arange(-0.02, 0.02, 0.0025)))
    document.close()
    return best, box


def test_a_spoken_question_is_answered_on_the_page(prepared, tmp_path):
    with window(prepared, tmp_path, course="motion-forces-and-energy") as shown:
        shown.say("mass-weight.flac")
        _, answer = shown.answered()
        assert {"mass", "weight"} <= set(answer["transcript"].lower().replace(",", "").split())
        assert answer["in_material"]
        folder = open_folder(shown.home.courses / "motion-forces-and-energy")
        index = CourseIndex.open(folder)
        first = index.passage(answer["evidence"][0]["id"])
        locator = first.locators[0]
        assert isinstance(locator, PageLocator)

        shown.click(f"{CITATION} 1")
        shown.desktop.xdotool("mousemove", 5, 5)
        until(lambda: is_steady(shown), 10, "the page rests")
        picture = shown.keep("spoken-en")
        likeness, printed = place_on_screen(picture, folder, locator)
        index.close()
        assert likeness > 0.8, "the passage is not on the screen"
        assert np.abs(np.subtract(marked_box(picture, printed), printed)).max() <= 6


def test_a_region_around_a_figure_is_a_question_about_it(prepared, tmp_path):
    with window(prepared, tmp_path, course="motion-forces-and-energy") as shown:
        shown.desktop.at_spi("write", QUESTION, "How does gravity weaken with distance? Figure 5.3")
        shown.click(ASK)
        _, answer = shown.answered()
        figures = [e for e in answer["evidence"] if e["kind"] == "figure"]
        shown.desktop.at_spi("press", f"{CITATION} {figures[0]['number']}")
        until(lambda: is_steady(shown), 10, "the page rests")
        folder = open_folder(shown.home.courses / "motion-forces-and-energy")
        index = CourseIndex.open(folder)
        asked = index.figure(figures[0]["id"])
        index.close()
        likeness, (left, top, right, bottom) = place_on_screen(shown.keep("figure-en"), folder, asked.locator)
        assert likeness > 0.8, "the figure is not on the screen"
        shown.click(REGION)
        shown.desktop.drag((left - 6, top - 6), (right + 6, bottom + 6))
        shown.find("Remove the picture")
        shown.desktop.at_spi("write", QUESTION, "What does this show?")
        shown.click(ASK)
        region, answer = shown.answered(count=2)
        shown.keep("region-en")
        assert region[0] == asked.locator.page
        assert answer["in_material"]
        assert asked.id in [e["id"] for e in answer["evidence"] if e["kind"] == "figure"]
        assert answer["screen_words"]


def test_two_questions_in_a_row_are_asked_without_a_key(prepared, tmp_path):
    with window(prepared, tmp_path, course="motion-forces-and-energy") as shown:
        shown.click(HOW)
        shown.desktop.xdotool("key", "Down", "Return")
        until(shown.level_is_shown, 10, "it listens")
        shown.desktop.speak(VOICES / "mass-weight.flac")
        _, answer = shown.answered()
        assert {"mass", "weight"} <= set(answer["transcript"].lower().replace(",", "").split())
        until(shown.level_is_shown, 10, "it listens again")
        shown.keep("hands-free-en")
        shown.desktop.speak(VOICES / "heavier-falls.flac")
        _, answer = shown.answered(2)
        assert "heavier" in answer["transcript"].lower()
        assert answer["in_material"]


def test_a_spoken_chinese_question_is_answered_in_chinese(prepared, tmp_path):
    with window(prepared, tmp_path, language="zh", course="机器学习入门") as shown:
        shown.say("learning-rate.flac")
        _, answer = shown.answered()
        assert "学习率" in answer["transcript"]
        assert "学习率" in answer["text"]
        index = CourseIndex.open(open_folder(shown.home.courses / "机器学习入门"))
        first = index.passage(answer["evidence"][0]["id"])
        index.close()
        assert "学习率" in first.text
        assert isinstance(first.locators[0], LineLocator)
        shown.click(f"{CITATION} 1")
        shown.desktop.xdotool("mousemove", 5, 5)
        until(lambda: is_steady(shown), 10, "the page rests")
        shown.keep("spoken-zh")


def test_a_part_of_the_screen_joins_the_question(prepared, tmp_path):
    with window(prepared, tmp_path, course="motion-forces-and-energy") as shown:
        shown.desktop.at_spi("press", "Screenshot")
        until(lambda: has_window(shown, "Drag a frame"), 10, "the screen is frozen")
        shown.desktop.drag((300, 300), (700, 500))
        shown.find("Remove the picture")
        [taken] = shown.home.media.glob("*.png")
        with Image.open(taken) as picture:
            assert picture.size == (400, 200)


def has_window(shown, title):
    try:
        return shown.desktop.xdotool("search", "--onlyvisible", "--name", title).strip()
    except RuntimeError:  # xdotool's way to say no
        return ""


def test_a_first_question_is_asked_and_its_answer_read_through_a_screen_reader_alone(prepared, tmp_path):
    with window(prepared, tmp_path, course="motion-forces-and-energy", toured=False) as shown:
        shown.desktop.at_spi("press", "Skip")
        shown.desktop.at_spi("write", QUESTION, "What is friction?")
        shown.desktop.at_spi("press", ASK)
        _, answer = shown.answered()
        read = until(lambda: shown.desktop.at_spi("text", "Explanation"), 10, "the answer can be read")
        assert "friction" in read.lower()
        assert answer["in_material"]
        shown.desktop.at_spi("press", f"{CITATION} 1")
        shown.desktop.at_spi("press", "The page as plain words")
        page = until(
            lambda: shown.desktop.at_spi("text", "The words of this page"), 10, "the page can be read"
        )
        assert "friction" in page.lower()
