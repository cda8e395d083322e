"""The speaker plays sounds in their order and is silent at once."""

import wave

import numpy as np
import pytest

from tutor_app.tutor.speaker import Speaker


class Stream:
    """A speaker that asks for blocks when the test wants."""

    def __init__(self, give, samplerate=24_000.0):
        self.give, self.samplerate = give, samplerate
        self.calls = []

    def start(self):
        self.calls.append("start")

    def abort(self):
        self.calls.append("abort")

    def close(self):
        self.calls.append("close")

    def next(self, samples):
        return np.frombuffer(self.give(2 * samples), dtype="<i2").tolist()


@pytest.fixture
def speaker():
    made = []

    def open_stream(rate_hz, give):
        made.append(Stream(give))
        return made[0]

    speaker = Speaker(24_000, open_stream)
    speaker.stream = made[0]
    return speaker


def sound(folder, name, values, rate=24_000):
    file = folder / f"{name}.wav"
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        out.writeframes(np.array(values, dtype="<i2").tobytes())
    return file


def test_sounds_follow_each_other_without_a_gap_and_say_which_is_heard(speaker, tmp_path):
    speaker.play(sound(tmp_path, "a", [1, 2, 3]), "first")
    speaker.play(sound(tmp_path, "b", [4, 5]), "second")
    assert speaker.mark is None
    assert speaker.stream.next(2) == [1, 2]
    assert speaker.mark == "first"
    assert speaker.stream.next(4) == [3, 4, 5, 0]
    assert speaker.mark == "second"
    assert not speaker.is_idle
    for _ in range(2):
        assert speaker.stream.next(2) == [0, 0]
    assert speaker.is_idle


def test_a_stop_drops_what_waits_and_what_the_system_holds(speaker, tmp_path):
    speaker.play(sound(tmp_path, "a", range(100)), "first")
    speaker.stream.next(10)
    speaker.stop()
    assert speaker.stream.calls == ["start", "abort", "close"]
    assert speaker.stream.next(3) == [0, 0, 0]


def test_a_device_of_another_rate_gets_as_long_a_sound(tmp_path):
    made = []

    def open_stream(rate_hz, give):
        made.append(Stream(give, 48_000.0))
        return made[0]

    speaker = Speaker(24_000, open_stream)
    speaker.play(sound(tmp_path, "a", [1000] * 2400), "first")
    played = made[0].next(6000)
    assert np.count_nonzero(np.array(played) > 500) == pytest.approx(4800, abs=20)


def test_a_device_that_is_gone_can_be_stopped(speaker):
    def gone():
        raise OSError("no such device")

    speaker.stream.abort = gone
    speaker.stop()
