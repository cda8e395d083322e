"""Our window beside Buzz and qpdfview: start, memory, controls without a name, keys. In turn, three times.

A key works if within `KEY_S` more than `SEEN_PX` pixels of the screen are others than before, or the program
ends. All look as they do after a start: ours and qpdfview with the same book, Buzz with its empty list.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import psutil

from tests.bench.controls import Node, controls, unnamed
from tests.bench.programs import Program, buzz, qpdfview, tutor
from tests.bench.row import Row
from tests.window.desktop import SYSTEM_PYTHON, Desktop, desktop, until

ROUNDS = int(os.environ.get("ROUNDS", "3"))
REST_S = 10.0
DESKTOPS = 3  # tried at most, until windows are managed
KEYS = ("F1", "ctrl+f", "ctrl+o", "ctrl+q")
KEY_S = 2.5
SEEN_PX = 200  # a caret that blinks is 40, a frame around what has the focus 500
LISTING = Path(__file__).parent / "peers" / "controls.py"
Measured = dict[tuple[str, str], float]  # figure, unit


def run(data: Path | None) -> list[Row]:
    """`data` is not used."""
    rounds: dict[str, list[Measured]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        programs = [make(Path(folder) / make.__name__) for make in (tutor, buzz, qpdfview)]
        for number in range(ROUNDS):
            for program in programs:
                rounds.setdefault(program.name, []).append(_measure(program))
                print(number + 1, program.name, rounds[program.name][-1], file=sys.stderr)
    return [
        Row(f"{program}: {figure}", median(one[figure, unit] for one in measured), unit)
        for program, measured in rounds.items()
        for figure, unit in measured[0]
    ]


def _measure(program: Program) -> Measured:
    """Start it on a desktop of its own, let it rest, look, press keys."""
    for _ in range(DESKTOPS):
        with desktop() as screen:
            if _is_managed(screen):
                return _measure_on(screen, program)
    raise RuntimeError("openbox does not start")


def _measure_on(screen: Desktop, program: Program) -> Measured:
    begun = time.perf_counter()
    process = subprocess.Popen(
        program.command,
        env={**screen.env, **program.env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _is_seen(screen, process.pid), 120, f"{program.name} shows a window")
        shown_s = time.perf_counter() - begun
        screen.xdotool("sleep", REST_S)
        whole, window = _memory_mb(process.pid)
        listing = [Node(*node) for node in _ask(screen, "list", process.pid)]
        _keep(screen, program.name)
        return {
            ("first visible window", "s"): shown_s,
            ("memory at rest, all its processes (PSS)", "MB"): whole,
            ("memory at rest, the window's process (PSS)", "MB"): window,
            ("controls that show", ""): len(controls(listing)),
            ("of these without a name", ""): len(unnamed(listing)),
            ("get the focus by Tab until it comes round", ""): _ask(screen, "tab", process.pid),
            **{(f"{key} does something", "of 1"): _works(screen, process, key) for key in KEYS},
        }
    finally:
        _end(process)


def _is_managed(screen: Desktop) -> bool:
    """Without a window manager no window gets the keys; a desktop now and then comes up so."""
    look = ["xdotool", "get_desktop"]
    try:
        until(lambda: not subprocess.run(look, env=screen.env, capture_output=True).returncode, 5, "managed")
    except TimeoutError:
        return False
    return True


def _is_seen(screen: Desktop, pid: int) -> bool:
    """xdotool ends with 1 as long as there is none."""
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(pid)]
    return bool(subprocess.run(search, env=screen.env, capture_output=True, check=False).stdout.strip())


def _memory_mb(pid: int) -> tuple[float, float]:
    """Of the process with all it started, and of itself; what is shared counts in parts."""
    window = psutil.Process(pid)
    parts = [one.memory_full_info().pss / 1e6 for one in (window, *window.children(recursive=True))]
    return sum(parts), parts[0]


def _ask(screen: Desktop, command: str, pid: int):
    done = subprocess.run(
        [SYSTEM_PYTHON, str(LISTING), command, str(pid)],
        env=screen.env,
        check=True,
        capture_output=True,
        timeout=180,
    )
    return json.loads(done.stdout)


def _works(screen: Desktop, process: subprocess.Popen, key: str) -> int:
    before = _steady(screen)
    screen.xdotool("key", key)
    end = time.monotonic() + KEY_S
    is_seen = False
    while not is_seen and time.monotonic() < end:
        screen.xdotool("sleep", 0.1)
        is_seen = process.poll() is not None or _changed(before, _picture(screen))
    screen.xdotool("sleep", 0.5, "key", "Escape")  # closes what was opened
    return int(is_seen)


def _steady(screen: Desktop) -> np.ndarray:
    """The screen once it no longer changes."""

    def look() -> list[np.ndarray]:
        one = _picture(screen)
        screen.xdotool("sleep", 0.5)
        return [] if _changed(one, _picture(screen)) else [one]

    return until(look, 30, "the screen is still")[0]  # type: ignore[index]


def _picture(screen: Desktop) -> np.ndarray:
    return np.asarray(screen.screenshot())


def _changed(one: np.ndarray, other: np.ndarray) -> bool:
    return int(np.any(one != other, axis=2).sum()) > SEEN_PX


def _keep(screen: Desktop, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        screen.screenshot(Path(folder) / f"{name}.png")


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
