"""A quarter of an hour of study in the real window under Xvfb, with real events, over both sample courses.

`MINUTES` shortens it. The window must complain of nothing (`tests.window.shown`), its event loop is watched
(`tests.bench.watched`), and it goes from English to Chinese in the middle.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, pairwise
from pathlib import Path
from statistics import fmean
from typing import TypeAlias

from tests.bench.row import Row, at_most
from tests.window.desktop import until
from tests.window.shown import ASK, CHINESE, CITATION, QUESTION, Shown, window
from tutor_app.settings.home import below, find_home

MINUTES = float(os.environ.get("MINUTES", "15"))
FLAT_AFTER = 2 / 3  # of the time
WARM_S = 20.0  # the models are opened then, and the first pages drawn
WATCHED = Path(__file__).with_name("watched.py")
MOTION, LEARNING = "motion-forces-and-energy", "机器学习入门"
TYPED = {
    MOTION: (
        "What is friction?",
        "What is the difference between mass and weight?",
        "How does a rocket move?",
    ),
    LEARNING: ("什么是过拟合？", "学习率太大会发生什么？", "反向传播怎样计算梯度？"),
}
SPOKEN = {MOTION: ("mass-weight", "friction"), LEARNING: ("learning-rate", "overfitting")}
PAGES, NOTCHES = 6, 20
Watch: TypeAlias = list[tuple[float, float, float]]  # as `tests.bench.watched` writes it


def run(data: Path | None) -> list[Row]:
    """`data` is not used."""
    with tempfile.TemporaryDirectory() as folder:
        watched = Path(folder) / "watched.txt"
        command = [sys.executable, str(WATCHED), str(watched)]
        home = below(Path(folder) / "home")
        with window(find_home(), home.data.parent, command=command, course=MOTION) as shown:
            turns, rounds = _study(shown, time.monotonic() + 60 * MINUTES, watched)
        return [Row("turns", turns, ""), *_rows(_read_watch(watched), rounds)]


def _study(shown: Shown, end: float, watched: Path) -> tuple[int, list[float]]:
    """Ask, speak, look up citations, read, change the course; how many turns were answered, and when each
    round over both courses began, in seconds of the watch.
    """
    turns, rounds, half = 0, list[float](), time.monotonic() + (end - time.monotonic()) / 2
    for course in cycle((MOTION, LEARNING)):
        if course == MOTION and watched.exists():
            rounds.append(_read_watch(watched)[-1][0])
        if turns:
            _change_course(shown, course)
        if time.monotonic() > half and not shown.words:
            _change_language(shown)
        for ask in _asks(course):
            if time.monotonic() > end:
                return turns, rounds
            ask(shown)
            turns += 1
            shown.answered(turns)
            shown.click(f"{CITATION} 1")
            _read(shown)
    return turns


def _asks(course: str) -> Iterator[Callable[[Shown], None]]:
    for text in TYPED[course]:
        yield lambda shown, text=text: _type(shown, text)
    for clip in SPOKEN[course]:
        yield lambda shown, clip=clip: shown.say(f"{clip}.flac")


def _type(shown: Shown, text: str) -> None:
    shown.desktop.at_spi("write", shown.words.get(QUESTION, QUESTION), text)
    shown.click(ASK)


def _read(shown: Shown) -> None:
    """The page as a reader handles it."""
    shown.desktop.xdotool("mousemove", 350, 500)
    for key in ("Page_Down", "ctrl+plus", "ctrl+minus", "Page_Up"):
        for _ in range(PAGES):
            shown.desktop.xdotool("key", key, "sleep", 0.1)
    for wheel in (5, 4):
        shown.desktop.xdotool("click", "--repeat", NOTCHES, "--delay", 50, wheel)


def _change_course(shown: Shown, course: str) -> None:
    """By the list, in which the English one is the first of two."""
    _open_list(shown, "")
    shown.desktop.xdotool("sleep", 0.5, "key", "Home" if course == MOTION else "End", "Return", "sleep", 1)


def _open_list(shown: Shown, name: str) -> None:
    """The first one that shows what begins so: Qt names it to a screen reader by what is chosen."""
    found = until(lambda: shown.desktop.at_spi("find", name, "combo box"), 30, f"a list with {name}")
    x, y, width, height = found[2]
    shown.desktop.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)


def _change_language(shown: Shown) -> None:
    """By the preferences, which a key opens."""
    shown.desktop.xdotool("key", "ctrl+comma")
    _open_list(shown, "English")
    shown.desktop.xdotool("sleep", 0.5, "key", "End", "Return", "sleep", 1, "key", "Escape")
    shown.words.update(CHINESE)
    shown.find(QUESTION)
    until(lambda: shown.find(ASK), 30, "the window is Chinese")


def _read_watch(watched: Path) -> Watch:
    lines = (map(float, line.split()) for line in watched.read_text().splitlines())
    return [(at, gap, memory) for at, gap, memory in lines]


def _rows(watch: Watch, rounds: Sequence[float]) -> Iterator[Row]:
    """Memory rises and falls with the course that is open: whole rounds over both are compared."""
    gaps = [gap for at, gap, _ in watch if at >= WARM_S]
    late = [at for at in rounds if at >= FLAT_AFTER * watch[-1][0]]
    means = [fmean(memory for at, _, memory in watch if start <= at < stop) for start, stop in pairwise(late)]
    yield at_most("longest gap of the event loop", max(gaps), "ms", 50)
    yield Row("seconds with a gap of over 50 ms", sum(gap > 50 for gap in gaps), f"of {len(gaps)}")
    if len(means) > 1:
        yield Row("memory of the window, mean of the last round", means[-1], "MB")
        gained = 100 * (means[-1] / means[0] - 1)
        yield at_most(f"memory gained in {len(means)} rounds after two thirds", gained, "%", 5)
