"""Copies of the record: one a day and one before each migration, a few of each kept, any of them restored.

A copy holds what the record held; what is deleted for good goes from the copies as well (`drop_backups`).
"""

import logging
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.settings.permissions import ONLY_OWNER_FILE
from tutor_app.store.saving import saving
from tutor_app.store.schema import STEPS, read_version

log = logging.getLogger(__name__)

MAX_DAILY, MAX_OTHER = 7, 3
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """A copy of the record."""

    file: Path
    made_at: datetime
    reason: str  # "daily", "migration", "restore", "asked"


def list_backups(home: Home) -> list[Backup]:
    """Return the copies that are there, newest first."""
    found = []
    for file in _folder(home).glob("record-*.db"):
        _, stamp, reason = [*file.stem.split("-"), "", ""][:3]
        with suppress(ValueError):
            found.append(Backup(file, datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), reason))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def back_up(home: Home, now: datetime, reason: str) -> Backup | None:
    """Copy the record as it is now; None where there is none yet.

    Raises:
        TutorError: the disk is full, or the record can't be read.
    """
    if not home.record_file.exists() or not home.record_file.stat().st_size:
        return None
    folder = _folder(home)
    file = folder / f"record-{now.astimezone(UTC).strftime(_STAMP)}-{reason}.db"
    part = file.with_suffix(".part")
    with saving(home.data):
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch(ONLY_OWNER_FILE)
        with closing(sqlite3.connect(home.record_file)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, that can be carried away
        part.replace(file)
    _thin(home)
    return Backup(file, now, reason)


def back_up_daily(home: Home, now: datetime) -> None:
    """Copy the record if its newest daily copy is a day old; what fails is tried at the next start."""
    newest = next((one for one in list_backups(home) if one.reason == "daily"), None)
    if newest is None or (now - newest.made_at).total_seconds() >= 24 * 3600:
        with suppress(TutorError):
            back_up(home, now, "daily")


def back_up_before_migration(home: Home, now: datetime) -> None:
    """Copy a record that an older version wrote, before its tables change. Raises: TutorError."""
    if not home.record_file.exists():
        return
    with saving(home.data), closing(sqlite3.connect(home.record_file)) as db:
        version = read_version(db)
    if 0 < version < len(STEPS):
        back_up(home, now, "migration")


def restore(home: Home, backup: Backup, now: datetime) -> None:
    """Put a copy in the record's place; the record as it is is copied first. Nobody may have it open.

    Raises:
        TutorError: the copy is damaged, or the disk is full; the record is as it was.
    """
    if not is_whole(backup.file):
        raise TutorError(tr("This copy of the record is damaged."), tr("Choose another one."))
    with suppress(TutorError):
        back_up(home, now, "restore")
    with saving(home.data):
        part = home.record_file.with_suffix(".part")
        part.unlink(missing_ok=True)
        part.touch(ONLY_OWNER_FILE)
        part.write_bytes(backup.file.read_bytes())
        for log in ("-wal", "-shm"):
            home.record_file.with_name(home.record_file.name + log).unlink(missing_ok=True)
        part.replace(home.record_file)


def rescue(home: Home, now: datetime) -> None:
    """Put the newest whole copy in the place of a record that is empty or can't be opened; it is moved aside.

    Where there is no copy nothing is done: whoever opens the record says what is wrong.
    """
    if not home.record_file.exists() or is_whole(home.record_file):
        return
    for backup in list_backups(home):
        if is_whole(backup.file):
            aside = home.data / f"record-damaged-{now.astimezone(UTC).strftime(_STAMP)}.db"
            with saving(home.data):
                home.record_file.replace(aside)
            restore(home, backup, now)
            log.warning("the record was damaged; the copy of %s took its place", backup.made_at)
            return


def is_whole(file: Path) -> bool:
    """Tell whether a file opens as a record with its tables; its pages are read when they are needed."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as db:
            if not read_version(db):
                return False
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            db.execute("SELECT id FROM turn ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
    return True


def drop_backups(home: Home) -> None:
    """Delete every copy: they hold what was deleted for good. The next start makes a new one."""
    for one in list_backups(home):
        with suppress(OSError):
            one.file.unlink()


def _thin(home: Home) -> None:
    """Keep the newest copies of each reason."""
    kept: dict[str, int] = {}
    for one in list_backups(home):
        kept[one.reason] = kept.get(one.reason, 0) + 1
        if kept[one.reason] > (MAX_DAILY if one.reason == "daily" else MAX_OTHER):
            with suppress(OSError):
                one.file.unlink()


def _folder(home: Home) -> Path:
    return home.data / "backups"
