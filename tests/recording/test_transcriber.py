"""Long recordings become words with their times, piece by piece."""

import re
import threading
import tracemalloc
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled
from tutor_app.core.recording.said import Word
from tutor_app.engine.speech.decode import Hearing
from tutor_app.engine.speech.recording.ahead import Ahead
from tutor_app.engine.speech.recording.lost import unspoken_s
from tutor_app.engine.speech.recording.media import Media
from tutor_app.engine.speech.recording.transcriber import PIECE, Transcriber
from tutor_app.engine.speech.recording.windows import MOST, finished, speech_windows
from tutor_app.engine.speech.script import simplified
from tutor_app.engine.speech.sound import read_sound
from tutor_app.engine.speech.voice_activity import FRAME, Stretch

RATE = 16_000
VOICES = Path(__file__).parents[1] / "voices"
SAID = {  # their first and last words, and where a listener puts them
    "mass-weight": ("What", "related?"),
    "heavier-falls": ("Why", "one?"),
}


@pytest.fixture(scope="module")
def transcriber(models_home):
    return Transcriber.open(models_home)


def voice(name):
    return read_sound(VOICES / f"{name}.flac")


def silence(seconds):
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def words_of(transcriber, sound, language=None, **more):
    pieces = transcriber.pieces(iter([sound]), language, Cancellation(), **more)
    return [word for piece in pieces for word in piece.words]


def text_of(words):
    return "".join(word.text for word in words).strip()


def loud_s(sound):
    """From where to where there is more than noise, in seconds."""
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    return loud[0] / RATE, loud[-1] / RATE


def test_words_stand_where_they_are_said(transcriber):
    """Within a fifth of a second: Whisper looks at the sound fifty times a second, and words run together."""
    sound, at, expected = [], 0.0, []
    for name, pause in [("mass-weight", 3.0), ("heavier-falls", 2.0), ("mass-weight", 40.0)]:
        start_s, stop_s = loud_s(voice(name))
        sound += [silence(pause), voice(name)]
        expected.append((SAID[name], at + pause + start_s, at + pause + stop_s))
        at += pause + len(voice(name)) / RATE
    words = words_of(transcriber, np.concatenate(sound))
    firsts = [word for word in words if word.text.strip() in ("What", "Why")]
    lasts = [word for word in words if word.text.endswith("?")]
    assert len(firsts) == len(lasts) == 3
    for first, last, ((begin, end), start_s, stop_s) in zip(firsts, lasts, expected, strict=True):
        assert (first.text.strip(), last.text.strip()) == (begin, end)
        assert first.start_s == pytest.approx(start_s, abs=0.2)
        assert last.end_s == pytest.approx(stop_s, abs=0.2)
    assert all(before.end_s <= after.start_s + 1e-6 for before, after in pairwise(words))


def test_a_short_recording_says_what_a_question_says(transcriber):
    heard = transcriber._recogniser.transcribe(voice("mass-weight"), Cancellation())
    assert text_of(words_of(transcriber, voice("mass-weight"))) == heard.text


def test_two_languages_are_told_apart_window_by_window(transcriber):
    parts = [voice("mass-weight"), silence(2), voice("learning-rate"), silence(2), voice("heavier-falls")]
    words = words_of(transcriber, np.concatenate([*parts, silence(20)]))
    languages = "".join(word.language[0] for word in words)
    assert re.fullmatch("e+z+e+", languages)
    assert "损失" in simplified("".join(word.text for word in words if word.language == "zh"))


def test_a_chosen_language_is_not_told_anew(transcriber):
    words = words_of(transcriber, voice("learning-rate"), "en")
    assert {word.language for word in words} == {"en"}


@pytest.mark.parametrize("kind", ["silence", "noise", "hum"])
@pytest.mark.parametrize("seconds", [0.05, 3, 70])
def test_what_is_no_speech_becomes_no_words(transcriber, kind, seconds):
    n = int(seconds * RATE)
    sound = {
        "silence": np.zeros(n),
        "noise": 0.05 * np.random.default_rng(3).standard_normal(n),
        "hum": 0.3 * np.sin(2 * np.pi * 50 * np.arange(n) / RATE),
    }[kind].astype(np.float32)
    assert words_of(transcriber, sound) == []


