"""A real window on a real screen: a spoken question, a region, a click on a citation, in both languages.

`SCREENSHOTS=FOLDER` keeps the pictures; those of the README are made so.
"""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from tests.window.desktop import Desktop, desktop, until
from tutor_app.core.material import LineLocator, PageLocator
from tutor_app.course.folder import open_folder
from tutor_app.course.index import CourseIndex
from tutor_app.settings.home import VARIABLE, Home, below
from tutor_app.settings.settings import Settings, save

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the virtual desktop is made of Linux programs"
)

VOICES = Path(__file__).parents[1] / "voices"
TALK, QUESTION, CITATION, REGION, ASK, HOW = (
    "Hold to talk",
    "Question",
    "Citation",
    "Region of the page",
    "Ask",
    "Voice settings",
)
CAPTION = "What has been heard"
CHINESE = {
    TALK: "按住说话", QUESTION: "问题", CITATION: "引用", REGION: "页面区域", ASK: "提问",
    CAPTION: "已听到的内容",
}  # fmt: skip


@pytest.fixture(scope="module")
def prepared(models_home, tmp_path_factory) -> Home:
    """A home with the models and both sample courses."""
    home = below(tmp_path_factory.mktemp("home"))
    home.data.mkdir(parents=True)
    home.models.symlink_to(models_home.models, target_is_directory=True)
    subprocess.run(
        [sys.executable, "-m", "tutor_app", "--home", str(home.data.parent), "course", "add", "--samples"],
        check=True,
        capture_output=True,
    )
    return home


@dataclass
class Shown:
    """The running window."""

    desktop: Desktop
    home: Home
    words: dict[str, str]

    def find(self, name, timeout_s=30):
        known, _, number = name.partition(" ") if name.startswith(CITATION) else (name, "", "")
        here = f"{self.words.get(known, known)} {number}".strip()
        return until(lambda: self.desktop.at_spi("find", here), timeout_s, f"{here} is there")

    def centre(self, name):
        x, y, width, height = self.find(name)[2]
        return x + width // 2, y + height // 2

    def click(self, name):
        self.desktop.xdotool("mousemove", *self.centre(name), "click", 1)

    def say(self, clip):
        """Hold the button with the mouse while the voice speaks into the microphone."""
        self.desktop.xdotool("mousemove", *self.centre(TALK), "mousedown", 1)
        until(lambda: self.level_is_shown(), 10, "it listens")
        self.desktop.speak(VOICES / clip)
        caption = self.words.get(CAPTION, CAPTION)
        until(lambda: self.desktop.at_spi("find", caption), 5, "words are shown")
        self.keep(f"caption-{'zh' if self.words else 'en'}")
        self.desktop.xdotool("mouseup", 1)

    def level_is_shown(self):
        return any(node[0] == "progress bar" and "showing" in node[3] for node in self.desktop.at_spi("list"))

    def answered(self, count=1, timeout_s=60):
        """The latest turn of the record, once so many are answered."""

        def look():
            if not self.home.record_file.exists():
                return None
            with sqlite3.connect(self.home.record_file) as db:
                rows = db.execute("SELECT region, answer FROM turn WHERE state = 'answered'").fetchall()
            return rows[-1] if len(rows) == count else None

        region, answer = until(look, timeout_s, f"{count} turns are answered")
        return region and json.loads(region), json.loads(answer)

    def keep(self, name):
        picture = self.desktop.screenshot()
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            picture.save(Path(folder) / f"{name}.png", optimize=True)
        return np.asarray(picture)


@contextmanager
def window(prepared, tmp_path, **settings):
    """The application as a user starts it, on a desktop of its own; it quotes: no test waits for a model."""
    home = below(tmp_path)
    home.data.mkdir(parents=True)
    for name in ("models", "courses"):
        (home.data / name).symlink_to(getattr(prepared, name), target_is_directory=True)
    chosen = Settings(**{"language": "en", "theme": "light", "explainer": "quote", **settings})
    save(home.settings_file, chosen)
    with desktop() as screen:
        env = {**screen.env, VARIABLE: str(tmp_path)}
        with (tmp_path / "output.txt").open("wb") as output:
            program = subprocess.Popen([sys.executable, "-m", "tutor_app"], env=env, stderr=output)
        shown = Shown(screen, home, CHINESE if chosen.language == "zh" else {})
        try:
            shown.find(QUESTION)
            until(lambda: not is_loading(screen), 30, "the models are loaded")
            yield shown
        finally:
            program.terminate()
            program.wait(15)
        said = (tmp_path / "output.txt").read_text(errors="replace")
    warnings = [line for line in said.splitlines() if line.strip() and "qt.accessibility.atspi" not in line]
    assert warnings == [], "the window complained"


def is_loading(screen):
    return any(node[1] in ("Models are loading…", "正在载入模型…") for node in screen.at_spi("list"))


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


def is_steady(shown):
    """Two pictures a moment apart are the same: scrolling and fading are over."""
    one = np.asarray(shown.desktop.screenshot())
    shown.desktop.xdotool("sleep", 0.4)
    return np.array_equal(one, np.asarray(shown.desktop.screenshot()))


def test_a_part_of_the_screen_joins_the_question(prepared, tmp_path):
    with window(prepared, tmp_path, course="motion-forces-and-energy") as shown:
        shown.desktop.at_spi("press", "Screenshot")
        until(lambda: has_window(shown, "Drag a frame"), 10, "the screen is frozen")
        shown.desktop.drag((300, 300), (700, 500))
        shown.find("Remove the picture")
        [taken] = shown.home.media.glob("*.png")
        with Image.open(taken) as picture:
            assert picture.size == (401, 201)


def has_window(shown, title):
    try:
        return shown.desktop.xdotool("search", "--onlyvisible", "--name", title).strip()
    except RuntimeError:  # xdotool's way to say no
        return ""
