"""What the learner writes into the margins of their material, and the place where each course was left."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from tutor_app.core.annotation import Anchor, Annotation, Quote
from tutor_app.core.locators import from_json, to_json
from tutor_app.core.valid_text import to_valid_text
from tutor_app.settings.home import Home
from tutor_app.store.saving import saving
from tutor_app.store.scrubbing import request_scrub

_COLUMNS = "id, course, style, colour, exact, prefix, suffix, start, locator, note, made_at, changed_at"


@dataclass(frozen=True)
class LeftAt:
    """Where a reader stood in a course, in the terms of what showed it."""

    position: float
    zoom: float
    spread: str


class Margins:
    """Annotations and places of the learner's record. What is deleted can come back."""

    def __init__(self, db: sqlite3.Connection, home: Home) -> None:
        self._db, self._home = db, home

    def add(self, annotation: Annotation) -> Annotation:
        """Keep a new one; it comes back with its number. Raises: TutorError."""
        with saving(self._home.data):
            cursor = self._db.execute(
                "INSERT INTO annotation (course, style, colour, exact, prefix, suffix, start, locator, note,"
                " made_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _row(annotation),
            )
        return replace(annotation, id=int(cursor.lastrowid or 0))

    def change(self, annotation: Annotation) -> None:
        """Write its style, colour, note and anchor anew. Raises: TutorError."""
        with saving(self._home.data):
            self._db.execute(
                "UPDATE annotation SET course = ?, style = ?, colour = ?, exact = ?, prefix = ?, suffix = ?,"
                " start = ?, locator = ?, note = ?, made_at = ?, changed_at = ? WHERE id = ?",
                (*_row(annotation), annotation.id),
            )

    def delete(self, id: int, now: datetime) -> None:
        """Take one away until `restore`. Raises: TutorError."""
        with saving(self._home.data):
            self._db.execute(
                "UPDATE annotation SET deleted_at = ? WHERE id = ?", (now.astimezone(UTC).isoformat(), id)
            )

    def restore(self, id: int) -> None:
        """Put back what was deleted. Raises: TutorError."""
        with saving(self._home.data):
            self._db.execute("UPDATE annotation SET deleted_at = NULL WHERE id = ?", (id,))

    def forget_deleted(self) -> None:
        """Let go for good of what was deleted. Raises: TutorError."""
        with saving(self._home.data):
            if self._db.execute("SELECT 1 FROM annotation WHERE deleted_at IS NOT NULL LIMIT 1").fetchone():
                request_scrub(self._home)
                self._db.execute("DELETE FROM annotation WHERE deleted_at IS NOT NULL")

    def of(self, course: str) -> list[Annotation]:
        """All of a course that are not deleted, in the order in which they were made."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM annotation WHERE course = ? AND deleted_at IS NULL ORDER BY id",
            (course,),
        )
        return [_annotation(row) for row in rows]

    def leave(self, course: str, place: LeftAt) -> None:
        """Remember where the reader stands. Raises: TutorError."""
        with saving(self._home.data):
            self._db.execute(
                "INSERT OR REPLACE INTO place (course, position, zoom, spread) VALUES (?, ?, ?, ?)",
                (course, place.position, place.zoom, place.spread),
            )

    def left_at(self, course: str) -> LeftAt | None:
        """Where the reader stood last; None before the first time."""
        row = self._db.execute(
            "SELECT position, zoom, spread FROM place WHERE course = ?", (course,)
        ).fetchone()
        return LeftAt(*row) if row else None


def _row(annotation: Annotation) -> tuple[str | int, ...]:
    anchor, quote = annotation.anchor, annotation.anchor.quote
    return (
        annotation.course,
        annotation.style,
        annotation.colour,
        quote.exact,
        to_valid_text(quote.prefix),
        to_valid_text(quote.suffix),
        anchor.start,
        to_json((anchor.locator,)),
        to_valid_text(annotation.note),
        annotation.made_at.astimezone(UTC).isoformat(),
        annotation.changed_at.astimezone(UTC).isoformat(),
    )


def _annotation(row: tuple[Any, ...]) -> Annotation:
    id, course, style, colour, exact, prefix, suffix, start, locator, note, made_at, changed_at = row
    anchor = Anchor(Quote(exact, prefix, suffix), start, from_json(locator)[0])
    made, changed = datetime.fromisoformat(made_at), datetime.fromisoformat(changed_at)
    return Annotation(id, course, anchor, made, changed, style, colour, note)
