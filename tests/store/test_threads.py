"""Threads, levels and checks in the record."""

from datetime import UTC, datetime

import pytest

from tests.store.test_schema import memory
from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.checking import CheckQuestion
from tutor_app.core.material import Box, Region
from tutor_app.core.turn import Turn
from tutor_app.store.record import Checked, Record
from tutor_app.store.schema import STEPS, migrate

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
CHECK = CheckQuestion("gap", "Ice ____.", ("floats", "sinks"), 0, 7, "Ice floats.")
REGION = Region(3, Box(1, 2, 30, 40))


@pytest.fixture
def record(home):
    record = Record(home)
    yield record
    record.close()


@pytest.fixture
def answered(record, home):
    kept = record.begin(Turn(home.courses / "motion", "Why does ice float?", region=REGION), NOW)
    evidence = (Evidence(1, "passage", 7, 0.5), Evidence(2, "figure", 3, 0.4))
    record.finish(kept.id, Answer("Ice [1].", evidence, True, "quote", level=2, next_level=3, check=CHECK))
    return record.turn(kept.id)


def test_a_turn_knows_what_it_follows_with_page_figure_and_level(record, answered):
    turn = Turn(answered.turn.course, "and why is that?", follows=answered.as_earlier(), wish="why", level=3)
    record.begin(turn, NOW)
    kept = record.turns(limit=1)[0].turn
    assert kept == turn
    assert kept.follows.question == "Why does ice float?"
    assert [e.kind for e in kept.follows.evidence] == ["passage", "figure"]
    assert (kept.follows.level, kept.follows.region) == (2, REGION)


def test_a_third_turn_leans_on_both_before_it(record, answered):
    second = record.begin(Turn(answered.turn.course, "and why?", follows=answered.as_earlier()), NOW)
    asked = "Why does ice float?\nand why?"
    record.finish(second.id, Answer("So.", (), True, "quote", asked=asked))
    assert record.turn(second.id).as_earlier().question == asked


def test_what_was_said_of_one_question_stays_said(record, answered):
    more = record.begin(Turn(answered.turn.course, follows=answered.as_earlier(), wish="more"), NOW)
    record.finish(more.id, Answer("More [1].", (), True, "quote"))
    assert record.turn(more.id).as_earlier().answer == "Ice [1].\nMore [1]."


def test_a_turn_that_nobody_answered_can_be_followed(record, home):
    kept = record.begin(Turn(home.courses / "motion", "Why?"), NOW)
    assert kept.as_earlier().question == "Why?"
    assert kept.as_earlier().evidence == ()


def test_an_unknown_turn_is_no_turn(record):
    with pytest.raises(KeyError):
        record.turn(99)


def test_a_check_is_kept_for_a_scheduler(record, answered):
    assert answered.answer.check == CHECK
    checked = Checked(answered.id, NOW, "motion", 7, "gap", 2, False, "sinks", "Ice floats.")
    record.check(checked)
    assert record.checks("motion") == [checked]
    assert record.checks("another") == []


def test_a_record_of_before_threads_opens_with_its_turns(home):
    db = memory()
    db.executescript(f"{STEPS[0]} PRAGMA user_version = 1;")
    db.execute("INSERT INTO turn (asked_at, course, note, state) VALUES ('2026-11-25', 'm', 'why', 'asked')")
    migrate(db)
    assert db.execute("SELECT note, follows, wish, level FROM turn").fetchall() == [
        ("why", None, "explain", None)
    ]
