"""`python -m tests.gallery OUT`: every screen and state, two languages × two themes × three sizes, as PNG.

`--sheets` also writes contact sheets: those in resources/gallery are made so. `--only en-dark` draws less.
"""

import argparse
import os
import tempfile
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gallery.states import STATES, window
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import speak
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.gui.theme import Reading, dress
from tutor_app.gui.translation import Translation
from tutor_app.settings.home import Home, below
from tutor_app.settings.settings import Settings
from tutor_app.tutor import library

SIZES = {
    "small": (QSize(1024, 720), 100),
    "usual": (QSize(1360, 860), 100),
    "large": (QSize(1920, 1080), 200),
}
SETTLE_MS, PATIENCE_MS = 150, 5000  # the page is drawn in the background
THUMB_PX, COLUMNS = 640, 3  # as small as its words can be read


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", metavar="en-light-usual", help="a part of the pictures' names")
    parser.add_argument("--sheets", action="store_true", help="contact sheets too")
    chosen = parser.parse_args()
    app = QApplication([])
    translation = Translation(app)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home, bare = _home(Path(folder) / "full"), below(Path(folder) / "bare")
        for kind in product(("en", "zh"), ("light", "dark"), SIZES):
            wanted = [state for state in STATES if chosen.only in f"{'-'.join(kind)}-{state.name}"]
            translation.use(kind[0])
            made = [
                _draw(app, home if state.has_courses else bare, chosen.out, kind, state) for state in wanted
            ]
            if chosen.sheets and made:
                _sheet(made, chosen.out / f"sheet-{'-'.join(kind)}.webp")


def _home(folder: Path) -> Home:
    """Both sample courses, without vectors."""
    home = below(folder)
    for source in library.sample_sources():
        add(home, source, Preparation(lambda language: "none"), lambda _: None, Cancellation())
    return home


def _draw(app: QApplication, home: Home, out: Path, kind: tuple[str, str, str], state) -> Path:
    language, theme, size = kind
    pixels, percent = SIZES[size]
    speak(language)
    dress(app, theme, Reading(percent))
    with window(home, Settings(language=language, theme=theme, text_percent=percent)) as shown:
        shown.resize(pixels)
        shown.begin()
        _open_in(shown, language)
        shown.show()
        drawn = state.make(shown, language)
        if drawn is shown:
            shown.resize(pixels)
        QTest.qWait(SETTLE_MS)
        _wait_for(shown.material)
        file = out / f"{'-'.join(kind)}-{state.name}.png"
        drawn.grab().save(str(file))
        if drawn is not shown:
            drawn.close()
    print(file.name, flush=True)
    return file


def _wait_for(material) -> None:
    """Until the page is drawn, which takes its time in the background."""
    for _ in range(PATIENCE_MS // SETTLE_MS):
        if material.sheet is None or material.sheet.is_drawn:
            return
        QTest.qWait(SETTLE_MS)


def _open_in(shown, language: str) -> None:
    """The sample course in the language of the window."""
    for course in shown._tutor.courses():
        if course.language == language:
            shown.open_course(course)


def _sheet(pictures: list[Path], file: Path) -> None:
    rows = -(-len(pictures) // COLUMNS)
    high = THUMB_PX * 9 // 16 + 18
    sheet = Image.new("RGB", (COLUMNS * THUMB_PX, rows * high), "#808080")
    pen = ImageDraw.Draw(sheet)
    for place, picture in enumerate(pictures):
        left, top = place % COLUMNS * THUMB_PX, place // COLUMNS * high
        with Image.open(picture) as image:
            image.thumbnail((THUMB_PX - 4, high - 20))
            sheet.paste(image, (left, top + 16))
        pen.text((left + 2, top + 2), picture.stem, "white")
    sheet.save(file, quality=40, method=6)


if __name__ == "__main__":
    main()
