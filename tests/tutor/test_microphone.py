"""A recording loses nothing, and a missing microphone is said in words."""

import builtins
import wave

import numpy as np
import pytest

from tutor_app.core.errors import TutorError
from tutor_app.tutor import microphone
from tutor_app.tutor import recording as recordings
from tutor_app.tutor.microphone import Microphone, microphones, open_input
from tutor_app.tutor.recording import Recording


class Stream:
    """A microphone that gives its last block when it is stopped, as real ones do."""

    samplerate = 16_000.0

    def __init__(self, take, last=b""):
        self.take, self.last, self.is_closed = take, last, False

    def start(self):
        pass

    def stop(self):
        self.take(self.last)

    def close(self):
        self.is_closed = True


def block(value, samples=160):
    return np.full(samples, value, dtype=np.int16).tobytes()


@pytest.fixture
def recording(tmp_path):
    streams = []

    def open_stream(device, take):
        streams.append(Stream(take, last=block(7)))
        return streams[-1]

    recording = Recording(tmp_path / "media" / "a.wav", lambda: Microphone("", open_stream))
    recording.stream = streams[0]
    return recording


def samples_of(file):
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 16_000)
        return np.frombuffer(sound.readframes(sound.getnframes()), dtype=np.int16)


def test_what_comes_while_it_is_stopped_is_kept(recording):
    recording.stream.take(block(5))
    assert recording.stop() == pytest.approx(0.02)
    assert samples_of(recording.file).tolist() == [5] * 160 + [7] * 160
    assert recording.stream.is_closed


def test_an_open_microphone_remembers_three_tenths_of_a_second_and_no_more(tmp_path):
    streams = []

    def open_stream(device, take):
        streams.append(Stream(take))
        return streams[-1]

    microphone = Microphone("", open_stream)
    for value in range(100):
        streams[0].take(block(value))  # 10 ms each
    recording = Recording(tmp_path / "a.wav", lambda: microphone)
    for value in range(100, 150):
        streams[0].take(block(value))
    assert recording.stop() == pytest.approx(0.3 + 0.5)
    assert samples_of(recording.file)[::160].tolist() == list(range(70, 150))


def test_the_file_is_whole_before_the_recording_ends(recording):
    recording.stream.take(block(5))
    recording.drain()
    recording._wave._file.flush()
    assert samples_of(recording.file).tolist() == [5] * 160
    recording.stop()


@pytest.mark.parametrize(("value", "level"), [(0, 0.0), (32, 0.0), (328, 1 / 3), (32_767, 1.0)])
def test_the_level_follows_the_loudness(recording, value, level):
    recording.stream.take(block(value))
    assert recording.drain() == pytest.approx(level, abs=0.01)
    recording.stop()


def test_ten_minutes_are_too_long(recording, monkeypatch):
    monkeypatch.setattr(recordings, "LONGEST_S", 0.01)
    recording.stream.take(block(1))
    recording.drain()
    assert recording.is_too_long
    recording.stop()


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path):
    (tmp_path / "media").write_text("a file where the folder should be")
    with pytest.raises(TutorError, match="can't be saved"):
        Recording(tmp_path / "media" / "a.wav", lambda: Microphone("", lambda device, take: Stream(take)))


def test_a_machine_without_portaudio_says_what_to_install(monkeypatch):
    really = builtins.__import__

    def without(name, *rest):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return really(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(TutorError) as missing:
        microphones()
    assert "libportaudio2" in missing.value.hint


def test_what_was_plugged_in_since_is_found_when_it_is_looked_for_anew(monkeypatch):
    headset = {"name": "Headset", "max_input_channels": 1}
    speaker = {"name": "Speaker", "max_input_channels": 0}

    class Sound:
        """PortAudio: the devices of its last start."""

        plugged, known = [speaker], [speaker]

        def _terminate(self):
            self.known = []

        def _initialize(self):
            self.known = list(self.plugged)

        def query_devices(self):
            return self.known

    sound = Sound()
    monkeypatch.setattr(microphone, "_sounddevice", lambda: sound)
    sound.plugged = [speaker, headset]
    assert microphones() == []
    assert microphones(anew=True) == ["Headset"]


def test_sounddevice_can_start_anew():
    """What `anew` calls has no public name."""
    before = microphones()
    assert microphones(anew=True) == before


def test_a_machine_without_a_microphone_says_so():
    """The machine of the tests has no sound of its own."""
    if microphones():
        pytest.skip("there is a microphone here")
    with pytest.raises(TutorError, match="microphone can't be used"):
        open_input("", lambda _: None)


def test_a_microphone_that_gives_nothing_any_more_is_lost_and_what_was_said_is_kept(tmp_path):
    now, streams = [0.0], []

    class Gone(Stream):
        def stop(self):
            raise OSError("unplugged")

    def open_stream(device, take):
        streams.append(Gone(take))
        return streams[-1]

    recording = Recording(tmp_path / "a.wav", lambda: Microphone("", open_stream), clock=lambda: now[0])
    streams[0].take(block(5))
    recording.drain()
    now[0] = 1.9
    assert not recording.is_lost
    now[0] = 2.1
    assert recording.is_lost
    assert recording.stop() == pytest.approx(0.01)
    assert samples_of(recording.file).tolist() == [5] * 160
