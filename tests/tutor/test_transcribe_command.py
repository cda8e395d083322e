"""`tutor transcribe`: files beside their sources, progress, stop and going on."""

import json
import signal
import sys

import numpy as np
import pytest
import soundfile

from tutor_app.cli.main import STOPPED, main
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.file_names import fit_name
from tutor_app.core.language import speak
from tutor_app.core.recording.said import Recording, Word, sentences
from tutor_app.engine.speech.recording.transcriber import PIECE, Piece, Transcriber
from tutor_app.settings.settings import Settings, save
from tutor_app.tutor.transcripts import reference
from tutor_app.tutor.transcripts.output import in_script, outputs, write
from tutor_app.tutor.transcripts.transcribe import Task, Wanted, transcribe

RATE = 16_000


class Heard:
    """Models that hear a word each second, and can be stopped after some pieces."""

    def __init__(self, stop_after=10**9):
        self.begins, self.stop_after, self.cancel = [], stop_after, None

    def score_speech(self, samples):
        return 1.0

    def pieces(self, sound, language, cancel, begin=0, before=None):
        self.begins.append(begin)
        length = sum(map(len, sound))
        for number, at in enumerate(range(begin, length, PIECE)):
            if number == self.stop_after:
                signal.raise_signal(signal.SIGINT) if self.cancel is None else self.cancel.request()
                while not cancel.is_requested:
                    pass
            cancel.check()
            until = min(at + PIECE, length)
            words = [
                Word(f" {s}.", s + 0.1, s + 0.9, language or before or "en")
                for s in range(at // RATE, until // RATE)
            ]
            yield Piece(until, tuple(words))


@pytest.fixture
def talk(tmp_path):
    soundfile.write(tmp_path / "talk.wav", np.zeros(200 * RATE), RATE)
    return tmp_path / "talk.wav"


@pytest.fixture
def heard(home, monkeypatch):
    """The command with made-up models."""
    models = Heard()
    monkeypatch.setattr(Transcriber, "open", lambda home, device: models)
    save(home.settings_file, Settings(language="en"))
    yield models
    speak("en")


@pytest.mark.parametrize(
    ("form", "begins"),
    [("vtt", "WEBVTT\n\n00:00:00.100"), ("srt", "1\n00:00:00,100"), ("txt", "0."), ("json", "{")],
)
def test_a_transcript_is_written_beside_its_file(heard, talk, capsys, form, begins):
    assert main(["transcribe", str(talk), "--out", form]) == 0
    output = talk.with_suffix(f".{form}")
    assert output.read_text(encoding="utf-8").startswith(begins)
    told = capsys.readouterr()
    assert told.out == f"{output}\n"
    assert "talk.wav  0:03:20 / 0:03:20" in told.err
    assert "×" in told.err
    assert sorted(file.name for file in talk.parent.iterdir() if file.is_file()) == sorted(
        [output.name, "talk.wav"]
    )


def test_a_folder_for_the_transcripts_is_made(heard, talk, tmp_path):
    assert main(["transcribe", str(talk), "--to", str(tmp_path / "a" / "b")]) == 0
    assert (tmp_path / "a" / "b" / "talk.vtt").exists()


def test_each_file_is_on_its_own(heard, talk, tmp_path, capsys):
    (tmp_path / "odd.mp3").write_bytes(b"not a sound" * 100)
    assert main(["transcribe", str(tmp_path / "odd.mp3"), str(tmp_path / "no.mp3"), str(talk)]) == 1
    assert talk.with_suffix(".vtt").exists()
    errors = capsys.readouterr().err
    assert "odd.mp3 is not a recording" in errors
    assert "There is no file" in errors


def test_what_goes_wrong_is_said_in_the_readers_language(heard, home, tmp_path, capsys):
    save(home.settings_file, Settings(language="zh"))
    (tmp_path / "odd.mp3").write_bytes(b"not a sound" * 100)
    assert main(["transcribe", str(tmp_path / "odd.mp3")]) == 1
    assert "不是可读取的录音" in capsys.readouterr().err


def test_ctrl_c_stops_and_says_how_to_go_on_and_the_end_is_the_same(heard, talk, capsys):
    before = signal.getsignal(signal.SIGINT)
    assert main(["transcribe", str(talk)]) == 0
    whole = talk.with_suffix(".vtt").read_bytes()
    talk.with_suffix(".vtt").unlink()
    heard.stop_after = 2
    assert main(["transcribe", str(talk)]) == STOPPED
    assert "The same command goes on" in capsys.readouterr().err
    assert not talk.with_suffix(".vtt").exists()
    heard.stop_after = 10**9
    assert main(["transcribe", str(talk)]) == 0
    assert heard.begins == [0, 0, 2 * PIECE]
    assert talk.with_suffix(".vtt").read_bytes() == whole
    assert signal.getsignal(signal.SIGINT) is before


def stopped(talk, after=2, language=None):
    models = Heard(after)
    models.cancel = Cancellation()
    task = Task(talk, talk.with_suffix(".vtt"), Wanted(language=language))
    with pytest.raises(Cancelled):
        transcribe(task, lambda: models, lambda _: None, models.cancel)
    return talk.with_name("talk.wav.part.jsonl")


def gone_on(talk, language=None):
    """Where another run begins."""
    models = Heard()
    task = Task(talk, talk.with_suffix(".json"), Wanted("json", language))
    transcribe(task, lambda: models, lambda _: None, Cancellation())
    return models.begins[0], json.loads(task.output.read_text(encoding="utf-8"))


def test_another_form_goes_on_from_the_same_place(talk):
    stopped(talk)
    begin, table = gone_on(talk)
    assert begin == 2 * PIECE
    assert len(table["segments"]) == 200


def test_a_torn_line_is_heard_again(talk):
    part = stopped(talk)
    part.write_bytes(part.read_bytes()[:-30])
    assert gone_on(talk)[0] == PIECE


@pytest.mark.parametrize("change", ["language", "file", "not lines"])
def test_another_file_or_language_begins_anew(talk, change):
    part = stopped(talk)
    if change == "file":
        soundfile.write(talk, np.zeros(201 * RATE), RATE)
    if change == "not lines":
        part.write_bytes(b"\xff\x00 something else")
    assert gone_on(talk, "zh" if change == "language" else None)[0] == 0


def test_progress_says_how_far_of_how_much(talk):
    seen = []
    transcribe(Task(talk, talk.with_suffix(".vtt")), Heard, seen.append, Cancellation())
    assert [(one.done_s, one.total_s) for one in seen] == [(60, 200), (120, 200), (180, 200), (200, 200)]
    assert all(one.times_real_time > 0 for one in seen)


def test_a_recording_without_words_is_said_and_written(heard, talk, capsys):
    heard.pieces = lambda sound, *_: iter([Piece(sum(map(len, sound)), ())])
    assert main(["transcribe", str(talk)]) == 0
    assert talk.with_suffix(".vtt").read_text() == "WEBVTT\n"
    assert "No words were heard." in capsys.readouterr().err


def test_a_file_that_is_cut_off_is_said(heard, tmp_path, capsys):
    noise = 0.2 * np.random.default_rng(2).standard_normal(60 * RATE)
    soundfile.write(tmp_path / "a.flac", noise, RATE)
    content = (tmp_path / "a.flac").read_bytes()
    (tmp_path / "a.flac").write_bytes(content[: len(content) // 2])
    assert main(["transcribe", str(tmp_path / "a.flac")]) == 0
    assert "a.flac ends early" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_before_anything_is_heard(talk, tmp_path):
    (tmp_path / "file").write_bytes(b"")

    def never():
        raise AssertionError

    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(TutorError, match="can't be written") as failure:
            transcribe(Task(talk, folder / "talk.vtt"), never, lambda _: None, Cancellation())
        assert "--to" in failure.value.hint


def recording(text, language="en"):
    return Recording("talk.wav", 1.0, "m", sentences([Word(text, 0, 1, language)]))


def test_another_text_that_stood_there_is_kept(tmp_path):
    output = tmp_path / "talk.txt"
    for text in ("first", "second", "second"):
        write(recording(text), "txt", output)
    assert output.read_text() == "second\n"
    assert (tmp_path / "talk.txt~").read_text() == "first\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_files_of_one_name_get_names_of_their_own(tmp_path):
    files = [tmp_path / "a.mp3", tmp_path / "a.mp4", tmp_path / "b.mp3", tmp_path / "c.txt"]
    assert [output.name for output in outputs(files, "txt", None)] == [
        "a.mp3.txt",
        "a.mp4.txt",
        "b.txt",
        "c.txt.txt",
    ]


@pytest.mark.parametrize(
    ("script", "written"),
    [
        ("simplified", ["学习", "率", "干", "燥"]),
        ("traditional", ["學習", "率", "乾", "燥"]),
        ("heard", ["學習", "率", "干", "燥"]),
    ],
)
def test_chinese_is_written_in_one_script(script, written):
    words = [Word(text, n, n + 1, "zh") for n, text in enumerate(["學習", "率", "干", "燥"])]
    found = in_script(Recording("a", 4.0, "m", sentences(words)), script)
    assert [word.text for word in found.sentences[0].words] == written
    assert [word.start_s for word in found.sentences[0].words] == [0, 1, 2, 3]
    assert in_script(recording(" 學習"), script).sentences[0].text == "學習"  # quoted in another language


def test_the_reference_needs_its_extra(home, monkeypatch, capsys, tmp_path):
    save(home.settings_file, Settings(language="en"))
    monkeypatch.setattr(reference.importlib.util, "find_spec", lambda name: None)
    assert main(["transcribe", "--reference", str(tmp_path / "a.wav")]) == 1
    assert 'pip install -e ".[train]"' in capsys.readouterr().err


def test_the_reference_runs_in_a_process_of_its_own(home, monkeypatch, tmp_path):
    commands = []

    def run(command, check):
        commands.append(command)
        return type("Done", (), {"returncode": 3})()

    monkeypatch.setattr(reference.subprocess, "run", run)
    options = ["--out", "srt", "--language", "zh", "--script", "traditional", "--to", str(tmp_path)]
    assert main(["--home", str(tmp_path), "transcribe", "--reference", "a.wav", *options]) == 3
    [command] = commands
    assert command[:4] == [sys.executable, "-m", "tutor_app.training", "transcribe"]
    assert command[4:] == ["a.wav", *options, "--home", str(tmp_path)]


@pytest.mark.parametrize("name", [f"{'语' * 82}.mp3", f"{'a' * 251}.wav", f"{'é' * 125}.ogg"])
def test_a_name_as_long_as_a_file_may_have_is_transcribed(heard, talk, tmp_path, name):
    file = talk.rename(tmp_path / name)
    assert main(["transcribe", str(file), "--out", "json", "--to", str(tmp_path / "out")]) == 0
    [output] = (tmp_path / "out").iterdir()
    assert output.suffix == ".json"


def test_two_long_names_that_begin_alike_stay_two():
    names = [fit_name("语" * 90 + end, ".vtt") for end in ("一", "二")]
    assert len(set(names)) == 2
    assert all(len(name.encode()) <= 255 and name.endswith(".vtt") for name in names)


@pytest.mark.parametrize("has_folder", [False, True])
def test_nothing_is_left_of_a_file_without_sound(heard, tmp_path, has_folder, capsys):
    soundfile.write(tmp_path / "none.wav", np.zeros(0), RATE)
    out = tmp_path / "a" / "out"
    if has_folder:
        out.mkdir(parents=True)
    heard.pieces = lambda sound, *given: iter(list(sound))
    assert main(["transcribe", str(tmp_path / "none.wav"), "--to", str(out)]) == 1
    assert "is empty" in capsys.readouterr().err
    assert not list(out.iterdir()) if has_folder else not (tmp_path / "a").exists()


def test_what_was_heard_before_a_failure_stays(talk):
    part = stopped(talk)
    with pytest.raises(TutorError, match="broken"):
        transcribe(Task(talk, talk.with_suffix(".vtt")), _broken, lambda _: None, Cancellation())
    assert part.exists()


def _broken():
    raise TutorError("broken")
