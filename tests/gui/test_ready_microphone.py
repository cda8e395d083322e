"""A microphone is open when somebody is about to speak, and not for ever."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.gui import ready_microphone
from tutor_app.gui.ready_microphone import ReadyMicrophone


class Opened:
    def __init__(self, device):
        self.device, self.is_closed = device, False

    def close(self):
        self.is_closed = True


@pytest.fixture
def ready(qapp, monkeypatch):
    monkeypatch.setattr(ready_microphone, "WAIT_MS", 30)
    opened = []

    def open_microphone(device):
        opened.append(Opened(device))
        return opened[-1]

    ready = ReadyMicrophone(None, open_microphone)
    ready.opened = opened
    return ready


def test_the_one_that_was_expected_is_taken_with_what_it_remembers(ready):
    ready.expect()
    ready.expect()
    assert ready.take() is ready.opened[0]
    assert len(ready.opened) == 1
    assert ready.take() is ready.opened[1]


def test_what_is_not_used_is_closed_after_a_while_unless_it_is_kept(ready, qtbot):
    ready.expect()
    qtbot.waitUntil(lambda: ready.opened[0].is_closed, timeout=2000)
    ready.is_kept = True
    ready.expect()
    qtbot.wait(90)
    assert not ready.opened[1].is_closed
    ready.let_go()
    assert ready.opened[1].is_closed


def test_another_device_is_opened_anew(ready):
    ready.expect()
    ready.device = "Headset"
    assert ready.take().device == "Headset"
    assert ready.opened[0].is_closed


def test_a_missing_microphone_is_said_only_to_who_speaks(qapp):
    def none(device):
        raise TutorError("There is none.")

    ready = ReadyMicrophone(None, none)
    ready.expect()
    with pytest.raises(TutorError):
        ready.take()
