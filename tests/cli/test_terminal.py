"""What goes to a terminal is printed in any encoding, and obeyed in none."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tutor_app.cli.terminal import TerminalStream, prepare_terminal, print_json, to_printable
from tutor_app.core.errors import Cancelled

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Motion\x1b[31m in red\x1b[0m", "Motion in red"),
        ("\x1b]0;your password?\x07Title", "Title"),
        ("\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
        ("\x9b2JTitle\x9d0;x\x9c", "Title"),
        ("one\rtwo\x08\x07\x00\x7f", "onetwo"),
        ("\x1bcTitle\x1b(0", "Title"),
        ("safe\u202etxt.exe\u2066\u2069\u200f", "safetxt.exe"),
        ("torn \x1b", "torn "),
        ("x\x1b[1", "x1"),
        ("lone \ud800, pair \ud83d\ude00", "lone \ufffd, pair \U0001f600"),
        ("two\nlines\tand 中文 ½ é", "two\nlines\tand 中文 ½ é"),
    ],
)
def test_what_a_terminal_would_obey_is_left_out(text, printed):
    assert to_printable(text) == printed


def test_a_sequence_that_comes_in_pieces_is_not_obeyed_either():
    out = io.StringIO()
    for piece in ("a\x1b", "[2J", "b"):
        TerminalStream(out).write(piece)
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize(
    "encoding", ["gbk", "cp1252", "latin-1", "cp437", "ascii", "shift_jis", "utf-16", "utf-8"]
)
def test_every_encoding_prints_whatever_there_is(encoding, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    prepare_terminal()
    print("摩擦力 › friction … ½ \U0001f600 \udce9")
    print_json({"title": "摩擦力 \udce9 \x9b"})
    sys.stdout.flush()
    words = raw.getvalue().decode("utf-8" if encoding == "ascii" else encoding)
    assert "friction" in words
    assert ("摩擦力" in words) == (encoding in ("gbk", "shift_jis", "ascii", "utf-16", "utf-8"))
    assert json.loads(words[words.index("{") :]) == {"title": "摩擦力 \udce9 \x9b"}
    assert "\x9b" not in words


def tutor(home, *arguments, **variables):
    command = [sys.executable, "-m", "tutor_app", "--home", str(home), *arguments]
    kept = {
        n: v for n, v in os.environ.items() if not n.startswith(("PYTHONIO", "PYTHONUTF8", "LC_", "LANG"))
    }
    environment = {**kept, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.fixture
def odd_home(tmp_path):
    for n, title in enumerate(("摩擦力 › 力", "Red\x1b[31m\x1b]0;pwned\x07", "caf\u00e9 \u202e")):
        folder = tmp_path / "data" / "courses" / f"course-{n}"
        folder.mkdir(parents=True)
        about = {"title": title, "language": "en", "kind": "markdown", "source": "source", "sha256": ""}
        (folder / "course.json").write_text(json.dumps(about), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONUTF8": "1"},
    ],
    ids=str,
)
def test_titles_are_listed_in_every_encoding(odd_home, variables):
    done = tutor(odd_home, "course", "list", **variables)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 3
    assert not {0x1B, 0x07, 0x0D} & set(done.stdout.replace(os.linesep.encode(), b""))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
@pytest.mark.parametrize("arguments", [["course", "list"], ["models", "list"]], ids=str)
def test_a_pipe_that_nobody_reads_ends_quietly(odd_home, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "tutor_app", "--home", str(odd_home), *arguments]
    done = subprocess.run(
        command,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_turn_whose_reader_is_gone_is_stopped(monkeypatch):
    from tutor_app.cli import ask
    from tutor_app.engine.messages import Partial

    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(Cancelled):
        ask._print_while_read(Partial(1, "Friction", ()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_names_that_are_not_utf_8_are_added_listed_and_missed_in_words(tmp_path):
    home, name = tmp_path / "home", os.fsdecode(b"caf\xe9.md")
    (tmp_path / name).write_text("# Rubbing\n\nFriction opposes motion.\n", encoding="utf-8")
    (home / "data").mkdir(parents=True)
    missing = tutor(home, "course", "add", str(tmp_path / os.fsdecode(b"no\xe9.md")))
    assert missing.returncode == 1
    assert b"Traceback" not in missing.stderr
    assert b"no" in missing.stderr
    added = tutor(home, "course", "add", str(tmp_path / name))
    assert b"Traceback" not in added.stderr
    listed = tutor(home, "course", "list", "--json")
    assert json.loads(listed.stdout)[0]["title"] == "Rubbing"
