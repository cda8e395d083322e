"""The tables of a course's index."""

import sqlite3

VERSION = 1

TABLES = """
CREATE TABLE section (id INTEGER PRIMARY KEY, level INTEGER, title TEXT, path TEXT, locator TEXT);
CREATE TABLE block (
    id INTEGER PRIMARY KEY, section INTEGER, kind TEXT, text TEXT, page INTEGER, locator TEXT
);
CREATE INDEX block_page ON block (page);
CREATE TABLE passage (id INTEGER PRIMARY KEY, section INTEGER, path TEXT, text TEXT, locators TEXT);
CREATE TABLE passage_page (page INTEGER, passage INTEGER, PRIMARY KEY (page, passage)) WITHOUT ROWID;
CREATE TABLE figure (
    id INTEGER PRIMARY KEY, section INTEGER, label TEXT, caption TEXT, alt TEXT, image TEXT, page INTEGER,
    locator TEXT
);
CREATE INDEX figure_page ON figure (page);
CREATE TABLE mention (figure INTEGER, passage INTEGER, PRIMARY KEY (figure, passage)) WITHOUT ROWID;
CREATE INDEX mention_passage ON mention (passage);
CREATE VIRTUAL TABLE passage_words USING fts5 (title, body, content = '', tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE figure_words USING fts5 (caption, body, content = '', tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE passage_terms USING fts5vocab (passage_words, row);
CREATE VIRTUAL TABLE figure_terms USING fts5vocab (figure_words, row);
CREATE TABLE vector (kind TEXT, id INTEGER, vector BLOB, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def make_tables(db: sqlite3.Connection) -> None:
    """Make the tables of a new index; harmless on one that has them."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if not version:
        db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