def test_clipped_speech_is_still_speech(transcriber):
    clipped = np.clip(20 * voice("mass-weight"), -1, 1)
    assert {"difference", "mass", "weight"} <= set(
        re.findall(r"\w+", text_of(words_of(transcriber, clipped)))
    )


def monologue():
    """A hundred seconds; Whisper leaves out whole sentences of such windows."""
    parts = []
    for pause in (0.4, 0.7, 1.2, 0.6, 0.5, 1.5):
        for name in ("friction", "heavier-falls", "mass-weight"):
            parts += [voice(name), silence(pause)]
    return np.concatenate(parts)


def test_a_monologue_is_heard_whole_and_the_same_from_any_piece_on(transcriber):
    sound = monologue()
    blocks = np.array_split(sound, 37)
    pieces = list(transcriber.pieces(blocks, "en", Cancellation()))
    text = text_of([word for piece in pieces for word in piece.words]).lower()
    assert [text.count(word) for word in ("friction", "heavier", "weight")] == [6, 6, 6]
    assert len(pieces) >= 2
    assert pieces[-1].until == len(sound)
    begin = pieces[0].until
    assert list(transcriber.pieces([sound], "en", Cancellation(), begin, "en")) == pieces[1:]


def test_stop_is_heard(transcriber):
    cancel = Cancellation()
    pieces = transcriber.pieces([monologue()], "en", cancel)
    next(pieces)
    cancel.request()
    with pytest.raises(Cancelled):
        next(pieces)


class Loud:
    """A voice wherever it is loud."""

    def chances(self, samples, cancel):
        padded = np.pad(samples, (0, -len(samples) % FRAME)).reshape(-1, FRAME)
        return (np.abs(padded).max(axis=1) > 0.01).astype(np.float32)


class Even:
    """Tokens one after the other."""

    def times(self, hearing, seconds, cancel):
        return np.linspace(0, seconds, len(hearing.ids) + 1)


class Letters:
    def text_as_it_is(self, ids):
        return "".join(f" {id}" for id in ids)


class Asked:
    """Hears a token each half second, and writes down how long the windows are."""

    def __init__(self, empty_from_s=1e9, a_second=2):
        self.windows, self.empty_from_s, self.lock = [], empty_from_s, threading.Lock()
        self.a_second = a_second

    def hear_window(self, samples, language, cancel, guess=()):
        cancel.check()
        seconds = len(samples) / RATE
        with self.lock:
            self.windows.append((seconds, language))
        ids = tuple(range(int(self.a_second * seconds))) if seconds < self.empty_from_s else ()
        return Hearing(ids, "words" if ids else "", language or "zh", -0.1, 0.0, True)


def made_up(asked, at_once=2):
    return Transcriber(asked, Loud(), Even(), Letters(), at_once)


def buzz(seconds):
    return (0.3 * np.sin(np.arange(int(seconds * RATE)))).astype(np.float32)


def test_a_window_that_loses_words_is_heard_again_in_parts():
    asked = Asked(empty_from_s=12)
    sound = np.concatenate([buzz(5), silence(0.7), buzz(5), silence(0.7), buzz(5), silence(30)])
    assert words_of(made_up(asked, 1), sound)
    longest, *parts = (seconds for seconds, _ in asked.windows)
    assert longest > 16
    assert all(5 < seconds < 7 for seconds in parts)
    assert len(parts) == 3


@pytest.mark.parametrize(("seconds", "windows"), [(2.5, 1), (5, 3)])
def test_a_short_window_keeps_the_words_it_has(seconds, windows):
    """In parts of a few seconds there are only syllables."""
    asked = Asked(a_second=0.2)
    sound = np.concatenate([buzz(seconds), silence(0.7), buzz(seconds), silence(30)])
    assert words_of(made_up(asked, 1), sound)
    assert len(asked.windows) == windows


def test_a_short_window_without_a_word_is_heard_again_in_parts():
    asked = Asked(empty_from_s=5)
    sound = np.concatenate([buzz(2.5), silence(0.7), buzz(2.5), silence(30)])
    assert words_of(made_up(asked, 1), sound)
    assert len(asked.windows) == 3


def test_what_stays_without_words_is_not_asked_for_ever():
    asked = Asked(empty_from_s=0)
    assert words_of(made_up(asked), buzz(100)) == []
    assert len(asked.windows) < 400


