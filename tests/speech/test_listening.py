"""What is heard while somebody speaks: sure words stay, nothing is invented, and the end takes no time."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.speech.decode import Hearing
from tutor_app.engine.speech.listening import LONGEST_S, WORTH_S, Listening
from tutor_app.engine.speech.recogniser import FULL_S, STATES_A_SECOND, Recogniser
from tutor_app.engine.speech.sound import read_sound
from tutor_app.engine.speech.voice_activity import FRAME, SPEECH

RATE = 16_000
BLOCK = RATE // 20
VOICES = Path(__file__).parents[1] / "voices"
QUESTIONS = ["mass-weight.flac", "friction.flac", "learning-rate.flac", "overfitting.flac"]


@pytest.fixture(scope="module")
def recogniser(models_home):
    return Recogniser.open(models_home)


def silence(seconds):
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def letters(text):
    return [letter for letter in text.lower() if letter.isalnum()]


def followed(listening, sound):
    """The captions of a sound that comes in blocks, as if looks took no time."""
    captions = []
    for start in range(0, len(sound), BLOCK):
        listening.add(sound[start : start + BLOCK])
        if listening.has_news:
            captions.append(listening.look(Cancellation()))
    return captions


@pytest.mark.parametrize("name", QUESTIONS)
def test_words_come_while_somebody_speaks_and_sure_ones_stay(recogniser, name):
    listening = Listening(recogniser)
    captions = followed(listening, read_sound(VOICES / name))
    assert sum(1 for caption in captions if caption.sure) >= 2
    for before, after in pairwise(captions):
        assert after.sure.startswith(before.sure)


@pytest.mark.parametrize("name", QUESTIONS)
def test_in_the_end_its_words_are_those_of_the_whole_recording(recogniser, name):
    sound = np.concatenate([read_sound(VOICES / name), silence(0.6)])
    listening = Listening(recogniser)
    followed(listening, sound)
    said = listening.end(Cancellation())
    whole = recogniser.transcribe(sound, Cancellation())
    # a full stop or a question mark: a beam decides it, and 0.3 s of silence more may call for one
    assert (letters(said.text), said.language) == (letters(whole.text), whole.language)
    voice = recogniser.voice()
    voice.add(sound)
    last_s = np.flatnonzero(voice.chances > SPEECH)[-1] * FRAME / RATE
    assert STATES_A_SECOND * last_s <= len(said.sound) <= len(whole.sound)


class Counting:
    """A recogniser that counts how often it decodes, and how much at once."""

    def __init__(self, recogniser):
        self.recogniser, self.seconds = recogniser, []

    def __getattr__(self, name):
        return getattr(self.recogniser, name)

    def glimpse(self, samples, *more):
        self.seconds.append(len(samples) / RATE)
        return self.recogniser.glimpse(samples, *more)

    def hear_window(self, samples, *more):
        self.seconds.append(len(samples) / RATE)
        return self.recogniser.hear_window(samples, *more)


def test_after_a_pause_the_end_is_ready(recogniser):
    counting = Counting(recogniser)
    listening = Listening(counting)
    followed(listening, np.concatenate([read_sound(VOICES / "mass-weight.flac"), silence(0.6)]))
    looks = len(counting.seconds)
    assert "weight" in listening.end(Cancellation()).text
    assert len(counting.seconds) == looks


def test_a_monologue_is_heard_whole_in_windows_that_do_not_grow(recogniser):
    counting = Counting(recogniser)
    questions = [read_sound(VOICES / f"{name}.flac") for name in ("mass-weight", "heavier-falls", "friction")]
    sound = np.concatenate([part for question in questions for part in (question, silence(0.8))] * 4)
    listening = Listening(counting)
    captions = followed(listening, sound)
    said = listening.end(Cancellation())
    assert said.text.lower().count("weight") == 4
    assert said.text.lower().count("heavier") == 4
    assert max(counting.seconds) <= LONGEST_S
    assert captions[-1].sure.lower().count("weight") >= 3


@pytest.mark.parametrize("kind", ["silence", "noise", "hum"])
def test_what_is_no_speech_becomes_no_words(recogniser, kind):
    n, random = 6 * RATE, np.random.default_rng(3)
    sound = {
        "silence": np.zeros(n),
        "noise": 0.05 * random.standard_normal(n),
        "hum": 0.3 * np.sin(2 * np.pi * 50 * np.arange(n) / RATE),
    }[kind].astype(np.float32)
    listening = Listening(recogniser)
    assert not any(followed(listening, sound))
    assert listening.end(Cancellation()).text == ""


def test_a_question_after_a_long_silence_loses_no_word(recogniser):
    listening = Listening(recogniser)
    followed(listening, np.concatenate([silence(40), read_sound(VOICES / "mass-weight.flac")]))
    said = listening.end(Cancellation())
    assert {"difference", "mass", "weight"} <= set(said.text.lower().strip("?.").split())


class Says:
    """A recogniser whose looks at any window say these texts in turn, and the last from then on."""

    def __init__(self, recogniser, texts):
        self.recogniser, self.texts = recogniser, texts

    def __getattr__(self, name):
        return getattr(self.recogniser, name)

    def glimpse(self, *_):
        text = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        return Hearing(tuple(range(len(text))), text, "en", -0.9, 0.0, True)

    def words_of(self, hearing, count):
        return hearing.text


@pytest.mark.parametrize(
    ("texts", "sure"),
    [
        (["The mass", "the mass, is"], "the mass,"),  # capitals and marks are no other words
        (["The mass", "The mass"], "The"),  # half of the last word may have been said
        (["The mast", "The mass of"], "The"),
        (["The mass of it", "A mass of it"], ""),
    ],
)
def test_a_word_is_sure_once_two_looks_hear_it(recogniser, texts, sure):
    listening = Listening(Says(recogniser, list(texts)))
    captions = followed(listening, read_sound(VOICES / "mass-weight.flac")[: 2 * RATE])
    assert captions[len(texts) - 1].sure == sure


def test_a_word_that_looks_can_not_agree_on_is_sure_after_a_while_as_it_was_heard_last(recogniser):
    texts = ["One mast of", "Two mass or it", "Six miss on it", "Ten mess in it is"]
    listening = Listening(Says(recogniser, list(texts)))
    captions = followed(listening, read_sound(VOICES / "mass-weight.flac"))
    assert [caption.sure for caption in captions[: len(texts)]] == ["", "", "Six miss on", "Six miss on it"]


class RunsAway(Says):
    """A recogniser whose looks run away but at full length."""

    def __init__(self, recogniser, texts):
        super().__init__(recogniser, texts)
        self.looks = []

    def glimpse(self, samples, language, guess, cancel, silence_s):
        self.looks.append((len(samples) / RATE, silence_s))
        return replace(super().glimpse(), finished=silence_s == FULL_S)


def test_a_look_that_ran_away_is_made_again_at_full_length(recogniser):
    asked = RunsAway(recogniser, ["The mass"])
    captions = followed(Listening(asked), read_sound(VOICES / "mass-weight.flac")[: 2 * RATE])
    assert captions[-1].sure == "The"
    full = [seconds for seconds, silence_s in asked.looks if silence_s == FULL_S]
    assert full == [
        seconds for seconds, silence_s in asked.looks if silence_s != FULL_S and seconds >= WORTH_S
    ]
