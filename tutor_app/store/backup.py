"""Copies of the record: one a day and one before each migration, a few of each kept, any of them restored.

A copy holds what the record held; what is deleted for good goes from the copies as well (`drop_backups`).
"""

import logging
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.settings.permissions import ONLY_OWNER_FILE
from tutor_app.store.saving import saving
from tutor_app.store.schema import STEPS, read_version

log = logging.getLogger(__name__)

MAX_DAILY, MAX_OTHER = 7, 3
MAX_RESTORE = 20  # who tries one copy after another comes back to the record that was there first
OPEN_S = 60.0  # another process may be copying or migrating a large record
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
    file = _free_name(folder, f"record-{now.astimezone(UTC).strftime(_STAMP)}-{reason}")
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
    """Put a copy in the record's place; the record as it is is copied, or where it can't be, moved aside.

    Raises:
        TutorError: the copy is damaged, or the disk is full; the record is as it was.
    """
    if not is_whole(backup.file):
        raise TutorError(tr("This copy of the record is damaged."), tr("Choose another one."))
    with saving(home.data), FileLock(home.data / "record.lock", timeout=OPEN_S, mode=ONLY_OWNER_FILE):
        if is_whole(home.record_file):
            _back_up_or_move_aside(home, now)
        elif home.record_file.exists():
            _move_aside(home, now)
        _overwrite(home, backup)


def rescue(home: Home, now: datetime) -> Backup | None:
    """Put the newest whole copy in the place of a record that is empty or can't be opened; it is moved aside.

    Where there is no copy nothing is done: whoever opens the record says what is wrong.

    Returns: the copy that took its place; None where nothing was done.
    """
    if not home.record_file.exists() or is_whole(home.record_file):
        return None
    for backup in list_backups(home):
        if is_whole(backup.file):
            with saving(home.data):
                _move_aside(home, now)
                _overwrite(home, backup)
            log.warning("the record was damaged; the copy of %s took its place", backup.made_at)
            return backup
    return None


def _back_up_or_move_aside(home: Home, now: datetime) -> None:
    """A full disk refuses the restoring; a page that can't be read doesn't."""
    try:
        back_up(home, now, "restore")
    except TutorError as error:
        if isinstance(error.__cause__, OSError | sqlite3.OperationalError):
            raise
        _move_aside(home, now)


def _move_aside(home: Home, now: datetime) -> None:
    """Rename the record and its log, which belong together: this needs no room on the disk."""
    aside = _free_name(home.data, f"record-damaged-{now.astimezone(UTC).strftime(_STAMP)}")
    for log_suffix in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            home.record_file.with_name(home.record_file.name + log_suffix).replace(f"{aside}{log_suffix}")


def _overwrite(home: Home, backup: Backup) -> None:
    """Write a copy into the record in one transaction: who has it open reads and writes the new one."""
    if not home.record_file.exists():
        home.record_file.touch(ONLY_OWNER_FILE)
    with (
        closing(sqlite3.connect(backup.file)) as source,
        closing(sqlite3.connect(home.record_file)) as target,
    ):
        source.backup(target)


def _free_name(folder: Path, stem: str) -> Path:
    """Return a name that no file has: two copies may be of one second."""
    names = (folder / (f"{stem}.db" if number == 1 else f"{stem}-{number}.db") for number in count(1))
    return next(name for name in names if not name.exists())


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
    """Delete every copy, and what was moved aside: they hold what was deleted for good."""
    aside = home.data.glob("record-damaged-*.db*")
    for file in (*(one.file for one in list_backups(home)), *aside):
        with suppress(OSError):
            file.unlink()


def _thin(home: Home) -> None:
    """Keep the newest copies of each reason."""
    kept: dict[str, int] = {}
    for one in list_backups(home):
        kept[one.reason] = kept.get(one.reason, 0) + 1
        if kept[one.reason] > {"daily": MAX_DAILY, "restore": MAX_RESTORE}.get(one.reason, MAX_OTHER):
            with suppress(OSError):
                one.file.unlink()


def _folder(home: Home) -> Path:
    return home.data / "backups"
