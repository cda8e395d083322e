"""Concepts of the record and what needs what, as the learner or a teacher corrects them."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tutor_app.core.practice import Concept, ConceptMap, Prerequisite
from tutor_app.core.practice_json import from_plain_concept, to_plain_concept
from tutor_app.store.practice.changes import ChangeLog, Rewriting


class ConceptTable:
    """What is deleted can come back by an undo."""

    def __init__(self, db: sqlite3.Connection, changes: ChangeLog) -> None:
        self._db, self._changes = db, changes

    def refresh(self, course: str, found: ConceptMap) -> None:
        """Put what was found in the material in place of what was; edits stay. Raises: TutorError."""
        with self._changes.transaction():
            stays = {
                id
                for (id,) in self._db.execute(
                    "SELECT id FROM concept WHERE is_edited = 1 OR deleted_at IS NOT NULL"
                    " UNION SELECT id FROM unwanted"
                )
            }
            writing = Rewriting(self._db)
            self._db.execute(
                "DELETE FROM concept WHERE course = ? AND is_edited = 0 AND deleted_at IS NULL", (course,)
            )
            for concept in found.concepts:
                if concept.id not in stays:
                    writing.put("concept", _to_row(concept, is_edited=False))
            self._db.execute(
                "DELETE FROM prerequisite WHERE origin = 'generated' AND deleted_at IS NULL"
                " AND after IN (SELECT id FROM concept WHERE course = ?)",
                (course,),
            )
            there = {concept.id for concept in self._read(course)}
            for edge in found.prerequisites:
                if {edge.before, edge.after} <= there:
                    self._db.execute(
                        "INSERT OR IGNORE INTO prerequisite (before, after, weight, reason, origin)"
                        " VALUES (?, ?, ?, ?, ?)",
                        (edge.before, edge.after, edge.weight, edge.reason, edge.origin),
                    )

    def map(self, course: str | None = None) -> ConceptMap:
        """Concepts in the order of the material, and the prerequisites between them."""
        concepts = self._read(course)
        there = {concept.id for concept in concepts}
        rows = self._db.execute(
            "SELECT before, after, weight, reason, origin FROM prerequisite WHERE deleted_at IS NULL"
        )
        edges = (Prerequisite(*row) for row in rows if {row[0], row[1]} <= there)
        return ConceptMap(tuple(concepts), tuple(edges))

    def find(self, id: str) -> Concept:
        """Raises: KeyError."""
        row = self._db.execute(
            "SELECT body FROM concept WHERE id = ? AND deleted_at IS NULL", (id,)
        ).fetchone()
        if row is None:
            raise KeyError(id)
        return from_plain_concept(json.loads(row[0]))

    def put(self, concept: Concept, now: datetime, deed: str = "edit concept") -> None:
        """Add a concept, rename it, change what belongs to it. Raises: TutorError."""
        with self._changes.change(deed, concept.course, now) as change:
            change.put("concept", _to_row(concept, is_edited=True))

    def delete(self, id: str, now: datetime) -> None:
        """Take a concept away; its items stay. Raises: TutorError, KeyError."""
        with self._changes.change("delete concept", self.find(id).course, now) as change:
            self._delete(change, id, now)

    def merge(self, ids: Sequence[str], into: str, now: datetime) -> Concept:
        """Make one concept of several: its items, lines and prerequisites are theirs. Raises: KeyError."""
        kept, others = self.find(into), [self.find(id) for id in ids if id != into]
        kept = replace(
            kept,
            aliases=_unique(kept.aliases, *((one.name, *one.aliases) for one in others)),
            passages=_unique(kept.passages, *(one.passages for one in others)),
        )
        with self._changes.change("merge concepts", kept.course, now) as change:
            change.put("concept", _to_row(kept, is_edited=True))
            for other in others:
                self._move_items(change, other.id, into)
                self._move_edges(change, other.id, into)
                self._delete(change, other.id, now)
        return kept

    def split(self, id: str, part: Concept, items: Sequence[str], now: datetime) -> None:
        """Make a new concept of a part of one, with some of its items. Raises: KeyError."""
        whole = self.find(id)
        rest = tuple(number for number in whole.passages if number not in part.passages)
        with self._changes.change("split concept", whole.course, now) as change:
            change.put("concept", _to_row(replace(whole, passages=rest), is_edited=True))
            change.put("concept", _to_row(part, is_edited=True))
            for item in items:
                change.remove("item_concept", (item, id))
                change.put("item_concept", {"item": item, "concept": part.id})

    def put_prerequisite(self, edge: Prerequisite, now: datetime) -> None:
        """Say that one concept needs another. Raises: TutorError, KeyError."""
        with self._changes.change("add prerequisite", self.find(edge.after).course, now) as change:
            self._put_edge(change, replace(edge, origin="learner"))

    def remove_prerequisite(self, before: str, after: str, now: datetime) -> None:
        """Say that it doesn't; it is not found again. Raises: TutorError, KeyError."""
        with self._changes.change("remove prerequisite", self.find(after).course, now) as change:
            change.update("prerequisite", (before, after), deleted_at=now.astimezone(UTC).isoformat())

    def forget_deleted(self) -> None:
        """Let go for good of what was deleted, inside a transaction of the caller."""
        self._db.execute("INSERT OR IGNORE INTO unwanted SELECT id FROM concept WHERE deleted_at IS NOT NULL")
        gone = "(SELECT id FROM concept WHERE deleted_at IS NOT NULL)"
        self._db.execute(f"DELETE FROM prerequisite WHERE before IN {gone} OR after IN {gone}")
        self._db.execute(f"DELETE FROM observation WHERE concept IN {gone}")
        self._db.execute("DELETE FROM concept WHERE deleted_at IS NOT NULL")

    def _read(self, course: str | None) -> list[Concept]:
        rows = self._db.execute(
            "SELECT body FROM concept WHERE deleted_at IS NULL AND (?1 IS NULL OR course = ?1)"
            " ORDER BY course, rank, id",
            (course,),
        )
        return [from_plain_concept(json.loads(body)) for (body,) in rows]

    def _delete(self, change: Rewriting, id: str, now: datetime) -> None:
        change.update("concept", (id,), deleted_at=now.astimezone(UTC).isoformat())

    def _move_items(self, change: Rewriting, old: str, new: str) -> None:
        rows = self._db.execute("SELECT item FROM item_concept WHERE concept = ?", (old,)).fetchall()
        for (item,) in rows:
            change.remove("item_concept", (item, old))
            change.put("item_concept", {"item": item, "concept": new})
        rows = self._db.execute("SELECT id FROM observation WHERE concept = ?", (old,)).fetchall()
        for (id,) in rows:
            change.update("observation", (id,), concept=new)

    def _move_edges(self, change: Rewriting, old: str, new: str) -> None:
        rows = self._db.execute(
            "SELECT before, after, weight, reason, origin FROM prerequisite"
            " WHERE deleted_at IS NULL AND (before = ?1 OR after = ?1)",
            (old,),
        ).fetchall()
        for before, after, weight, reason, origin in rows:
            change.remove("prerequisite", (before, after))
            first, second = (new if end == old else end for end in (before, after))
            if first != second:
                self._put_edge(change, Prerequisite(first, second, weight, reason, origin))

    def _put_edge(self, change: Rewriting, edge: Prerequisite) -> None:
        change.put(
            "prerequisite",
            {
                "before": edge.before,
                "after": edge.after,
                "weight": edge.weight,
                "reason": edge.reason,
                "origin": edge.origin,
                "deleted_at": None,
            },
        )


def _to_row(concept: Concept, *, is_edited: bool) -> dict[str, Any]:
    return {
        "id": concept.id,
        "course": concept.course,
        "rank": concept.rank,
        "body": json.dumps(to_plain_concept(concept), ensure_ascii=False),
        "is_edited": int(is_edited),
        "deleted_at": None,
    }


def _unique(first: tuple[Any, ...], *others: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(value for values in (first, *others) for value in values))
