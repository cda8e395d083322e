"""Nothing leaves the machine: every process of a study session under a recorder of system calls."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tutor_app.settings.home import VARIABLE

ROOT = Path(__file__).parents[2]
VOICE = ROOT / "tests" / "voices" / "friction.flac"
CALLS = "trace=connect,sendto,sendmsg,sendmmsg"
# A socket of this machine alone (a display, a bus) has no internet family.
AWAY = re.compile(r"AF_INET6?\b")
BOOK = "# Rubbing\n\nFriction is a force that opposes the motion of two surfaces in contact.\n"


def namespace() -> list[str]:
    """The command that leaves only the loopback, and that asleep, where the system allows it."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        return []
    return [unshare, "-rn"]


def recorder() -> list[str]:
    """The command that records; skips where the system has or allows none."""
    if not (strace := shutil.which("strace")):
        pytest.skip("strace is not here: connections can't be recorded on this system")
    tried = subprocess.run([strace, "-f", "-e", CALLS, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this system doesn't allow its calls to be recorded")
    return [strace, "-f", "--seccomp-bpf", "-qq", "-e", CALLS]


@pytest.fixture
def quiet_home(tmp_path, models_home):
    (tmp_path / "home" / "data").mkdir(parents=True)
    (tmp_path / "home" / "data" / "models").symlink_to(models_home.models)
    return tmp_path / "home"


def attempts(log: Path) -> list[str]:
    return [line for line in log.read_text(errors="replace").splitlines() if AWAY.search(line)]


def record(command: list[str], log: Path, home: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    environment = {
        **kept,
        VARIABLE: str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(home / "outside"),
        "HOME": str(home / "user"),
    }
    return subprocess.run(
        [*namespace(), *recorder(), "-o", str(log), sys.executable, *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_recorder_sees_a_connection_that_is_attempted(tmp_path):
    attempt = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    record(
        ["-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {attempt!r}])"],
        tmp_path / "log",
        tmp_path,
    )
    assert attempts(tmp_path / "log")


def test_a_whole_study_session_attempts_no_connection(tmp_path, quiet_home):
    picture, book = tmp_path / "question.png", tmp_path / "rubbing.md"
    image = Image.new("RGB", (500, 60), "white")
    ImageDraw.Draw(image).text(
        (10, 10), "What is friction?", fill="black", font=ImageFont.load_default(size=32)
    )
    image.save(picture)
    book.write_text(BOOK, encoding="utf-8")
    done = record(
        ["-m", "tests.privacy.study", *map(str, (quiet_home, VOICE, picture, book))],
        tmp_path / "log",
        quiet_home,
    )
    print(done.stdout, done.stderr)
    assert attempts(tmp_path / "log") == []
    assert done.returncode == 0
    assert not list((quiet_home / "outside").rglob("*.db")), "events that wait to be sent"
