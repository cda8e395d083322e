"""From the start of the program to the first paint and to loaded models, on a real screen; warm."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from tests.bench.row import Row, at_most
from tests.window.desktop import desktop, until
from tutor_app.settings.home import VARIABLE, below, find_home
from tutor_app.settings.settings import Settings, save

STARTS = 5
PAPER = 200  # the window is light, the desktop behind it is black
HEAVY = ("torch", "onnxruntime", "transformers", "whisper")


def run(data: Path | None) -> list[Row]:
    """`data` is not used: the program starts with the sample course."""
    paints, readies = [], []
    with tempfile.TemporaryDirectory() as folder, desktop() as screen:
        home = below(Path(folder))
        home.data.mkdir(parents=True)
        for name in ("models", "courses"):
            (home.data / name).symlink_to(getattr(find_home(), name), target_is_directory=True)
        save(home.settings_file, Settings(language="en", theme="light"))
        env = {**screen.env, VARIABLE: folder}
        for _ in range(STARTS + 1):
            start = time.perf_counter()
            program = subprocess.Popen(
                [sys.executable, "-m", "tutor_app"], env=env, stderr=subprocess.DEVNULL
            )
            while np.mean(np.asarray(screen.screenshot())[200:600, 200:600]) < PAPER:
                time.sleep(0.01)
            paints.append(time.perf_counter() - start)
            until(
                lambda: screen.at_spi("find", "The CPU") or screen.at_spi("find", "cuda"), 60, "it is ready"
            )
            readies.append(time.perf_counter() - start)
            program.terminate()
            program.wait(10)
        loaded = _heavy_modules()
    return [
        at_most("first paint, warm, median", median(paints[1:]), "s", 1.5),
        Row("models loaded, warm, median", median(readies[1:]), "s"),
        at_most("of torch, onnxruntime, transformers, whisper in the window's process", loaded, "modules", 0),
    ]


def _heavy_modules() -> int:
    """How many of the heavy packages building the window imports."""
    code = f"import sys, tutor_app.gui.app\nprint(sum(name in sys.modules for name in {HEAVY}))"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return int(subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout)
