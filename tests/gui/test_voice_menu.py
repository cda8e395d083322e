"""The learner chooses how to speak, and can speak without a key."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.test_window import Spoken, courses, window  # noqa: F401  fixtures
from tutor_app.core.answer import Answer
from tutor_app.core.errors import TutorError
from tutor_app.engine.messages import Answered, Heard, Over
from tutor_app.gui.voice_menu import VoiceMenu


def chosen(menu):
    menu.fill()
    return [action.text() for action in menu.menu().actions() if action.isChecked()]


def press(menu, text):
    menu.fill()
    next(action for action in menu.menu().actions() if action.text() == text).trigger()


@pytest.fixture
def spoken(window, monkeypatch):  # noqa: F811
    """Recordings that the test makes."""
    recordings = []

    def record(file, _device):
        recordings.append(Spoken(file))
        return recordings[-1]

    monkeypatch.setattr("tutor_app.gui.talk.Recording", record)
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    return recordings


def test_microphones_are_looked_for_whenever_the_menu_opens(qtbot):
    found = ["Built in"]
    menu = VoiceMenu(devices=lambda: found)
    qtbot.addWidget(menu)
    assert chosen(menu) == ["English or Chinese", "The system's choice"]
    found.append("Headset & more")
    with qtbot.waitSignal(menu.microphone_chosen) as signal:
        press(menu, "Headset && more")
    assert signal.args == ["Headset & more"]
    menu.microphone = "Gone"
    assert "Gone" in chosen(menu)


def test_a_missing_sound_system_is_said_in_the_menu(qtbot):
    def none():
        raise TutorError("PortAudio is missing.")

    menu = VoiceMenu(devices=none)
    qtbot.addWidget(menu)
    menu.fill()
    assert "PortAudio is missing." in [action.text() for action in menu.menu().actions()]


def test_what_is_chosen_is_kept_and_told_to_the_engine(window, spoken):  # noqa: F811
    how = window.bar.talk.how
    how._devices = lambda: ["Headset"]
    press(how, "中文")
    press(how, "Headset")
    assert (window._tutor.settings.spoken, window._tutor.settings.microphone) == ("zh", "Headset")
    assert chosen(how) == ["中文", "Headset"]
    sent = []
    window._client._send = sent.append
    window.bar.talk.start()
    window.bar.talk.stop()
    assert [message.spoken for message in sent] == ["zh", "zh"]


def say(window, text="Why does ice float?"):  # noqa: F811
    window.hear(Heard(window.hearing.id, text, "", final=False))
    window.hear(Over(window.hearing.id))


def test_hands_free_asks_after_a_silence_and_listens_again_after_the_answer(window, spoken):  # noqa: F811
    press(window.bar.talk.how, "Hands-free: speak when you like")
    assert window.bar.talk.is_recording
    say(window)
    assert not window.bar.talk.is_recording
    assert window._tutor.turns()[0].turn.audio == spoken[0].file
    window.hear(Answered(window.turn.id, Answer("So.", (), True, "quote")))
    assert window.bar.talk.is_recording
    say(window, "And why?")
    assert len(window._tutor.turns()) == 2


def test_a_silence_ends_nothing_while_a_key_is_held(window, spoken):  # noqa: F811
    window.bar.talk.start()
    say(window)
    assert window.bar.talk.is_recording


def test_switching_hands_free_off_drops_a_silence_and_asks_words(window, spoken):  # noqa: F811
    how = window.bar.talk.how
    press(how, "Hands-free: speak when you like")
    press(how, "Hands-free: speak when you like")
    assert not window.bar.talk.is_recording
    assert not window._tutor.turns()
    press(how, "Hands-free: speak when you like")
    window.hear(Heard(window.hearing.id, "Why", "", final=False))
    press(how, "Hands-free: speak when you like")
    assert len(window._tutor.turns()) == 1
    assert not window.bar.talk.is_recording


def test_hands_free_hears_nothing_while_another_program_is_used(window, spoken, monkeypatch):  # noqa: F811
    from PySide6.QtCore import QEvent

    press(window.bar.talk.how, "Hands-free: speak when you like")
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert not window.bar.talk.is_recording
    assert not window._tutor.turns()
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert window.bar.talk.is_recording
