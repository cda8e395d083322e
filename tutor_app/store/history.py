"""The turns of a record as a history: in pages, searched, deleted and brought back."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from tutor_app.settings.home import Home
from tutor_app.store.kept_turn import KeptTurn, TurnRows
from tutor_app.store.saving import saving
from tutor_app.store.scrubbing import QUICK_BYTES, request_scrub, scrub

PAGE = 40  # turns at once
SPAN = 500  # turns that one step of a search looks through
MAX_THREAD = 100  # turns before one, of the latest
_NEWEST = 2**62

_IT_AND_ITS_WISHES = """
    WITH RECURSIVE gone (id) AS (
        SELECT ? UNION SELECT turn.id FROM turn JOIN gone ON turn.follows = gone.id
        WHERE trim(note) = '' AND coalesce(audio, image, region) IS NULL AND deleted_at IS NULL
    ) SELECT id FROM gone
"""
_IT_AND_BEFORE = """
    WITH RECURSIVE thread (id) AS (
        SELECT ?1 UNION SELECT turn.follows FROM turn JOIN thread USING (id)
        WHERE turn.follows IS NOT NULL AND turn.deleted_at IS NULL
    ) SELECT id FROM thread
"""
_AFTER_DELETED = """
    WITH RECURSIVE later (id) AS (
        SELECT id FROM turn WHERE deleted_at IS NOT NULL
        UNION SELECT turn.id FROM turn JOIN later ON turn.follows = later.id
    ) SELECT id FROM later
"""


class History:
    """What is deleted can come back until `forget_deleted`."""

    def __init__(self, db: sqlite3.Connection, home: Home, rows: TurnRows) -> None:
        self._db, self._home, self._rows = db, home, rows

    def pages(self, words: str = "", course: str | None = None) -> Iterator[list[KeptTurn]]:
        """Newest first, those with all of these words; a step is short, and one of a search may be empty."""
        wanted = words.split()
        return self._found(wanted, course) if wanted else self._latest(course)

    def those(self, ids: Sequence[int]) -> list[KeptTurn]:
        """The ones of these numbers that are there, newest first."""
        return self._rows.where(f"deleted_at IS NULL AND id IN {_marks(ids)} ORDER BY id DESC", tuple(ids))

    def before(self, kept: KeptTurn) -> list[KeptTurn]:
        """The turns that one goes on from, the first of its thread first."""
        thread = self._rows.where(
            f"deleted_at IS NULL AND id != ?1 AND id IN ({_IT_AND_BEFORE}) ORDER BY id", (kept.id,)
        )
        return thread[-MAX_THREAD:]

    def asked_between(self, course: str, start: datetime, end: datetime) -> list[KeptTurn]:
        """Those of a stretch of time without its end, newest first."""
        moments = [moment.astimezone(UTC).isoformat() for moment in (start, end)]
        return self._rows.where(
            "deleted_at IS NULL AND course = ? AND asked_at >= ? AND asked_at < ? ORDER BY id DESC",
            (course, *moments),
        )

    def delete(self, id: int, now: datetime) -> tuple[int, ...]:
        """Take a turn away, with those that only wished it otherwise; their numbers. Raises: TutorError."""
        with saving(self._home.data):
            ids = tuple(id for (id,) in self._db.execute(_IT_AND_ITS_WISHES, (id,)))
            self._db.execute(
                f"UPDATE turn SET deleted_at = ? WHERE id IN {_marks(ids)}",
                (now.astimezone(UTC).isoformat(), *ids),
            )
        return ids

    def restore(self, ids: Sequence[int]) -> None:
        """Put back what was deleted. Raises: TutorError."""
        with saving(self._home.data):
            self._db.execute(f"UPDATE turn SET deleted_at = NULL WHERE id IN {_marks(ids)}", tuple(ids))

    def forget_deleted(self) -> None:
        """Let go for good of what was deleted, with its media and its checks. Raises: TutorError.

        Media go first: rows that are left by a crash are known to be deleted, files would not be.
        """
        with saving(self._home.data):
            if not self._db.execute("SELECT 1 FROM turn WHERE deleted_at IS NOT NULL LIMIT 1").fetchone():
                return
            request_scrub(self._home)
            for name in self._media_of_deleted():
                (self._home.media / name).unlink(missing_ok=True)
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._forget_rows()
            scrub(self._db, self._home, QUICK_BYTES)

    def _latest(self, course: str | None) -> Iterator[list[KeptTurn]]:
        before = _NEWEST
        of_course, values = _of(course)
        condition = f"deleted_at IS NULL AND id < ?{of_course} ORDER BY id DESC LIMIT {PAGE}"
        while turns := self._rows.where(condition, (before, *values)):
            yield turns
            before = turns[-1].id

    def _found(self, words: Sequence[str], course: str | None) -> Iterator[list[KeptTurn]]:
        (newest,) = self._db.execute("SELECT coalesce(max(turn), 0) FROM said").fetchone()
        of_course, values = _of(course)
        for last in range(newest, 0, -SPAN):
            ids = self._holding(words, last - SPAN, last)
            for place in range(0, max(1, len(ids)), PAGE):
                part = ids[place : place + PAGE]
                condition = f"deleted_at IS NULL AND id IN {_marks(part)}{of_course} ORDER BY id DESC"
                yield self._rows.where(condition, (*part, *values))

    def _holding(self, words: Sequence[str], after: int, last: int) -> list[int]:
        """The turns between two numbers in which all words stand, newest first."""
        held = " AND words LIKE ? ESCAPE '\\'" * len(words)
        rows = self._db.execute(
            f"SELECT turn FROM said WHERE turn > ? AND turn <= ?{held} ORDER BY turn DESC",
            (after, last, *map(_anywhere, words)),
        )
        return [id for (id,) in rows]

    def _media_of_deleted(self) -> list[str]:
        """A question that failed and was asked again has its media in common with the new turn."""
        rows = self._db.execute("SELECT audio, image FROM turn WHERE deleted_at IS NOT NULL").fetchall()
        names = {name for row in rows for name in row if name}
        others = "SELECT 1 FROM turn WHERE ? IN (audio, image) AND deleted_at IS NULL LIMIT 1"
        return [name for name in names if not self._db.execute(others, (name,)).fetchone()]

    def _forget_rows(self) -> None:
        """Turns that follow one of them stand for themselves then, and don't repeat its words."""
        self._db.execute(
            "UPDATE turn SET answer = json_set(answer, '$.asked', '')"
            f" WHERE state = 'answered' AND deleted_at IS NULL AND id IN ({_AFTER_DELETED})"
        )
        deleted = "(SELECT id FROM turn WHERE deleted_at IS NOT NULL)"
        self._db.execute(f"UPDATE turn SET follows = NULL, wish = 'explain' WHERE follows IN {deleted}")
        self._db.execute(f"DELETE FROM checked WHERE turn IN {deleted}")
        self._db.execute("DELETE FROM turn WHERE deleted_at IS NOT NULL")


def _of(course: str | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if course is None else (" AND course = ?", (course,))


def _marks(values: Sequence[object]) -> str:
    return f"({', '.join('?' * len(values))})"


def _anywhere(word: str) -> str:
    """A pattern of LIKE that finds a word as it is written."""
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
