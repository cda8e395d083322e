"""Everything of the record that is practised."""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

from tutor_app.settings.home import Home
from tutor_app.store.practice.changes import Change, ChangeLog
from tutor_app.store.practice.concepts import ConceptTable
from tutor_app.store.practice.items import ItemTable
from tutor_app.store.practice.reviews import ReviewTable
from tutor_app.store.saving import saving
from tutor_app.store.scrubbing import request_scrub

_DELETED = (
    "SELECT 1 FROM item WHERE deleted_at IS NOT NULL"
    " UNION ALL SELECT 1 FROM concept WHERE deleted_at IS NOT NULL LIMIT 1"
)


class PracticeRecord:
    """Items, concepts and reviews; each change is one transaction and can be undone."""

    def __init__(self, db: sqlite3.Connection, home: Home) -> None:
        self._db, self._home = db, home
        self._changes = ChangeLog(db, home)
        self.items = ItemTable(db, self._changes)
        self.concepts = ConceptTable(db, self._changes)
        self.reviews = ReviewTable(db, self._changes)

    @property
    def last_change(self) -> Change | None:
        """What `undo` would take back."""
        return self._changes.last()

    def undo(self) -> Change | None:
        """Take the last change back; None where there is none. Raises: TutorError."""
        return self._changes.undo()

    def put_fitted(self, name: str, value: Any, now: datetime) -> None:
        """Keep what was fitted to the learner's own log. Raises: TutorError."""
        with self._changes.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO fitted (name, value, fitted_at) VALUES (?, ?, ?)",
                (name, json.dumps(value), now.astimezone(UTC).isoformat()),
            )

    def fitted(self, name: str) -> tuple[Any, datetime] | None:
        """What was fitted, and when."""
        row = self._db.execute("SELECT value, fitted_at FROM fitted WHERE name = ?", (name,)).fetchone()
        return (json.loads(row[0]), datetime.fromisoformat(row[1])) if row else None

    def forget_deleted(self) -> None:
        """Let go for good of what was deleted; then nothing before can be undone. Raises: TutorError."""
        with saving(self._home.data):
            if self._db.execute(_DELETED).fetchone() is None:
                return
            request_scrub(self._home)
        with self._changes.transaction():
            self._changes.forget()
            self.items.forget_deleted()
            self.concepts.forget_deleted()
