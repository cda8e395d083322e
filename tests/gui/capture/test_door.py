"""The open window hears other processes, and only in the language that is agreed."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from tutor_app.core.language import speak
from tutor_app.gui.capture.door import Door
from tutor_app.settings.home import arguments
from tutor_app.tutor.open_window import MOST_BYTES, Capture, address


@pytest.fixture
def door(home, qapp):
    speak("en")
    made = Door()
    assert made.open(home)
    yield made
    made.close()
    made.deleteLater()


def visit(home, qtbot, line):
    """What is answered to a line; nothing if the door is shut at once."""
    visitor = QLocalSocket()
    visitor.connectToServer(address(home))
    visitor.write(line)
    qtbot.waitUntil(lambda: visitor.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    return bytes(visitor.readAll().data())


def test_the_command_of_another_process_is_heard_through_a_real_socket(home, door, qtbot):
    words = [sys.executable, "-m", "tutor_app", *arguments(home), "capture", "screen"]
    with subprocess.Popen(words) as other:
        asked = qtbot.waitSignal(door.asked, timeout=20000)
        asked.wait()
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=20000)
    assert asked.args == [Capture("screen")]
    assert other.returncode == 0


def test_what_is_not_known_is_answered_and_not_passed_on(home, door, qtbot):
    with qtbot.assertNotEmitted(door.asked):
        assert b"does not know" in visit(home, qtbot, b'{"do": "leave"}\n')
        assert b"does not know" in visit(home, qtbot, b"\xff\n")


def test_a_visitor_who_never_comes_to_the_point_is_sent_away(home, door, qtbot):
    with qtbot.assertNotEmitted(door.asked):
        assert visit(home, qtbot, b"x" * 2 * MOST_BYTES) == b""


def test_a_line_may_come_in_pieces(home, door, qtbot):
    visitor = QLocalSocket()
    visitor.connectToServer(address(home))
    with qtbot.assertNotEmitted(door.asked, wait=50):
        visitor.write(b'{"do": "cap')
    with qtbot.waitSignal(door.asked):
        visitor.write(b'ture", "part": "region"}\n')
    visitor.abort()


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there")
def test_nobody_else_can_come_in(home, door):
    assert Path(address(home)).stat().st_mode & 0o077 == 0


def test_a_window_takes_the_place_of_one_that_is_gone(home, door):
    other = Door()
    assert other.open(home)
    other.close()


def test_a_home_that_can_not_be_written_costs_only_that(home, tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be")
    assert not Door().open(home)
