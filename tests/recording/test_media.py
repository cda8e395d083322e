"""Whatever a file is like, its sound comes in blocks, or a sentence says why it doesn't."""

from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from tutor_app.core.errors import TutorError
from tutor_app.core.recording.said import Word
from tutor_app.engine.speech.recording.media import MOST_SILENCE_S, Media
from tutor_app.engine.speech.resampling import Mixer
from tutor_app.engine.speech.sound import read_sound

RATE = 16_000
SECONDS = 10


def tone(seconds=SECONDS, rate=RATE, hz=440):
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)


def write(path, values=None, rate=RATE, channels=1, subtype="PCM_16"):
    values = tone(rate=rate) if values is None else values
    soundfile.write(path, np.repeat(np.asarray(values)[:, None], channels, axis=1), rate, subtype=subtype)
    return path


def video(path, sound="aac", seconds=SECONDS, sound_from_s=0.0):
    """A film of black pictures, ten a second."""
    with av.open(str(path), "w") as film:
        pictures = film.add_stream("mpeg4", rate=10)
        pictures.width = pictures.height = 64
        pictures.pix_fmt = "yuv420p"
        heard = film.add_stream(sound, rate=48_000) if sound else None
        black = np.zeros((64, 64, 3), np.uint8)
        for _ in range(int((seconds + sound_from_s) * 10)):
            film.mux(pictures.encode(av.VideoFrame.from_ndarray(black, format="rgb24")))
        film.mux(pictures.encode())
        if heard:
            values = tone(seconds, 48_000).astype(np.float32)
            frame = av.AudioFrame.from_ndarray(values[None], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 48_000, int(sound_from_s * 48_000)
            film.mux(heard.encode(frame))
            film.mux(heard.encode())
    return path


def read(path):
    media = Media(path)
    blocks = list(media.blocks())
    return np.concatenate(blocks), media


def loudest_hz(samples):
    return np.abs(np.fft.rfft(samples)).argmax() * RATE / len(samples)


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [
        (8_000, 1, "PCM_U8"), (44_100, 2, "PCM_16"), (48_000, 1, "FLOAT"), (96_000, 6, "PCM_24"),
        (11_025, 1, "DOUBLE"), (16_000, 1, "ULAW"),
    ],
)  # fmt: skip
def test_any_rate_and_form_becomes_16_khz_mono(tmp_path, rate, channels, subtype):
    samples, media = read(write(tmp_path / "a.wav", None, rate, channels, subtype))
    assert media.seconds == pytest.approx(SECONDS, abs=0.01)
    assert len(samples) == pytest.approx(SECONDS * RATE, abs=RATE // 100)
    assert samples.dtype == np.float32
    assert loudest_hz(samples) == pytest.approx(440, abs=1)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.02)
    assert not media.ends_early


