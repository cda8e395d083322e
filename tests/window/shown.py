"""The application in a window on a desktop of its own, for tests that use it as a learner does.

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

import numpy as np

from tests.window.desktop import Desktop, desktop, until
from tutor_app.settings.home import VARIABLE, Home, below
from tutor_app.settings.settings import Settings, save

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
    CAPTION: "已听到的内容", HOW: "语音设置",
}  # fmt: skip


@dataclass
class Shown:
    """The running window."""

    desktop: Desktop
    home: Home
    words: dict[str, str]
    process: int

    def find(self, name, timeout_s=30):
        known, _, number = name.partition(" ") if name.startswith(CITATION) else (name, "", "")
        here = f"{self.words.get(known, known)} {number}".strip()
        return until(lambda: self.desktop.at_spi("find", here), timeout_s, f"{here} is there")

    def centre(self, name):
        x, y, width, height = self.find(name)[2]
        return x + width // 2, y + height // 2

    def click(self, name):
        self.desktop.xdotool("mousemove", *self.centre(name), "click", 1)

    def hold_to_talk(self):
        self.desktop.xdotool("mousemove", *self.centre(TALK), "mousedown", 1)
        until(self.level_is_shown, 10, "it listens")

    def say(self, clip):
        """Hold the button with the mouse while the voice speaks into the microphone."""
        self.hold_to_talk()
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
def window(prepared, tmp_path, complaints=(), command=(sys.executable, "-m", "tutor_app"), **settings):
    """The application as a user starts it, on a desktop of its own; it quotes: no test waits for a model.

    It prints nothing but what accessibility and the `complaints` of system libraries have in their lines.
    """
    home = below(tmp_path)
    home.data.mkdir(parents=True)
    for name in ("models", "courses"):
        (home.data / name).symlink_to(getattr(prepared, name), target_is_directory=True)
    chosen = Settings(
        **{"language": "en", "theme": "light", "explainer": "quote", "toured": True, **settings}
    )
    save(home.settings_file, chosen)
    with desktop() as screen:
        env = {**screen.env, VARIABLE: str(tmp_path)}
        with (tmp_path / "output.txt").open("wb") as output:
            program = subprocess.Popen(command, env=env, stderr=output)
        shown = Shown(screen, home, CHINESE if chosen.language == "zh" else {}, program.pid)
        try:
            shown.find(QUESTION)
            until(lambda: not is_loading(screen), 30, "the models are loaded")
            yield shown
        finally:
            program.terminate()
            program.wait(15)
        said = (tmp_path / "output.txt").read_text(errors="replace")
    known = ("qt.accessibility.atspi", *complaints)
    warnings = [line for line in said.splitlines() if line.strip() and not any(one in line for one in known)]
    assert warnings == [], "\n".join(["the window complained", *warnings])


def is_loading(screen):
    return any(node[1] in ("Models are loading…", "正在载入模型…") for node in screen.at_spi("list"))


def is_steady(shown):
    """Two pictures a moment apart are the same: scrolling and fading are over."""
    one = np.asarray(shown.desktop.screenshot())
    shown.desktop.xdotool("sleep", 0.4)
    return np.array_equal(one, np.asarray(shown.desktop.screenshot()))
