"""Recordings become words; silence never does."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.runtime import Session, open_session
from tutor_app.engine.speech import recogniser as recogniser_module
from tutor_app.engine.speech.beam import Text
from tutor_app.engine.speech.decode import Hearing, is_stuck
from tutor_app.engine.speech.recogniser import FULL_S, Recogniser, padded, windows
from tutor_app.engine.speech.sound import read_sound, sound_blocks
from tutor_app.engine.speech.voice_activity import FRAME, Stretch, VoiceActivity, speech_stretches

RATE = 16_000
VOICES = Path(__file__).parents[1] / "voices"
SPOKEN = {
    "mass-weight.flac": ("en", {"difference", "mass", "weight"}),
    "heavier-falls.flac": ("en", {"heavier", "fall", "faster"}),
    "learning-rate.flac": ("zh", {"学习率", "损失"}),
    "backpropagation.flac": ("zh", {"反向传播"}),
}


@pytest.fixture(scope="module")
def recogniser(models_home):
    return Recogniser.open(models_home)


@pytest.mark.parametrize(("name", "expected"), SPOKEN.items(), ids=SPOKEN)
def test_a_spoken_question_is_heard_in_its_language(recogniser, name, expected):
    language, words = expected
    heard = recogniser.transcribe_file(VOICES / name, Cancellation())
    assert heard.language == language
    assert {word for word in words if word in heard.text.lower()} == words


@pytest.mark.parametrize("pause", [0.5, 1.0])
def test_what_is_said_before_a_pause_is_not_lost(recogniser, pause):
    parts = [read_sound(VOICES / name) for name in ("mass-weight.flac", "heavier-falls.flac")]
    sound = np.concatenate([parts[0], np.zeros(int(pause * RATE), np.float32), parts[1]])
    heard = recogniser.transcribe(sound, Cancellation()).text.lower()
    assert "weight" in heard
    assert "heavier" in heard


@pytest.mark.parametrize("seconds", [0.0, 0.05, 1, 5])
@pytest.mark.parametrize("kind", ["silence", "noise", "hum"])
def test_what_is_no_speech_becomes_no_words(recogniser, seconds, kind):
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    sound = {
        "silence": np.zeros(n),
        "noise": 0.05 * np.random.default_rng(3).standard_normal(n),
        "hum": 0.3 * np.sin(2 * np.pi * 50 * t),
    }[kind].astype(np.float32)
    assert recogniser.transcribe(sound, Cancellation()).text == ""


def test_a_long_recording_is_heard_in_windows_without_losing_its_end(recogniser, tmp_path):
    question = read_sound(VOICES / "mass-weight.flac")
    pause = np.zeros(3 * RATE, dtype=np.float32)
    sound = np.concatenate([question, pause] * 16)
    soundfile.write(tmp_path / "long.wav", sound, RATE)
    seconds = []
    heard = recogniser.transcribe_file(tmp_path / "long.wav", Cancellation(), report=seconds.append)
    assert heard.text.lower().count("weight") >= 15
    assert seconds[-1] == pytest.approx(len(sound) / RATE, abs=0.1)
    assert len(seconds) > 1


def test_stop_is_heard_between_and_inside_windows(recogniser):
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        recogniser.transcribe(read_sound(VOICES / "mass-weight.flac"), cancel)


class Runaway:
    """A decoder that repeats itself on short context."""

    def __init__(self):
        self.frames = []

    def hear(self, mel, language, most, cancel, guess=()):
        self.frames.append(mel.shape[1])
        text = "ha " * 100 if len(self.frames) == 1 else "What is friction?"
        return Hearing(tuple(range(5)), text, "en", -0.1, 0.0, True)


class Always:
    """Somebody speaks all the time."""

    def hears_speech(self, samples, cancel):
        return True

    def chances(self, samples, cancel):
        return np.ones(len(samples) // FRAME, np.float32)


def test_what_runs_away_is_heard_again_at_full_length():
    decoder = Runaway()
    heard = Recogniser(decoder, Always()).transcribe(np.zeros(5 * RATE, np.float32), Cancellation())
    assert heard.text == "What is friction?"
    assert decoder.frames == [900, 3000]


class Lost(Runaway):
    """A decoder that repeats itself however it is asked."""

    def hear(self, mel, language, most, cancel, guess=()):
        self.frames.append(mel.shape[1])
        return Hearing(tuple(range(5)), "ha " * 100, language or "en", -0.1, 0.0, True)


def test_what_only_runs_away_is_no_words():
    decoder = Lost()
    heard = Recogniser(decoder, Always()).transcribe(np.zeros(5 * RATE, np.float32), Cancellation())
    assert heard.text == ""
    assert decoder.frames == [900, 3000, 3000, 3000]


class Hoarse(Lost):
    """Finds out of it at the second temperature."""

    def __init__(self):
        super().__init__()
        self.temperatures = []

    def hear(self, *given):
        return replace(super().hear(*given), memory=(np.zeros(1), np.zeros(1)))

    def search(self, hearing, width, most, cancel):
        return hearing

    def beam(self, hearing, width, most, cancel):
        return [Text()]

    def draw(self, hearing, temperature, most, cancel):
        self.temperatures.append(temperature)
        if len(self.temperatures) < 2:
            return hearing
        return replace(hearing, text="What is friction?")


def test_what_runs_away_in_every_language_is_drawn_by_lot():
    decoder = Hoarse()
    heard = Recogniser(decoder, Always()).transcribe(np.zeros(5 * RATE, np.float32), Cancellation())
    assert heard.text == "What is friction?"
    assert decoder.temperatures == [0.2, 0.4]


def test_a_cold_draw_is_the_greedy_one_and_the_same_each_time(recogniser):
    sound = read_sound(VOICES / "friction.flac")
    greedy = recogniser.hear_window(sound, "en", Cancellation())
    cold, warm, again = (
        recogniser._decoder.draw(greedy, temperature, 100, Cancellation()) for temperature in (0.01, 1.5, 1.5)
    )
    assert cold.ids == greedy.ids
    assert warm.ids == again.ids != greedy.ids


@pytest.mark.parametrize("name", ["friction.flac", "backpropagation.flac"])
def test_a_beam_of_one_is_greedy_and_a_wider_one_finds_nothing_less_likely(recogniser, name):
    sound = read_sound(VOICES / name)
    greedy = recogniser.glimpse(sound, None, (), Cancellation())
    narrow, wide = (recogniser._decoder.search(greedy, width, 100, Cancellation()) for width in (1, 5))
    assert narrow.ids == greedy.ids
    assert wide.finished
    assert wide.log_probability >= greedy.log_probability - 0.01  # int8 rounds a batch of texts otherwise


@pytest.mark.parametrize(
    ("ids", "stuck"),
    [
        ([7] * 12, True),
        ([7] * 11, False),
        ([1, 2, 3] * 4, True),
        ([1, 2, 3] * 3, False),
        ([9, 8, *[1, 2, 3, 4, 5, 6, 7, 8] * 4], True),
        ([*[1, 2, 3] * 4, 9], False),
        (list(range(40)), False),
    ],
)
def test_it_is_stuck_when_it_only_repeats_itself(ids, stuck):
    assert is_stuck(ids) == stuck


class Unsure(Lost):
    """Hears something that it half believes, and better by a beam."""

    def __init__(self, log_probability):
        super().__init__()
        self.log_probability = log_probability
        self.looks = []

    def hear(self, mel, *given):
        self.frames.append(mel.shape[1])
        language = given[0] or "en"
        heard = Hearing(tuple(range(20)), "What is fiction?", language, self.log_probability, 0.0, True)
        return replace(heard, memory=(np.zeros(mel.shape[1] // 2), np.zeros(1)))

    def search(self, hearing, width, most, cancel):
        return replace(hearing, text="What is friction?", log_probability=-0.25)

    def beam(self, hearing, width, most, cancel):
        self.looks.append(hearing)
        return [Text((1, 2, 3), -1.0, finished=True)]

    def text(self, ids):
        return {(1, 2, 3): "What are fractions?"}[ids]

    def log_chances(self, hearing, texts, cancel):
        return []


@pytest.mark.parametrize(
    ("language", "log_probability", "text", "frames", "weighed"),
    [
        ("en", -0.25, "What is fiction?", [900], 0),
        ("en", -0.4, "What is friction?", [900], 0),
        ("en", -0.7, "What are fractions?", [900, 3000], 2),
        ("zh", -0.1, "What is fiction?", [900], 0),
        ("zh", -0.25, "What are fractions?", [900], 1),  # how usual words are counts in Chinese
        ("zh", -0.4, "What are fractions?", [900, 3000], 2),
    ],
)
def test_what_is_half_doubted_is_searched_for_and_of_what_is_doubted_two_looks_are_weighed(
    language, log_probability, text, frames, weighed
):
    decoder = Unsure(log_probability)
    heard = Recogniser(decoder, Always()).transcribe(np.zeros(5 * RATE, np.float32), Cancellation(), language)
    assert (heard.text, decoder.frames, len(decoder.looks)) == (text, frames, weighed)


def test_a_doubted_look_at_full_length_is_not_made_a_second_time():
    decoder, sound = Unsure(-0.7), np.zeros(5 * RATE, np.float32)
    recogniser = Recogniser(decoder, Always())
    look = recogniser.glimpse(sound, "en", (), Cancellation(), FULL_S)
    heard = recogniser.settled(look, sound, "en", Cancellation())
    assert (heard.text, decoder.frames, len(decoder.looks)) == ("What are fractions?", [3000], 1)


def test_a_look_that_lost_words_has_no_say(monkeypatch):
    decoder = Unsure(-0.6)
    recogniser = Recogniser(decoder, Always())
    monkeypatch.setattr(recogniser, "_has_lost_words", lambda *_: True)
    recogniser.hear_window(np.zeros(5 * RATE, np.float32), "en", Cancellation())
    assert decoder.frames == [900, 3000]
    assert decoder.looks == []


def test_a_beam_that_finds_nothing_likelier_changes_nothing_and_is_not_sent_again():
    decoder = Unsure(-0.35)
    decoder.search = lambda hearing, *given: replace(hearing, text="What is friction?", log_probability=-0.36)
    recogniser = Recogniser(decoder, Always())
    heard = decoder.hear(np.zeros((80, 900)), "en", 40, Cancellation())
    kept = recogniser.searched(heard, 5.0, Cancellation())
    assert kept.text == "What is fiction?"
    decoder.search = None
    assert recogniser.searched(kept, 5.0, Cancellation()) is kept


@pytest.mark.parametrize(
    ("changes", "away"),
    [
        ({}, False),
        ({"ids": tuple(range(60))}, True),
        ({"text": "na " * 50}, True),
        ({"log_probability": -1.2}, True),
        ({"finished": False}, True),
    ],
)
def test_each_sign_of_a_runaway_counts(changes, away):
    plain = {"ids": (1, 2), "text": "Why does ice float?", "language": "en", "log_probability": -0.2}
    hearing = Hearing(**{**plain, "no_speech": 0.0, "finished": True, **changes})
    assert hearing.runs_away(5.0) is away


def test_windows_hold_at_most_28_seconds_and_keep_every_stretch():
    stretches = [Stretch(0, 20 * RATE), Stretch(21 * RATE, 30 * RATE), Stretch(40 * RATE, 110 * RATE)]
    made = windows(stretches)
    assert all(w.stop - w.start <= 28 * RATE for w in made)
    covered = {s for w in made for s in range(w.start // RATE, w.stop // RATE)}
    assert {s for t in stretches for s in range(t.start // RATE, t.stop // RATE)} <= covered


def test_a_short_recording_is_looked_at_for_speech_no_longer_than_until_there_is_some(models_home):
    looked = []

    class Counted(Session):
        def run(self, feeds, cancel, wanted=None):
            looked.append(1)
            return session.run(feeds, cancel, wanted)

    session = open_session(weight(models_home, "silero-vad", "silero_vad.onnx"), "cpu", threads=1)
    voice = VoiceActivity(Counted.__new__(Counted))
    said = read_sound(VOICES / "mass-weight.flac")
    assert voice.hears_speech(np.concatenate([np.zeros(RATE, np.float32), said]), Cancellation())
    assert len(looked) < 2 * RATE / FRAME + len(said) / FRAME / 2
    looked.clear()
    assert not voice.hears_speech(np.zeros(3 * RATE, np.float32), Cancellation())
    assert len(looked) == -(-3 * RATE // FRAME)
    assert not voice.hears_speech(np.zeros(0, np.float32), Cancellation())


def test_a_short_pause_does_not_part_speech_and_a_click_does_not_make_it():
    chances = np.zeros(200, dtype=np.float32)
    chances[20:40] = chances[50:80] = 0.9  # 10 frames, a third of a second, between them
    chances[150:152] = 0.9
    [stretch] = speech_stretches(chances, 200 * 512)
    assert stretch.start < 20 * 512
    assert stretch.stop > 80 * 512


def test_padding_makes_whole_frames_and_never_more_than_30_seconds():
    assert len(padded(np.zeros(RATE, np.float32), 2.9999)) % 320 == 0
    assert len(padded(np.zeros(RATE, np.float32), 99)) == 30 * RATE


def write(path, values, rate=RATE, **options):
    soundfile.write(path, values, rate, **options)
    return path


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [(8_000, 1, "PCM_U8"), (44_100, 2, "PCM_16"), (48_000, 1, "FLOAT"), (16_000, 1, "PCM_24")],
)
def test_any_rate_and_form_becomes_16_khz_mono(tmp_path, rate, channels, subtype):
    t = np.arange(rate) / rate
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 440 * t)[:, None], channels, axis=1)
    samples = read_sound(write(tmp_path / "tone.wav", tone, rate, subtype=subtype))
    assert len(samples) == pytest.approx(RATE, abs=RATE // 100)
    assert np.abs(np.fft.rfft(samples)).argmax() * RATE / len(samples) == pytest.approx(440, abs=5)


def test_samples_that_are_no_numbers_are_silence_and_loud_ones_are_clipped(tmp_path):
    values = np.array([0.1, np.nan, np.inf, -np.inf, 7.0, -7.0] * 1000, dtype=np.float32)
    samples = read_sound(write(tmp_path / "odd.wav", values, subtype="FLOAT"))
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1


@pytest.mark.parametrize("content", [b"", b"not a sound", b"RIFF\x00\x00\x00\x00WAVE"])
def test_what_is_no_sound_is_said_in_words(tmp_path, content):
    file = tmp_path / "odd.wav"
    file.write_bytes(content)
    with pytest.raises(TutorError, match="not a recording" if content else "is empty"):
        read_sound(file)


def test_an_empty_recording_is_said_in_words(tmp_path):
    with pytest.raises(TutorError, match="is empty"):
        read_sound(write(tmp_path / "empty.wav", np.zeros(0)))


def test_a_missing_recording_is_said_in_words(tmp_path):
    with pytest.raises(TutorError, match="no file"):
        read_sound(tmp_path / "nowhere.wav")


def test_two_hours_are_read_a_minute_at_a_time(tmp_path):
    with soundfile.SoundFile(tmp_path / "lecture.wav", "w", 8_000, 1, "PCM_U8") as sound:
        for _ in range(120):
            sound.write(np.zeros(60 * 8_000, dtype=np.float32))
    lengths = [len(block) for block in sound_blocks(tmp_path / "lecture.wav")]
    assert max(lengths) <= 61 * RATE
    assert sum(lengths) == pytest.approx(7200 * RATE, rel=0.001)


def test_two_hours_of_silence_are_no_words_and_can_be_stopped(tmp_path, monkeypatch):
    """The network's frames are counted, not run: an hour of them takes half a minute."""
    with soundfile.SoundFile(tmp_path / "lecture.wav", "w", 8_000, 1, "PCM_U8") as sound:
        for _ in range(120):
            sound.write(np.zeros(60 * 8_000, dtype=np.float32))
    cancel = Cancellation()

    class Quiet:
        blocks = 0

        def stretches(self, samples, cancel):
            cancel.check()
            Quiet.blocks += 1
            return []

        def hears_speech(self, samples, cancel):
            return bool(self.stretches(samples, cancel))

        def share(self, samples):
            return 0.0

    quiet = Recogniser(Runaway(), Quiet())
    assert quiet.transcribe_file(tmp_path / "lecture.wav", cancel).text == ""
    assert Quiet.blocks >= 120
    with pytest.raises(Cancelled):
        quiet.transcribe_file(tmp_path / "lecture.wav", cancel, report=lambda s: s > 600 and cancel.request())
    assert recogniser_module.WINDOW_S < recogniser_module.FULL_S
