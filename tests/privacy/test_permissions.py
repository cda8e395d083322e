"""What the learner has can be read by nobody else, also in a home that was made before."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tutor_app.core.turn import Turn
from tutor_app.settings.home import VARIABLE, below
from tutor_app.settings.permissions import protect
from tutor_app.store.record import Record

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a profile's access lists do it there")


def modes(folder):
    paths = [folder, *folder.rglob("*")]
    return {p: stat.S_IMODE(p.lstat().st_mode) for p in paths if not p.is_symlink()}


def too_open(folder):
    return {str(path): oct(mode) for path, mode in modes(folder).items() if mode & 0o077}


def tutor(home, *arguments):
    command = [sys.executable, "-m", "tutor_app", *arguments]
    return subprocess.run(
        command,
        env={**os.environ, VARIABLE: str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        umask=0o022,
    )


def test_what_commands_write_is_for_the_user_alone(tmp_path):
    book = tmp_path / "book.md"
    book.write_text("# Rubbing\n\nFriction opposes motion.\n", encoding="utf-8")
    home = tmp_path / "home"
    assert tutor(home, "course", "add", str(book)).returncode == 0
    tutor(home, "ask", "What is friction?")  # without a model it fails, and is kept
    tutor(home, "doctor")
    assert (home / "data" / "record.db").exists()
    assert len(modes(home)) > 5
    assert too_open(home) == {}


def test_a_home_that_was_readable_is_closed(tmp_path):
    home, elsewhere = below(tmp_path / "home"), tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "book.txt").write_text("public")
    (elsewhere / "book.txt").chmod(0o644)
    for folder in (
        home.config,
        home.media,
        home.courses / "motion",
        home.logs,
        home.cache,
        home.models / "m",
    ):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        (folder / "file").write_text("mine")
        (folder / "file").chmod(0o666)
    (home.courses / "link").symlink_to(elsewhere)
    protect(home)
    closed = {p: m for p, m in too_open(tmp_path / "home").items() if "/models/" not in p}
    assert closed == {}
    assert stat.S_IMODE((elsewhere / "book.txt").stat().st_mode) == 0o644
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755
    assert stat.S_IMODE((home.models / "m" / "file").stat().st_mode) == 0o666


def test_a_folder_that_holds_other_things_is_left_as_it_is(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "other").mkdir()
    home = below(tmp_path)
    home.media.mkdir(parents=True)
    protect(home)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE(home.data.stat().st_mode) == 0o700


def test_the_record_is_private_where_others_decide_the_umask(home, tmp_path):
    voice = tmp_path / "voice.wav"
    voice.write_bytes(b"sound")
    voice.chmod(0o644)
    before = os.umask(0o022)
    try:
        record = Record(home)
        kept = record.begin(Turn(home.courses / "motion", "a note", voice), datetime.now(UTC))
    finally:
        os.umask(before)
    files = [*home.data.glob("record.db*"), kept.turn.audio]
    assert len(files) == 4  # with its log and its index
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    record.close()


def test_what_was_asked_for_elsewhere_has_the_usual_mode(tmp_path):
    script = (
        "import sys; from pathlib import Path\n"
        "from tutor_app.settings.permissions import keep_private\n"
        "from tutor_app.tutor.whole_file import whole_file\n"
        "keep_private()\n"
        "with whole_file(Path(sys.argv[1])) as part: part.write_text('x')\n"
        "Path(sys.argv[2]).write_text('y')\n"
    )
    shown, kept = tmp_path / "handout.html", tmp_path / "kept"
    subprocess.run(
        [sys.executable, "-c", script, str(shown), str(kept)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        umask=0o022,
    )
    assert [stat.S_IMODE(file.stat().st_mode) for file in (shown, kept)] == [0o644, 0o600]