@pytest.mark.parametrize("name", ["a.flac", "a.ogg", "a.mp3"])
def test_compressed_sound_is_read(tmp_path, name):
    soundfile.write(tmp_path / name, tone(), RATE)
    samples, _ = read(tmp_path / name)
    assert len(samples) == pytest.approx(SECONDS * RATE, abs=RATE // 10)
    assert loudest_hz(samples) == pytest.approx(440, abs=1)


@pytest.mark.parametrize(
    ("name", "sound"), [("film.mp4", "aac"), ("film.mkv", "libopus"), ("film.avi", "mp3")]
)
def test_the_sound_of_a_video_is_read(tmp_path, name, sound):
    samples, media = read(video(tmp_path / name, sound))
    assert len(samples) == pytest.approx(SECONDS * RATE, abs=RATE // 10)
    assert loudest_hz(samples) == pytest.approx(440, abs=1)
    assert media.seconds == pytest.approx(SECONDS, abs=0.1)


def test_sound_that_begins_later_than_the_pictures_stands_at_its_time(tmp_path):
    samples, _ = read(video(tmp_path / "film.mkv", "flac", sound_from_s=3.0))
    first = np.flatnonzero(np.abs(samples) > 0.1)[0]
    assert first / RATE == pytest.approx(3.0, abs=0.05)
    assert len(samples) == pytest.approx(13 * RATE, abs=RATE // 10)


def test_samples_that_are_no_numbers_are_silence_and_loud_ones_are_clipped(tmp_path):
    values = tone()
    values[1000:2000], values[3000], values[4000], values[5000:6000] = np.nan, np.inf, -np.inf, 7.0
    samples, _ = read(write(tmp_path / "odd.wav", values, subtype="FLOAT"))
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1
    assert np.abs(samples[1000:2000]).max() < 1e-6
    assert samples[5100:5900] == pytest.approx(1, abs=0.01)
    assert loudest_hz(samples[8000:]) == pytest.approx(440, abs=1)


def test_silence_is_sound_too(tmp_path):
    samples, _ = read(write(tmp_path / "quiet.wav", np.zeros(RATE)))
    assert not samples.any()
    assert len(samples) == RATE


@pytest.mark.parametrize(
    ("name", "share"), [("a.wav", 0.5), ("a.flac", 0.5), ("a.mp3", 0.5), ("a.ogg", 0.5), ("a.mkv", 0.5)]
)
def test_a_file_that_was_cut_off_gives_what_is_there(tmp_path, name, share):
    noise = 0.2 * np.random.default_rng(2).standard_normal(SECONDS * RATE)  # a tone would be packed too well
    if name.endswith("mkv"):
        video(tmp_path / name, "flac")
    else:
        soundfile.write(tmp_path / name, noise, RATE)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: int(len(content) * share)])
    samples, media = read(tmp_path / name)
    assert 0.3 * SECONDS < len(samples) / RATE < 0.8 * SECONDS
    if not name.endswith(("wav", "ogg")):  # which don't say how long they were
        assert media.ends_early


def test_a_damaged_place_costs_no_more_than_itself(tmp_path):
    soundfile.write(tmp_path / "a.flac", 0.2 * np.random.default_rng(2).standard_normal(SECONDS * RATE), RATE)
    content = bytearray((tmp_path / "a.flac").read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2000] = bytes(2000)
    (tmp_path / "a.flac").write_bytes(content)
    samples, media = read(tmp_path / "a.flac")
    assert len(samples) == pytest.approx(SECONDS * RATE, abs=RATE // 10)
    assert not media.ends_early


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("a.mp3", b"", "empty"),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVE", "not a recording"),
        ("a.mp3", b"not a sound\n" * 500, "not a recording"),
        ("a.mp4", bytes(range(256)) * 100, "not a recording"),
        ("a.pdf", b"%PDF-1.4\n" + b"1 0 obj\n" * 100, "not a recording"),
        ("a.txt", b"not a sound\n" * 500, "no sound|not a recording"),
        ("a.m3u8", PLAYLIST, "not a recording"),  # nothing is fetched
    ],
)
def test_what_is_no_recording_is_said_in_words(tmp_path, name, content, match):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TutorError, match=match) as failure:
        read(tmp_path / name)
    assert failure.value.hint


def test_a_recording_without_samples_is_said_in_words(tmp_path):
    with pytest.raises(TutorError, match="empty"):
        read(write(tmp_path / "a.wav", np.zeros(0)))


def test_a_video_without_sound_is_said_in_words(tmp_path):
    with pytest.raises(TutorError, match="no sound in mute"):
        read(video(tmp_path / "mute.mp4", None))


def test_a_cut_off_video_whose_index_is_lost_is_said_in_words(tmp_path):
    file = video(tmp_path / "film.mp4")
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(TutorError, match="not a recording"):
        read(file)


@pytest.mark.parametrize("path", [Path("nowhere.mp3"), Path(), Path("http://127.0.0.1:9/a.mp3")])
def test_a_missing_file_is_said_in_words(path):
    with pytest.raises(TutorError, match="no file"):
        Media(path)


