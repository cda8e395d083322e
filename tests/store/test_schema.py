"""The tables grow step by step, or not at all."""

import sqlite3

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.store.schema import STEPS, migrate


def memory():
    return sqlite3.connect(":memory:", isolation_level=None)


def test_migrating_from_every_version_gives_the_same_tables():
    def tables(start):
        db = memory()
        for number, step in enumerate(STEPS[:start], start=1):
            db.executescript(f"{step} PRAGMA user_version = {number};")
        migrate(db)
        return db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()

    assert all(tables(start) == tables(0) for start in range(len(STEPS) + 1))


def test_a_step_that_fails_leaves_no_trace(monkeypatch):
    monkeypatch.setattr("tutor_app.store.schema.STEPS", ("CREATE TABLE a (x); CREATE TABLE a (x);",))
    db = memory()
    with pytest.raises(sqlite3.OperationalError):
        migrate(db)
    assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert db.execute("PRAGMA user_version").fetchone() == (0,)


def test_a_newer_database_is_refused_in_words_for_the_learner():
    db = memory()
    db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(TutorError, match="newer version"):
        migrate(db)
