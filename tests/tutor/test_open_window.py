"""What one process of ours asks of the window of another."""

import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from tutor_app.cli.main import main
from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak
from tutor_app.settings.home import below
from tutor_app.tutor.open_window import (
    LONGEST_PATH_BYTES,
    Capture,
    NoWindow,
    Show,
    Take,
    address,
    command,
    is_shown,
    read,
    tell,
    tell_or_open,
    written,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there")
PICTURE = Path("a picture ü.png").absolute()


class Window:
    """A window that only answers; what it heard."""

    def __init__(self, home, answer=b"{}\n"):
        self.heard, self._answer = [], answer
        home.door.parent.mkdir(parents=True, exist_ok=True)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(address(home))
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            with visitor, visitor.makefile("rwb") as file:
                self.heard.append(read(file.readline()))
                if self._answer:
                    file.write(self._answer)

    def close(self):
        if self._thread.is_alive():
            self._socket.shutdown(socket.SHUT_RDWR)
            self._thread.join(5)
            self._socket.close()


@pytest.fixture
def window(home):
    speak("en")
    opened = []

    def open_(**answer):
        opened.append(Window(home, **answer))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


@pytest.mark.parametrize("errand", [Show(), Capture(), Capture("screen"), Take(PICTURE)])
def test_what_is_told_is_what_is_read(errand):
    assert read(written(errand)) == errand


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"show", b"{}", b'{"do": "leave"}', b'{"do": "capture", "part": "mind"}',
     b'{"do": "take"}', b'{"do": "take", "picture": "here.png"}', b"\xff\xfe"],
)  # fmt: skip
def test_what_is_not_known_is_not_done(line):
    with pytest.raises(ValueError):  # noqa: PT011  of many kinds
        read(line)


def test_without_a_window_that_is_said_with_what_to_do(home, capsys):
    assert main(["capture"]) == 1
    said = capsys.readouterr().err
    assert "The window of Tutor is not open." in said
    assert "--open" in said


def test_a_window_that_is_gone_without_closing_its_socket_is_none(home, window):
    window().close()
    assert Path(address(home)).exists()
    with pytest.raises(NoWindow):
        tell(home, Show())


def test_the_command_tells_the_window_which_part_or_which_picture(home, window, tmp_path):
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"a picture")
    heard = window().heard
    assert main(["capture"]) == 0
    assert main(["capture", "screen"]) == 0
    assert main(["capture", "--file", str(picture)]) == 0
    assert heard == [Capture("region"), Capture("screen"), Take(picture)]


def test_a_picture_that_is_not_there_is_said_here(home, window, capsys):
    heard = window().heard
    assert main(["capture", "--file", "no such.png"]) == 1
    assert "There is no picture" in capsys.readouterr().err
    assert heard == []


def test_what_the_window_answers_is_said(home, window, capsys):
    window(answer=b'{"trouble": "Not now.", "hint": "Later."}\n')
    assert main(["capture"]) == 1
    assert capsys.readouterr().err.split("\n")[:2] == ["Not now.", "Later."]


@pytest.mark.parametrize("answer", [b"", b"no json\n", b"[]\n"])
def test_a_window_that_answers_nothing_sensible_is_no_reason_to_wait(home, window, answer):
    window(answer=answer)
    with pytest.raises(TutorError, match="does not answer"):
        tell(home, Show())


def test_a_window_that_hangs_is_given_up(home):
    home.door.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(address(home))
        hanging.listen()
        assert not is_shown(home, answer_s=0.05)


def test_a_window_is_opened_first_when_that_is_asked(home, window):
    class Started:
        def poll(self):
            return None

    opened, slept = [], []

    def start(home):
        return Started()

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 3:
            opened.append(window())

    tell_or_open(home, Capture("screen"), start, sleep)
    assert opened[0].heard == [Capture("screen")]
    assert len(slept) == 3


def test_a_window_that_does_not_open_is_not_waited_for(home):
    class Ended:
        def poll(self):
            return 1

    slept = []
    with pytest.raises(TutorError, match="did not open"):
        tell_or_open(home, Show(), lambda home: Ended(), slept.append)
    assert len(slept) == 1


def test_a_home_in_a_deep_folder_has_a_socket_all_the_same(tmp_path):
    deep = below(tmp_path / ("a" * 90) / ("b" * 90))
    assert len(os.fsencode(address(deep))) <= LONGEST_PATH_BYTES
    assert address(deep) != address(below(tmp_path / ("a" * 90) / ("c" * 90)))


def test_the_command_for_the_desktop_names_this_home(home):
    words = command(home)
    assert words.endswith("capture --open")
    assert str(home.data.parent) in words
