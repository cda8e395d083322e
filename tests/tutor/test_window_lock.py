"""One window on a home: a second one says why it can't be, and a lock goes with its process."""

import subprocess
import sys

import pytest

from tutor_app.gui.app import take_window
from tutor_app.tutor.window_lock import WindowLock

HOLDER = """
import sys
from tutor_app.settings.home import find_home
from tutor_app.tutor.window_lock import WindowLock
lock = WindowLock(find_home())
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(home):
    """Another process that has the lock of `home`."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "True\n"
    yield process
    process.kill()
    process.communicate()


def test_the_first_window_gets_the_lock_and_says_nothing(home):
    told = []
    lock = take_window(home, told.append)
    assert lock is not None
    assert told == []
    lock.release()


def test_a_second_window_of_another_process_says_why_it_cannot_open(home, holder):
    told = []
    assert take_window(home, told.append) is None
    assert told == [
        "Another window of Tutor is open and does not answer.\n"
        "Wait a moment and start again, or end that program."
    ]


def test_a_lock_goes_with_the_process_that_had_it_however_it_ends(home, holder):
    assert not WindowLock(home).acquire()
    holder.kill()
    holder.communicate()
    lock = WindowLock(home)
    assert lock.acquire()
    lock.release()


def test_a_lock_that_is_released_can_be_taken_again(home):
    first, second = WindowLock(home), WindowLock(home)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()
