"""The record keeps a turn from before anything is computed."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tutor_app.core.answer import Answer, Evidence, Pin, Stage
from tutor_app.core.errors import TutorError
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box, LineLocator, PageLocator, Region
from tutor_app.core.turn import Turn
from tutor_app.store.record import Record

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def record(home):
    record = Record(home)
    yield record
    record.close()


@pytest.fixture
def turn(home, tmp_path):
    picture = tmp_path / "page.PNG"
    picture.write_bytes(b"a picture")
    return Turn(home.courses / "motion", "why?", image=picture, region=Region(3, Box(1, 2, 30, 40.5)))


def test_a_turn_and_its_media_are_on_disk_before_the_answer(record, turn, home):
    begun = record.begin(turn, NOW)
    turn.image.unlink()  # the original may go
    [kept] = Record(home).turns()
    assert kept.state == "asked"
    assert kept.turn.note == "why?"
    assert kept.turn.region == turn.region
    assert kept.turn.image == begun.turn.image
    assert kept.turn.image.read_bytes() == b"a picture"


def test_an_answer_comes_back_as_it_was_given(record, turn):
    answer = Answer(
        "Ice floats [1].",
        (Evidence(1, "passage", 7, 0.5),),
        True,
        "quote",
        "why",
        "ice",
        (Stage("search", 0.1),),
        None,
        (ReadFormula("F=ma", -0.001, True),),
        FigureTold(3, ("Figure 1 shows ice.",), "Ice.", ("caption", "words")),
    )
    record.finish(record.begin(turn, NOW).id, answer)
    [kept] = record.turns("motion")
    assert (kept.state, kept.answer, kept.asked_at) == ("answered", answer, NOW)
    assert record.turns("another course") == []


def test_the_lines_of_its_citations_come_back_and_an_answer_of_old_has_none(record, turn, home):
    pins = (Pin(1, (PageLocator(3, (Box(1, 2, 30, 40.5),)), LineLocator("a.md", 4, 6))), Pin(2))
    id = record.begin(turn, NOW).id
    record.finish(id, Answer("Ice floats [1] [2].", (), True, "local", pins=pins))
    assert record.turns()[0].answer.pins == pins
    old = {"text": "Ice.", "evidence": [], "in_material": True, "explainer": "quote", "stages": []}
    with closing(sqlite3.connect(home.record_file)) as db, db:
        db.execute("UPDATE turn SET answer = ? WHERE id = ?", (json.dumps(old), id))
    assert record.turns()[0].answer.pins == ()


def test_a_turn_that_stopped_or_failed_says_so(record, turn):
    record.finish(record.begin(turn, NOW).id, "stopped")
    record.finish(record.begin(turn, NOW).id, TutorError("No sound.", "Speak up."))
    failed, stopped = record.turns()
    assert (stopped.state, stopped.failure) == ("stopped", "")
    assert (failed.state, failed.failure) == ("failed", "No sound. Speak up.")


def test_a_recording_made_in_the_media_folder_is_not_copied(record, home):
    audio = home.media / "20261123.wav"
    audio.write_bytes(b"sound")
    record.begin(Turn(home.courses / "motion", audio=audio), NOW)
    assert list(home.media.iterdir()) == [audio]


def test_a_missing_file_is_said_in_words(record, home):
    with pytest.raises(TutorError, match="There is no file"):
        record.begin(Turn(home.courses / "motion", image=Path("nowhere.png")), NOW)
    assert record.turns() == []


def test_a_full_disk_is_said_in_words_and_nothing_is_lost(record, turn, monkeypatch):
    def full(source, target):
        target.write_bytes(b"half a pic")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tutor_app.store.record.shutil.copyfile", full)
    with pytest.raises(TutorError, match="can't be saved") as failure:
        record.begin(turn, NOW)
    assert "disk is not full" in failure.value.hint
    assert turn.image.exists()
    assert list(record._home.media.iterdir()) == []


def test_a_full_database_is_said_in_words(record, turn):
    record._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(TutorError, match="can't be saved"):
        record.begin(Turn(turn.course, "x" * 1_000_000), NOW)


def test_a_damaged_record_is_said_in_words(home):
    home.data.mkdir(parents=True)
    home.record_file.write_bytes(b"not a database at all" * 100)
    with pytest.raises(TutorError, match="damaged"):
        Record(home)


def test_a_folder_that_cannot_be_made_is_said_in_words(home):
    home.data.parent.mkdir(parents=True)
    home.data.write_text("a file where the folder should be")
    with pytest.raises(TutorError, match="can't be saved"):
        Record(home)