def test_a_short_window_takes_the_language_before_it():
    asked = Asked()
    sound = np.concatenate([buzz(0.7), silence(3), buzz(8), silence(3), buzz(0.8), silence(20)])
    languages = [word.language for word in words_of(made_up(asked), sound, before="en")]
    assert [language for seconds, language in sorted(asked.windows)] == ["en", "zh", None]
    assert sorted(set(languages)) == ["en", "zh"]


def test_memory_does_not_grow_with_the_length(tmp_path):
    """Of everything but the models, whose windows have a longest length."""
    peaks = []
    for minutes in (3, 20):
        with soundfile.SoundFile(tmp_path / "talk.wav", "w", 8_000, 1, "PCM_U8") as file:
            for _ in range(minutes * 6):
                file.write(np.concatenate([buzz(4), silence(1)]))  # ten seconds at this rate
        tracemalloc.start()
        count = sum(
            len(p.words)
            for p in made_up(Asked()).pieces(Media(tmp_path / "talk.wav").blocks(), "en", Cancellation())
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count > minutes * 60
    assert peaks[1] < 1.2 * peaks[0]
    assert peaks[1] < 60e6


@pytest.mark.parametrize("seconds", [0, 1, 59.9, 60, 60.1, 125])
def test_every_sample_belongs_to_one_piece(seconds):
    pieces = list(made_up(Asked()).pieces(np.array_split(buzz(seconds), 7), "en", Cancellation()))
    assert (pieces[-1].until if pieces else 0) == int(seconds * RATE)
    assert all(before.until < after.until for before, after in pairwise(pieces))


def test_windows_are_cut_where_the_voice_is_weakest():
    chances = np.full(60 * RATE // FRAME, 0.9, dtype=np.float32)
    weak = 14 * RATE // FRAME
    chances[weak - 3 : weak + 4] = 0.4
    first, *_ = windows = speech_windows(chances, 60 * RATE)
    assert first.stop / RATE == pytest.approx(14, abs=0.2)
    assert all(window.stop - window.start <= MOST for window in windows)
    assert windows[-1].stop == 60 * RATE
    assert all(before.stop == after.start for before, after in pairwise(windows))


def test_near_stretches_are_one_window_and_far_ones_are_not():
    chances = np.zeros(40 * RATE // FRAME, dtype=np.float32)
    for start_s, stop_s in [(1, 3), (4.5, 6), (12, 14)]:
        chances[int(start_s * RATE / FRAME) : int(stop_s * RATE / FRAME)] = 0.9
    assert [round(window.start / RATE) for window in speech_windows(chances, 40 * RATE)] == [1, 12]


@pytest.mark.parametrize(
    ("windows", "over", "until"),
    [
        ([], 0, 59),
        ([(1, 5)], 1, 59),
        ([(1, 5), (40, 60)], 1, 40),
        ([(1, 5), (40, 59.5)], 1, 40),
    ],
)
def test_a_window_at_the_end_of_a_piece_is_left_for_the_next(windows, over, until):
    stretches = [Stretch(int(start * RATE), int(stop * RATE)) for start, stop in windows]
    assert finished(stretches, PIECE) == (stretches[:over], until * RATE)


def test_a_voice_without_words_is_measured():
    chances = np.ones(10 * RATE // FRAME, dtype=np.float32)
    said = [Word("a", 100.0, 101.0, "en"), Word("b", 101.0, 107.0, "en"), Word("c", 107.0, 110.0, "en")]
    assert unspoken_s(said, chances, 100.0) == pytest.approx(6, abs=0.1)
    assert unspoken_s([], chances, 100.0) == pytest.approx(10, abs=0.1)
    assert unspoken_s(said, 0 * chances, 100.0) == 0


def test_looking_ahead_and_dropping_lose_nothing():
    numbers = np.arange(100, dtype=np.float32)
    ahead, found = Ahead(np.array_split(numbers, 13)), []
    ahead.drop(5)
    for count in (3, 1, 40, 40, 40):
        looked = ahead.look(count)
        assert np.array_equal(ahead.look(count), looked)
        ahead.drop(len(looked))
        found += looked.tolist()
    assert found == numbers[5:].tolist()
    assert not len(ahead.look(1))
    ahead.drop(10)
