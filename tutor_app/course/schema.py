"""The tables of a course's index, and the steps from one version to the next."""

import sqlite3

_TABLES = """
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
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID
"""
_ROLES = """
ALTER TABLE block ADD COLUMN role TEXT NOT NULL DEFAULT 'body';
ALTER TABLE block ADD COLUMN lead INTEGER;
ALTER TABLE block ADD COLUMN solves INTEGER;
CREATE INDEX block_section ON block (section);
CREATE INDEX block_lead ON block (lead) WHERE lead IS NOT NULL;
CREATE INDEX block_solves ON block (solves) WHERE solves IS NOT NULL
"""
STEPS = (_TABLES, _ROLES)
WITH_ROLES = 2  # the version from which blocks have a role, a lead and what they solve


def read_version(db: sqlite3.Connection) -> int:
    """Return how many steps an index has taken."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(db: sqlite3.Connection) -> None:
    """Bring an index to the newest version; the version is read inside the transaction that changes it."""
    while read_version(db) < len(STEPS):
        db.execute("BEGIN IMMEDIATE")
        try:
            version = read_version(db)
            if version < len(STEPS):
                for statement in STEPS[version].split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {version + 1}")
            db.execute("COMMIT")
        except sqlite3.Error:
            db.rollback()
            raise
