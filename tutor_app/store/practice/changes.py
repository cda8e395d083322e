"""Changes of what is practised: each one transaction, which can be undone, also after a restart."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.store.saving import saving

Table = Literal["concept", "prerequisite", "item", "item_concept", "card", "review", "observation"]
Row = dict[str, Any]

MAX_CHANGES = 200  # that can be undone
_KEYS: dict[Table, tuple[str, ...]] = {
    "concept": ("id",),
    "prerequisite": ("before", "after"),
    "item": ("id",),
    "item_concept": ("item", "concept"),
    "card": ("item",),
    "review": ("id",),
    "observation": ("id",),
}


@dataclass(frozen=True)
class Change:
    """One thing that was done, for a list or a button."""

    id: int
    changed_at: datetime
    course: str
    deed: str  # "review", "delete", "edit", …


class Rewriting:
    """Rows that one change writes; each is remembered as it was before."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._before: dict[tuple[Table, tuple[Any, ...]], Row | None] = {}

    def put(self, table: Table, row: Mapping[str, Any]) -> None:
        """Write a row in place of the one with its key."""
        self._remember(table, tuple(row[name] for name in _KEYS[table]))
        _write(self._db, table, row)

    def add(self, table: Table, row: Mapping[str, Any]) -> int:
        """Write a new row whose number the database gives."""
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        number = int(cursor.lastrowid or 0)
        self._before.setdefault((table, (number,)), None)
        return number

    def update(self, table: Table, key: tuple[Any, ...], **fields: Any) -> None:
        """Change some fields of a row. Raises: KeyError: there is none."""
        row = _read(self._db, table, key)
        if row is None:
            raise KeyError(key)
        self.put(table, {**row, **fields})

    def remove(self, table: Table, key: tuple[Any, ...]) -> None:
        """Take a row out; harmless where there is none."""
        self._remember(table, key)
        _erase(self._db, table, key)

    @property
    def before(self) -> list[list[Any]]:
        """Each table, key and row as it was, as JSON has it."""
        return [[table, list(key), row] for (table, key), row in self._before.items()]

    def _remember(self, table: Table, key: tuple[Any, ...]) -> None:
        if (table, key) not in self._before:
            self._before[table, key] = _read(self._db, table, key)


class ChangeLog:
    """Writes changes, and takes the last one back."""

    def __init__(self, db: sqlite3.Connection, home: Home) -> None:
        self._db, self._home = db, home

    @contextmanager
    def change(self, deed: str, course: str, now: datetime) -> Iterator[Rewriting]:
        """Change rows, all or none. Raises: TutorError."""
        with self.transaction():
            rewriting = Rewriting(self._db)
            yield rewriting
            self._db.execute(
                "INSERT INTO practice_change (changed_at, course, deed, before) VALUES (?, ?, ?, ?)",
                (
                    now.astimezone(UTC).isoformat(),
                    course,
                    deed,
                    json.dumps(rewriting.before, ensure_ascii=False),
                ),
            )
            self._db.execute(
                "DELETE FROM practice_change WHERE id <= (SELECT max(id) FROM practice_change) - ?",
                (MAX_CHANGES,),
            )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write what needs no undo, all or nothing. Raises: TutorError."""
        failure = tr("Your practice can't be saved in {folder}.", folder=self._home.data)
        with saving(self._home.data, failure):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.rollback()
                raise
            self._db.commit()

    def last(self) -> Change | None:
        """The change that `undo` would take back."""
        row = self._db.execute(
            "SELECT id, changed_at, course, deed FROM practice_change ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return Change(row[0], datetime.fromisoformat(row[1]), row[2], row[3]) if row else None

    def undo(self) -> Change | None:
        """Put every row of the last change back as it was; None where there is none. Raises: TutorError."""
        with self.transaction():
            last = self.last()
            if last is None:
                return None
            (before,) = self._db.execute(
                "SELECT before FROM practice_change WHERE id = ?", (last.id,)
            ).fetchone()
            for table, key, row in reversed(json.loads(before)):
                if row is None:
                    _erase(self._db, table, tuple(key))
                else:
                    _write(self._db, table, row)
            self._db.execute("DELETE FROM practice_change WHERE id = ?", (last.id,))
        return last

    def forget(self) -> None:
        """Give up all undoing, inside a transaction of the caller."""
        self._db.execute("DELETE FROM practice_change")


def _read(db: sqlite3.Connection, table: Table, key: tuple[Any, ...]) -> Row | None:
    cursor = db.execute(f"SELECT * FROM {table} WHERE {_condition(table)}", key)
    row = cursor.fetchone()
    return row and dict(zip((column[0] for column in cursor.description), row, strict=True))


def _write(db: sqlite3.Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Write over a row where it stands: items keep the order in which they were made."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    others = ", ".join(f"{name} = excluded.{name}" for name in row if name not in _KEYS[table])
    deed = f"UPDATE SET {others}" if others else "NOTHING"
    db.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({', '.join(_KEYS[table])}) DO {deed}",
        tuple(row.values()),
    )


def _erase(db: sqlite3.Connection, table: Table, key: tuple[Any, ...]) -> None:
    db.execute(f"DELETE FROM {table} WHERE {_condition(table)}", key)


def _condition(table: Table) -> str:
    return " AND ".join(f"{name} = ?" for name in _KEYS[table])
