"""No byte of a row that was deleted stays in the record's files."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from tutor_app.settings.home import Home
from tutor_app.store.backup import drop_backups

QUICK_BYTES = 64_000_000  # are written anew in a fifth of a second or so; a larger record waits for its close
WAIT_MS, USUAL_WAIT_MS = 300, 5000


def request_scrub(home: Home) -> None:
    """Remember, also over a crash, that something was deleted."""
    _mark(home).touch()


def scrub(db: sqlite3.Connection, home: Home, most_bytes: int | None = None) -> bool:
    """Write the record anew where something was deleted; whether nothing of that is left.

    `secure_delete` alone leaves copies of rows that were moved between pages: of three in 1,200 deleted
    ones in a trial. While another process reads, its log can't be emptied: the next close or start does it.
    """
    if not _mark(home).exists():
        return True
    if most_bytes is not None and home.record_file.stat().st_size > most_bytes:
        return False
    db.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    try:
        db.execute("PRAGMA temp_store = MEMORY")  # else the copy stands in a folder for everybody
        db.execute("VACUUM")
        (busy, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            drop_backups(home)  # they hold what was deleted
            _mark(home).unlink(missing_ok=True)
        return not busy
    except sqlite3.OperationalError:  # locked, or no room for the copy
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {USUAL_WAIT_MS}")


def forget_unasked_media(db: sqlite3.Connection, home: Home) -> None:
    """Delete recordings and pictures that belong to no turn: taken out of a question, or left by a crash.

    Others who add a turn hold the lock from before they copy its media until its row is there.
    """
    rows = db.execute("SELECT audio, image FROM turn").fetchall()
    known = {name for row in rows for name in row if name}
    with suppress(OSError):
        for file in home.media.iterdir():
            if file.name not in known:
                with suppress(OSError):
                    file.unlink()


def _mark(home: Home) -> Path:
    return home.data / "record.scrub"
