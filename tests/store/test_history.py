"""The history of turns: in pages, searched in the record, deleted for good only when nobody wants it back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.store.test_schema import memory
from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.errors import TutorError
from tutor_app.core.turn import Turn
from tutor_app.store.history import PAGE, SPAN
from tutor_app.store.record import Checked, Record
from tutor_app.store.schema import STEPS, migrate

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
ANSWER = Answer("Ice is light [1].", (Evidence(1, "passage", 7, 0.5),), True, "quote")


@pytest.fixture
def record(home):
    record = Record(home)
    yield record
    record.close()


@pytest.fixture
def ask(record, home):
    def ask(note="", course="motion", answer=None, now=NOW, **parts):
        kept = record.begin(Turn(home.courses / course, note, **parts), now)
        if answer:
            record.finish(kept.id, answer)
        return record.turn(kept.id)

    return ask


def found(record, words="", course=None):
    return [turn.turn.note for page in record.history.pages(words, course) for turn in page]


def bytes_of(home):
    return b"".join(file.read_bytes() for file in home.data.glob("record.db*"))


def test_turns_come_in_pages_newest_first(record, ask):
    for number in range(PAGE + 2):
        ask(f"question {number}")
    pages = list(record.history.pages())
    assert [len(page) for page in pages] == [PAGE, 2]
    assert pages[0][0].turn.note == f"question {PAGE + 1}"
    assert pages[-1][-1].turn.note == "question 0"


def test_a_page_takes_up_where_the_one_before_ended_whatever_came_since(record, ask):
    for number in range(PAGE + 1):
        ask(f"question {number}")
    pages = record.history.pages()
    next(pages)
    ask("came later")
    assert [turn.turn.note for turn in next(pages)] == ["question 0"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ice", ["Why does ICE float?"]),
        ("float why", ["Why does ICE float?"]),
        ("ice sink", []),
        ("buoyant", ["Why does ICE float?"]),  # of the explanation
        ("重力", ["为什么有重力？"]),
        ("力", ["为什么有重力？", ""]),
        ("摩擦力", [""]),  # heard
        ("100%", ["Is 100% true?"]),
        ("_", []),
        ("\\", []),
    ],
)
def test_words_are_found_in_question_in_what_was_heard_and_in_the_answer(record, ask, words, expected):
    ask("Is 100% true?", answer=replace(ANSWER, text="Yes, 1000 times."))
    ask("Why does ICE float?", answer=replace(ANSWER, text="It is **buoyant**."))
    spoken = record._home.media / "a.wav"
    spoken.write_bytes(b"sound")
    ask(audio=spoken, answer=replace(ANSWER, text="So.", transcript="什么是摩擦力？"))
    ask("为什么有重力？", answer=replace(ANSWER, text="So."))
    assert found(record, words) == expected


def test_a_search_looks_at_a_span_at_a_time_and_finds_the_oldest(record, ask):
    first = ask("the first")
    record._db.execute("UPDATE turn SET id = ? WHERE id = ?", (first.id + 2 * SPAN, first.id))
    record._db.execute("UPDATE said SET turn = ? WHERE turn = ?", (first.id + 2 * SPAN, first.id))
    columns = "(id, asked_at, course, note, state)"
    record._db.execute(f"INSERT INTO turn {columns} VALUES (1, '2026-11-25', 'm', 'oldest', 'stopped')")
    steps = list(record.history.pages("oldest"))
    assert [len(step) for step in steps] == [0, 0, 1]


def test_a_course_has_its_own_history(record, ask):
    ask("of motion", "motion")
    ask("of light", "light")
    assert found(record, course="light") == ["of light"]
    assert found(record, "of", course="motion") == ["of motion"]


def test_what_is_written_of_a_turn_later_is_found_and_what_stood_there_no_more(record, ask):
    kept = ask("Why?", answer=replace(ANSWER, text="Because of gravity."))
    record.finish(kept.id, replace(ANSWER, text="Because of friction."))
    assert found(record, "friction") == ["Why?"]
    assert found(record, "gravity") == []


def test_a_day_ends_before_the_next_one_begins(record, ask):
    ask("yesterday", now=NOW - timedelta(seconds=1))
    ask("first", now=NOW)
    ask("last", now=NOW + timedelta(hours=23, microseconds=5))
    ask("tomorrow", now=NOW + timedelta(days=1))
    of_day = record.history.asked_between("motion", NOW, NOW + timedelta(days=1))
    assert [turn.turn.note for turn in of_day] == ["last", "first"]


def test_a_deleted_turn_is_nowhere_until_it_is_brought_back(record, ask):
    kept = ask("Why?", answer=ANSWER)
    ids = record.history.delete(kept.id, NOW)
    assert ids == (kept.id,)
    assert found(record) == found(record, "Why") == record.turns() == []
    with pytest.raises(KeyError):
        record.turn(kept.id)
    record.history.restore(ids)
    assert record.turns() == [kept]


def test_what_was_wished_of_a_turn_goes_and_comes_back_with_it(record, ask):
    first = ask("Why?", answer=ANSWER)
    simpler = ask(follows=first.as_earlier(), wish="simpler", answer=ANSWER)
    hint = ask(follows=simpler.as_earlier(), level=3, answer=ANSWER)
    other = ask("And steel?", follows=first.as_earlier(), answer=ANSWER)
    ids = record.history.delete(first.id, NOW)
    assert set(ids) == {first.id, simpler.id, hint.id}
    assert found(record) == ["And steel?"]
    assert record.turn(other.id).turn.follows.question == "Why?"
    record.history.restore(ids)
    assert record.turns() == [other, hint, simpler, first]


def test_what_is_forgotten_is_gone_from_the_disk_with_its_media_and_its_checks(record, ask, home, tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"a picture")
    kept = ask("Zanzibar?", image=picture, answer=replace(ANSWER, text="Zanzibar is an island. " * 300))
    ask("stays")
    record.check(Checked(kept.id, NOW, "motion", 7, "gap", 2, False, "Zanzibar", "Zanzibar."))
    assert b"Zanzibar" in bytes_of(home)
    record.history.delete(kept.id, NOW)
    record.history.forget_deleted()
    assert b"Zanzibar" not in bytes_of(home)
    assert list(home.media.iterdir()) == []
    assert record.checks() == []
    assert found(record) == ["stays"]


def test_a_turn_that_leant_on_a_forgotten_one_stands_for_itself(record, ask, home):
    first = ask("Zanzibar?", answer=ANSWER)
    second = ask("And why?", follows=first.as_earlier(), answer=replace(ANSWER, asked="Zanzibar?\nAnd why?"))
    asked = "Zanzibar?\nAnd why?\nReally?"
    third = ask("Really?", follows=second.as_earlier(), answer=replace(ANSWER, asked=asked))
    record.history.delete(first.id, NOW)
    record.history.forget_deleted()
    assert record.turn(second.id).turn.follows is None
    assert record.turn(third.id).turn.follows.question == "And why?"
    assert record.turn(third.id).answer == replace(ANSWER, asked="")
    assert b"Zanzibar" not in bytes_of(home)


def test_media_that_another_turn_has_too_stay(record, ask, home):
    spoken = home.media / "a.wav"
    spoken.write_bytes(b"sound")
    failed = ask(audio=spoken)
    ask(audio=spoken)
    record.history.delete(failed.id, NOW)
    record.history.forget_deleted()
    assert spoken.exists()


def test_what_was_brought_back_is_not_forgotten(record, ask):
    kept = ask("Why?")
    record.history.restore(record.history.delete(kept.id, NOW))
    record.history.forget_deleted()
    assert found(record) == ["Why?"]


def test_media_that_cannot_be_deleted_are_said_and_tried_again(record, ask, home, monkeypatch, tmp_path):
    spoken = home.media / "a.wav"
    spoken.write_bytes(b"sound")
    record.history.delete(ask(audio=spoken).id, NOW)
    with monkeypatch.context() as locked:
        locked.setattr("pathlib.Path.unlink", _refuse)
        with pytest.raises(TutorError):
            record.history.forget_deleted()
    assert found(record) == []
    record.history.forget_deleted()
    assert not spoken.exists()


def _refuse(path, missing_ok=False):
    raise PermissionError(13, "in use")


def test_the_words_of_a_record_of_before_are_found(home):
    db = memory()
    for number, step in enumerate(STEPS[:3], start=1):
        db.executescript(f"{step} PRAGMA user_version = {number};")
    told = '{"text": "It floats.", "transcript": "heard"}'
    db.execute(
        "INSERT INTO turn (asked_at, course, note, state, answer) VALUES"
        f" ('2026', 'm', 'why', 'answered', '{told}'), ('2026', 'm', 'how', 'failed', 'No JSON.')"
    )
    migrate(db)
    assert [words.split() for (words,) in db.execute("SELECT words FROM said ORDER BY turn")] == [
        ["why", "heard", "It", "floats."],
        ["how"],
    ]