@pytest.mark.parametrize("name", ["a:b.wav", "100 %.wav", "什么.wav", "-i.wav"])
def test_a_strange_name_is_a_name(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    write(Path(name))
    assert len(read(Path(name))[0]) == SECONDS * RATE


def stereo(path, right):
    left = tone()
    soundfile.write(path, np.stack([left, right(left)], axis=1), RATE)
    return path


@pytest.mark.parametrize(
    "right",
    [lambda left: -left, lambda left: -0.8 * left, lambda left: 0 * left, lambda left: left],
    ids=["opposite", "opposite and quieter", "silent", "same"],
)
def test_channels_never_cancel_each_other(tmp_path, right):
    samples, _ = read(stereo(tmp_path / "a.wav", right))
    assert np.abs(samples[RATE:-RATE]).max() > 0.2
    assert loudest_hz(samples) == pytest.approx(440, abs=1)


def test_channels_that_are_not_alike_are_averaged():
    left, right = tone(), tone(hz=330)
    mixed = Mixer().mix(np.stack([left, right], axis=1).astype(np.float32))
    assert mixed == pytest.approx((left + right) / 2, abs=1e-5)


def test_silence_turns_no_channel_round():
    mixer, quiet = Mixer(), np.zeros((RATE, 2), np.float32)
    both = np.stack([tone(1), -tone(1)], axis=1).astype(np.float32)
    for part in (both, quiet, both):
        mixed = mixer.mix(part)
    assert mixed == pytest.approx(tone(1), abs=1e-5)


@pytest.mark.parametrize(
    ("name", "sound", "rate"),
    [
        ("a.m4a", "aac", 48_000), ("a.aac", "aac", 44_100), ("a.webm", "libopus", 48_000),
        ("a.wma", "wmav2", 44_100), ("a.mp4", "aac", 48_000),
    ],
)  # fmt: skip
def test_a_question_is_read_from_whatever_a_lecture_is(tmp_path, name, sound, rate):
    with av.open(str(tmp_path / name), "w") as film:
        heard = film.add_stream(sound, rate=rate, layout="mono")
        heard.bit_rate = 64_000
        values = tone(rate=rate).astype(np.float32)
        size = heard.codec_context.frame_size or 1024
        for at in range(0, len(values) - size, size):
            part = values[at : at + size]
            frame = av.AudioFrame.from_ndarray(part[None], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = rate, at
            film.mux(heard.encode(frame))
        film.mux(heard.encode())
    samples = read_sound(tmp_path / name)
    assert len(samples) == pytest.approx(SECONDS * RATE, abs=RATE // 5)
    assert loudest_hz(samples) == pytest.approx(440, abs=1)


def test_a_recording_whose_header_says_that_it_is_empty_is_read(tmp_path):
    content = bytearray(write(tmp_path / "a.wav").read_bytes())
    content[4:8], content[40:44] = bytes(4), bytes(4)
    (tmp_path / "a.wav").write_bytes(content)
    assert len(read_sound(tmp_path / "a.wav")) == pytest.approx(SECONDS * RATE, abs=RATE // 10)


def tracks(path, *hertz, main=None):
    """Sound tracks of these tones, 0 for silence."""
    with av.open(str(path), "w") as film:
        streams = [film.add_stream("flac", rate=RATE, layout="mono") for _ in hertz]
        for number, stream in enumerate(streams):
            stream.disposition = av.stream.Disposition.default if number == main else 0
        for stream, hz in zip(streams, hertz, strict=True):
            values = (tone(hz=hz) * 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(values[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, 0
            film.mux(stream.encode(frame))
            film.mux(stream.encode())
    return path


@pytest.mark.parametrize(
    ("hertz", "main", "heard"),
    [
        ((0, 330), None, 330),
        ((0, 330), 0, 330),
        ((440, 330), 1, 330),
        ((440, 330), 0, 440),
        ((330, 0), 1, 330),
    ],
)
def test_of_several_tracks_the_main_one_is_heard_unless_it_is_silent(tmp_path, hertz, main, heard):
    samples, _ = read(tracks(tmp_path / "a.mkv", *hertz, main=main))
    assert loudest_hz(samples) == pytest.approx(heard, abs=1)


def test_of_several_tracks_the_one_in_which_somebody_speaks_is_heard(tmp_path):
    def speech(samples):
        return float(abs(loudest_hz(samples) - 330) < 5)

    blocks = Media(tracks(tmp_path / "a.mkv", 440, 330, main=0)).blocks(speech)
    assert loudest_hz(np.concatenate(list(blocks))) == pytest.approx(330, abs=1)


def test_a_gap_of_weeks_is_left_out_and_the_times_are_kept(tmp_path):
    hour = 3600
    with av.open(str(tmp_path / "a.mkv"), "w") as film:
        heard = film.add_stream("flac", rate=RATE, layout="mono")
        for start_s in (0, 500 * hour):
            frame = av.AudioFrame.from_ndarray((tone(1) * 32767).astype(np.int16)[None], "s16", "mono")
            frame.sample_rate, frame.pts = RATE, start_s * RATE
            film.mux(heard.encode(frame))
        film.mux(heard.encode())
    media = Media(tmp_path / "a.mkv")
    samples = np.concatenate(list(media.blocks()))
    assert len(samples) / RATE == pytest.approx(2 + MOST_SILENCE_S, abs=1.5)
    last_s = np.flatnonzero(np.abs(samples) > 0.1)[-1] / RATE
    assert media.gaps.to_file_s(last_s) == pytest.approx(500 * hour + 1, abs=0.2)
    word = media.gaps.to_file(Word(" so", last_s - 0.2, last_s, "en"))
    assert word.end_s == pytest.approx(500 * hour + 1, abs=0.2)
    assert not media.ends_early
