"""Open Qt programs that ours is compared with. Each is only started, with a home of its own."""

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.settings.home import VARIABLE, below, find_home
from tutor_app.settings.settings import Settings, save

BUZZ = Path(".bench") / "buzz"
BUZZ_STEPS = (  # its Whisper is built with a module that newer setuptools no longer has
    ("setuptools<80", "wheel"),
    ("--no-build-isolation", "--no-deps", "openai-whisper==20240930"),
    ("--no-build-isolation", "buzz-captions==1.2.0"),
)
BOOK = Path("resources/courses/motion/Motion, Forces and Energy.pdf")


@dataclass(frozen=True)
class Program:
    """What starts it, and what of the environment it needs."""

    name: str
    command: tuple[str, ...]
    env: dict[str, str]


def tutor(folder: Path) -> Program:
    """Ours as it is installed, after the tour, with the sample courses."""
    home = below(folder)
    home.data.mkdir(parents=True)
    for name in ("models", "courses"):
        (home.data / name).symlink_to(getattr(find_home(), name), target_is_directory=True)
    save(home.settings_file, Settings(language="en", theme="light", toured=True))
    return Program("Tutor", (sys.executable, "-m", "tutor_app"), {VARIABLE: str(folder)})


def buzz(folder: Path) -> Program:
    """Installed at first into an environment under `.bench` (6 GB)."""
    python = BUZZ / "bin/python"
    if not (BUZZ / "ready").exists():
        venv.create(BUZZ, with_pip=True, clear=True)
        for step in BUZZ_STEPS:
            subprocess.run([python, "-m", "pip", "install", "-q", *step], check=True)
        (BUZZ / "ready").touch()
    return Program("Buzz", (str(python.absolute()), "-m", "buzz"), _home(folder))


def qpdfview(folder: Path) -> Program:
    """With the book that our window opens at first. Raises: TutorError."""
    found = shutil.which("qpdfview")
    if not found:
        raise TutorError("qpdfview is not installed.", "apt-get install --no-install-recommends qpdfview")
    return Program("qpdfview", (found, str(BOOK.absolute())), _home(folder))


def _home(folder: Path) -> dict[str, str]:
    folder.mkdir(parents=True)
    below_home = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
    return {"HOME": str(folder), "PATH": os.environ["PATH"], **below_home}
