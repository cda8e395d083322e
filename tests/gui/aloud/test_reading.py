"""Reading aloud in the window: it begins, follows the sentence, and makes way for the learner's voice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.gui.test_voice_menu import press, spoken  # noqa: F401  fixtures
from tests.gui.test_window import answer, courses, window  # noqa: F401  fixtures
from tutor_app.core.errors import TutorError
from tutor_app.engine.messages import Answered, Cancel, Failed, Prepare, Recite, Recited, RecitedPiece
from tutor_app.gui.aloud.spoken import Finder, Range
from tutor_app.gui.draft import Draft

TEXT = "Ice is **light** [1]. So it floats."


class Player:
    """A speaker whose sounds end when the test wants."""

    def __init__(self, rate_hz):
        self.rate_hz, self.played, self.is_stopped = rate_hz, [], False
        self.mark, self.is_idle = None, False

    def play(self, file, mark):
        assert file.exists()
        self.played.append(mark)
        self.mark = self.mark or mark

    def taken_loudness(self):
        return 0.1

    def stop(self):
        self.is_stopped = True


class Sent(list):
    """What the window says to the model process."""

    def of(self, kind):
        return [message for message in self if isinstance(message, kind)]


@pytest.fixture
def sent(window, monkeypatch):  # noqa: F811
    """The window with an explanation, a natural voice and a speaker of the test's."""
    window.ask(Draft("Why does ice float?"))
    sent = Sent()
    monkeypatch.setattr(window._client, "_send", sent.append)
    monkeypatch.setattr(window.aloud._reading, "_is_natural", lambda: True)
    sent.players = []

    def open_speaker(rate_hz):
        sent.players.append(Player(rate_hz))
        return sent.players[-1]

    monkeypatch.setattr(window.aloud._reading, "_open_speaker", open_speaker)
    window.hear(Answered(window.turn.id, answer(TEXT)))
    return sent


@pytest.fixture
def reading(window, sent, home):  # noqa: F811
    """It is being read; the first piece has come."""
    window.panel.aloud.click()
    [recite] = sent.of(Recite)
    sent.file = recite.folder / "1.wav"
    sent.file.parent.mkdir(parents=True)
    sent.file.write_bytes(b"sound")
    window.hear(RecitedPiece(recite.id, sent.file, ("Ice is light.",)))
    window.aloud._reading.poll()
    return recite


def marked(window):  # noqa: F811
    return [mark.cursor.selectedText() for mark in window.panel.explanation.extraSelections()]


def test_a_finished_explanation_can_be_read_and_its_voice_gets_ready(window, sent):  # noqa: F811
    assert not window.panel.aloud.isHidden()
    assert sent.of(Prepare) == [Prepare(TEXT, 1.0)]
    window.ask(Draft("And why?"))
    assert window.panel.aloud.isHidden()  # until the next one is written to its end


def test_the_sentence_that_is_spoken_is_marked_until_the_last_one_has_been_heard(window, sent, reading):  # noqa: F811
    player = sent.players[0]
    assert (reading.text, player.rate_hz) == (TEXT, 24_000)
    assert marked(window) == ["Ice is light"]
    assert not sent.file.exists()  # it is in memory now
    player.mark = ("So it floats.",)
    window.aloud._reading.poll()
    assert marked(window) == ["So it floats"]
    window.hear(Recited(reading.id))
    window.aloud._reading.poll()
    assert window.aloud.is_on
    player.is_idle = True
    window.aloud._reading.poll()
    assert not window.aloud.is_on
    assert marked(window) == []


def test_the_button_says_what_it_does_and_a_second_press_silences(window, sent, reading):  # noqa: F811
    assert (window.panel.aloud.text(), window.panel.aloud.accessibleName()) == ("Stop", "Stop reading aloud")
    window.panel.aloud.click()
    assert sent.players[0].is_stopped
    assert sent.of(Cancel) == [Cancel(reading.id)]
    assert window.panel.aloud.accessibleName() == "Read aloud"


def test_it_is_silent_before_the_microphone_is_opened(window, sent, reading, monkeypatch):  # noqa: F811
    def record(file, _device):
        assert sent.players[0].is_stopped
        raise TutorError("No microphone.")

    monkeypatch.setattr("tutor_app.gui.talk.Recording", record)
    window.bar.talk.press()
    assert sent.players[0].is_stopped


@pytest.mark.parametrize("act", ["ask", "escape", "leave", "course"])
def test_whatever_the_learner_turns_to_silences_it(window, sent, reading, act):  # noqa: F811
    match act:
        case "ask":
            window.ask(Draft("And why?"))
        case "escape":
            key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(window.panel, key)
        case "leave":
            window.leave()
        case "course":
            window.open_course(window.course.folder)
    assert sent.players[0].is_stopped
    assert not window.aloud.is_on


def test_a_piece_that_comes_after_the_stop_is_not_kept(window, sent, reading):  # noqa: F811
    window.aloud.stop()
    sent.file.write_bytes(b"late")
    window.hear(RecitedPiece(reading.id, sent.file, ("So it floats.",)))
    assert not sent.file.exists()
    assert sent.players[0].played == [("Ice is light.",)]


def test_what_goes_wrong_is_said_and_it_can_be_read_again(window, sent, reading):  # noqa: F811
    window.hear(Failed(reading.id, "The model is not here.", "Fetch it."))
    assert window.notice.text.text() == "The model is not here. Fetch it."
    assert not window.aloud.is_on
    window.panel.aloud.click()
    assert len(sent.of(Recite)) == 2


def test_without_any_voice_the_window_says_why(window, sent, monkeypatch):  # noqa: F811
    monkeypatch.setattr(window.aloud._reading, "_is_natural", lambda: False)
    monkeypatch.setenv("PATH", "")
    window.panel.aloud.click()
    assert "no voice to read aloud" in window.notice.text.text()
    assert not window.aloud.is_on


def test_hands_free_does_not_hear_the_voice_and_listens_again_after_it(window, sent, spoken, qtbot):  # noqa: F811
    press(window.bar.talk.how, "Hands-free: speak when you like")
    assert window.bar.talk.is_recording
    window.panel.aloud.click()
    assert not window.bar.talk.is_recording
    window.bar.talk.press()  # the learner speaks all the same
    assert sent.players[0].is_stopped
    assert window.bar.talk.is_recording
    assert len(spoken) == 2  # one before, one now: none is left open
    window.bar.talk.drop()
    window.panel.aloud.click()
    window.aloud.stop()
    qtbot.waitUntil(lambda: window.bar.talk.is_recording)


def test_hands_free_whoever_speaks_over_the_voice_silences_it_and_is_heard(window, sent, spoken, qtbot):  # noqa: F811
    press(window.bar.talk.how, "Hands-free: speak when you like")
    window.panel.aloud.click()
    loudness = 0.02  # the echo
    window.bar.talk._ready.loudness = lambda: loudness
    for _ in range(60):
        window.aloud._reading.poll()
    assert window.aloud.is_on
    loudness = 0.2
    for _ in range(5):
        window.aloud._reading.poll()
    assert sent.players[0].is_stopped
    qtbot.waitUntil(lambda: window.bar.talk.is_recording)


def test_sentences_are_found_in_their_order_whatever_marks_are_between():
    finder = Finder("It is so. “It is” – so [2] it E = mc² goes.")
    assert finder.find(("It is so.",)) == Range(0, 8)
    assert finder.find(("It is so",)) == Range(11, 22)
    assert finder.find(("it", "goes.")) == Range(27, 42)
    assert finder.find(("absent",)) is None
