"""The mouth says pieces as they come, begins before it is asked, and stops."""

import threading
import wave

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.engine.aloud.mouth import Mouth
from tutor_app.engine.aloud.sound import RATE_HZ
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Failed, Recite, Recited, RecitedPiece, Stopped


class Voice:
    """Speaks words as they are; `gate` holds the second piece up."""

    def __init__(self):
        self.said, self.gate = [], threading.Event()
        self.gate.set()
        self.is_waiting = threading.Event()

    def phonemes(self, text, language):
        return text

    def say(self, phonemes, language, speed, cancel: Cancellation):
        if self.said and not self.gate.is_set():
            self.is_waiting.set()
            self.gate.wait()
        cancel.check()
        self.said.append((phonemes, language, speed))
        return np.full(100, 0.5, dtype=np.float32)


class Told:
    """Keeps messages; `ended` is set by the last one."""

    def __init__(self):
        self.messages, self.ended = [], threading.Event()

    def __call__(self, message):
        self.messages.append(message)
        if not isinstance(message, RecitedPiece):
            self.ended.set()

    def wait(self):
        assert self.ended.wait(10)
        return self.messages


@pytest.fixture
def voice():
    return Voice()


@pytest.fixture
def mouth(voice):
    return Mouth(Lazy(lambda: voice))


def test_every_sentence_comes_as_a_file_and_then_the_end(mouth, voice, tmp_path):
    told = Told()
    mouth.recite(Recite(7, "So. **It** is [1].", tmp_path / "aloud", 1.25), told)
    *pieces, end = told.wait()
    assert [piece.shown for piece in pieces] == [("So.",), ("It is.",)]
    assert end == Recited(7)
    assert voice.said == [("So.", "en", 1.25), ("It is.", "en", 1.25)]
    with wave.open(str(pieces[0].file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE_HZ)
        assert np.frombuffer(sound.readframes(100), dtype="<i2").tolist() == [16383] * 100


def test_the_beginning_of_a_text_that_was_prepared_is_computed_once(mouth, voice, tmp_path):
    mouth.prepare("So. It is.", 1.0)
    told = Told()
    mouth.recite(Recite(1, "So. It is.", tmp_path), told)
    told.wait()
    assert [said for said, _, _ in voice.said] == ["So.", "It is."]


def test_the_same_text_can_be_heard_again_and_at_another_speed(mouth, voice, tmp_path):
    for id, speed in ((1, 1.0), (2, 1.0), (3, 1.5)):
        told = Told()
        mouth.recite(Recite(id, "So.", tmp_path, speed), told)
        assert told.wait()[-1] == Recited(id)
    assert [speed for _, _, speed in voice.said] == [1.0, 1.0, 1.5]


def test_a_stop_ends_it_before_the_next_piece(mouth, voice, tmp_path):
    voice.gate.clear()
    told = Told()
    mouth.recite(Recite(1, "So. It is. And so on.", tmp_path), told)
    assert voice.is_waiting.wait(10)
    mouth.silence()
    voice.gate.set()
    assert told.wait()[-1] == Stopped(1)
    assert [said for said, _, _ in voice.said] == ["So."]


def test_a_new_text_ends_the_one_before(mouth, voice, tmp_path):
    voice.gate.clear()
    first, second = Told(), Told()
    mouth.recite(Recite(1, "So. It is.", tmp_path), first)
    assert voice.is_waiting.wait(10)
    voice.gate.set()
    mouth.recite(Recite(2, "Other.", tmp_path), second)
    assert second.wait()[-1] == Recited(2)
    assert first.wait()[-1] in (Stopped(1), Recited(1))  # it may have been through


def test_a_missing_voice_and_a_full_disk_are_said(voice, tmp_path):
    def missing():
        raise TutorError("The model is not here.", "Fetch it.")

    told = Told()
    Mouth(Lazy(missing)).recite(Recite(1, "So.", tmp_path), told)
    assert told.wait() == [Failed(1, "The model is not here.", "Fetch it.")]
    (tmp_path / "file").write_text("no folder")
    told = Told()
    Mouth(Lazy(lambda: voice)).recite(Recite(2, "So.", tmp_path / "file"), told)
    assert "can't be written" in told.wait()[-1].message


def test_a_text_without_a_word_ends_at_once(mouth, tmp_path):
    told = Told()
    mouth.recite(Recite(1, "---", tmp_path), told)
    assert told.wait() == [Recited(1)]
