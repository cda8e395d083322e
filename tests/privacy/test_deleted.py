"""What was deleted for good is in no byte of any file of the home."""

import random
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.store.test_margins import ON_PAGE
from tutor_app.core.annotation import Annotation, Quote
from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.errors import TutorError
from tutor_app.core.turn import Turn
from tutor_app.store.record import Record
from tutor_app.tutor.leftovers import forget_leftovers
from tutor_app.tutor.session import Tutor

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def marked(name):
    return f"MARKER-{name}-"


def found(home, *names):
    """Which of them stand in a file of the home."""
    files = [file for file in home.data.parent.rglob("*") if file.is_file()]
    content = b"".join(file.read_bytes() for file in files)
    return {name for name in names if marked(name).encode() in content}


@pytest.fixture
def question(home, tmp_path):
    """A turn with a marker in each of its parts."""

    def question(record, name):
        voice, picture = tmp_path / f"{name}.wav", tmp_path / f"{name}.png"
        voice.write_bytes(b"RIFF" + marked(f"{name}-voice").encode() * 50)
        picture.write_bytes(b"PNG" + marked(f"{name}-picture").encode() * 50)
        note = marked(f"{name}-note") * 30
        kept = record.begin(Turn(home.courses / "motion", note, voice, picture), NOW)
        text = marked(f"{name}-answer") * 200
        record.finish(kept.id, Answer(text, (Evidence(1, "passage", 7, 0.5),), True, "quote"))
        return kept

    return question


def mark(note, exact=""):
    anchor = replace(ON_PAGE, quote=Quote(marked(exact), marked(exact), ""))
    return Annotation(0, "motion", anchor, NOW, NOW, note=marked(note))


def parts(name):
    return [f"{name}-{part}" for part in ("voice", "picture", "note", "answer")]


def test_a_question_that_was_deleted_for_good_is_in_no_file(home, question):
    record = Record(home)
    question(record, "kept")
    gone = question(record, "gone")
    assert found(home, *parts("gone")) == set(parts("gone"))
    record.history.delete(gone.id, NOW)
    record.history.forget_deleted()
    assert found(home, *parts("gone")) == set()
    assert found(home, *parts("kept")) == set(parts("kept"))
    record.close()


def test_rows_that_were_moved_between_pages_leave_no_copy(home):
    record, chance, ids = Record(home), random.Random(1), []
    for number in range(1000):
        mark = marked(f"{number:04}")
        kept = record.begin(Turn(home.courses / "motion", mark * chance.choice([1, 5, 30, 400])), NOW)
        ids.append(kept.id)
        for id in chance.sample(ids, min(2, len(ids))):
            own = marked(f"{ids.index(id):04}")
            record.finish(id, Answer(own * chance.choice([1, 40, 200]), (), True, "quote"))
    gone = chance.sample(range(1000), 600)
    for number in gone:
        record.history.delete(ids[number], NOW)
    record.history.forget_deleted()
    assert found(home, *(f"{number:04}" for number in gone)) == set()
    assert len(found(home, *(f"{number:04}" for number in range(1000)))) == 400
    record.close()


def test_highlights_and_notes_that_were_deleted_are_gone_at_the_next_start(home):
    record = Record(home)
    deleted = record.margins.add(mark("gone", exact="words"))
    record.margins.add(mark("kept"))
    record.margins.delete(deleted.id, NOW)
    record.close()
    tutor = Tutor(home)
    forget_leftovers(tutor)
    assert found(home, "gone", "words", "kept") == {"kept"}
    tutor.close()


READER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN")
db.execute("SELECT count(*) FROM turn").fetchone()
print("reads", flush=True)
sys.stdin.readline()
"""


def test_what_another_process_reads_meanwhile_is_gone_once_it_ends(home, question):
    record = Record(home)
    gone = question(record, "gone")
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(home.record_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdout.readline().strip() == b"reads"
        record.history.delete(gone.id, NOW)
        record.history.forget_deleted()
        reader.communicate(b"\n")
    tutor = Tutor(home)
    forget_leftovers(tutor)
    assert found(home, *parts("gone")) == set()
    tutor.close()
    record.close()


def test_what_a_crash_or_a_change_of_mind_left_is_gone_at_the_next_start(home, question):
    record = Record(home)
    question(record, "kept")
    record.close()
    for folder, name in (
        (home.media, "taken-out.png"),
        (home.media, "taken-out.wav"),
        (home.cache / "aloud", "1.wav"),
        (home.cache / "class-1" / "data" / "media", "1.png"),
        (home.data / "removed-courses" / "old", "index.db"),
        (home.config, "server-keys.part"),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(marked("left").encode())
    tutor = Tutor(home)
    forget_leftovers(tutor)
    assert found(home, "left", *parts("kept")) == set(parts("kept"))
    tutor.close()


def test_what_a_killed_deletion_left_is_scrubbed_at_the_next_start(home, question):
    record = Record(home)
    gone = question(record, "gone")
    record.history.delete(gone.id, NOW)
    record.close()
    (home.data / "record.scrub").touch()  # as after a kill between its two steps
    db = sqlite3.connect(home.record_file)
    db.execute("PRAGMA secure_delete = OFF")
    db.execute("DELETE FROM turn WHERE id = ?", (gone.id,))
    db.commit()
    db.close()
    assert found(home, "gone-note")
    tutor = Tutor(home)
    forget_leftovers(tutor)
    assert found(home, *parts("gone")) == set()
    assert not (home.data / "record.scrub").exists()
    tutor.close()


def test_a_question_that_is_being_kept_keeps_its_media(home, question):
    """Another process adds a turn while this one starts: media are copied only where the lock is held."""
    first, second = Record(home), Record(home)
    second._db.execute("PRAGMA busy_timeout = 10")
    with first._adding(), pytest.raises(TutorError, match="saved"):
        second.purge()
    kept = question(first, "kept")
    second.purge()
    assert kept.turn.image.exists()
    first.close()
    second.close()
