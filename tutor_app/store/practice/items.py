"""Items of the record: added by whoever makes them, corrected, flagged and deleted by the learner."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from tutor_app.core.practice import Item
from tutor_app.core.practice_json import from_plain_item, to_plain_item
from tutor_app.store.practice.changes import ChangeLog, Rewriting

_COLUMNS = "item.body, item.is_edited, item.flag, item.made_at, item.id"


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """An item with what was done to it."""

    item: Item
    made_at: datetime
    is_edited: bool = False
    flag: str = ""  # what the learner says is wrong with it; empty: nothing


class ItemTable:
    """What is deleted can come back until `forget_deleted`."""

    def __init__(self, db: sqlite3.Connection, changes: ChangeLog) -> None:
        self._db, self._changes = db, changes

    def add(self, items: Sequence[Item], now: datetime, deed: str = "add") -> None:
        """Add what the learner wrote or brought; one with a known id replaces that. Raises: TutorError."""
        with self._changes.change(deed, items[0].course if items else "", now) as change:
            for item in items:
                self._put(change, item, now, is_edited=item.origin in ("learner", "import"))

    def refresh(self, course: str, items: Iterable[Item], now: datetime) -> int:
        """Put what is made of the material in place of what was; how many are new.

        What the learner edited, flagged, deleted or practised stays as it is. Raises: TutorError.
        """
        with self._changes.transaction():
            known = {id for (id,) in self._db.execute("SELECT id FROM item UNION SELECT id FROM unwanted")}
            seen, added = set(), 0
            for item in items:
                seen.add(item.id)
                if item.id not in known:
                    self._put(Rewriting(self._db), item, now, is_edited=False)
                    added += 1
            self._drop_unused(course, seen)
        return added

    def change(self, item: Item, now: datetime) -> None:
        """Correct an item. Raises: TutorError, KeyError."""
        with self._changes.change("edit", item.course, now) as change:
            change.update("item", (item.id,), kind=item.kind, body=_to_body(item), is_edited=1, flag="")
            self._put_concepts(change, item.id, item.concepts)

    def flag(self, id: str, reason: str, now: datetime) -> None:
        """Keep what is wrong with an item; it is not asked until the flag is taken off (an empty reason)."""
        with self._changes.change("flag" if reason else "unflag", self.find(id).item.course, now) as change:
            change.update("item", (id,), flag=reason)

    def delete(self, ids: Sequence[str], now: datetime) -> None:
        """Take items away. Raises: TutorError, KeyError."""
        with self._changes.change("delete", self.find(ids[0]).item.course, now) as change:
            for id in ids:
                change.update("item", (id,), deleted_at=now.astimezone(UTC).isoformat())

    def find(self, id: str) -> ItemRow:
        """Raises: KeyError."""
        rows = self._read("item.id = ? AND deleted_at IS NULL", (id,))
        if not rows:
            raise KeyError(id)
        return rows[0]

    def all(self, course: str | None = None) -> list[ItemRow]:
        """All that are not deleted, in the order in which they were made."""
        return self._read("deleted_at IS NULL AND (?1 IS NULL OR course = ?1) ORDER BY item.rowid", (course,))

    def count(self, course: str | None = None) -> int:
        (count,) = self._db.execute(
            "SELECT count(*) FROM item WHERE deleted_at IS NULL AND (?1 IS NULL OR course = ?1)", (course,)
        ).fetchone()
        return int(count)

    def forget_deleted(self) -> None:
        """Let go for good of what was deleted, inside a transaction of the caller."""
        gone = "(SELECT id FROM item WHERE deleted_at IS NOT NULL)"
        self._db.execute(
            "INSERT OR IGNORE INTO unwanted SELECT id FROM item"
            " WHERE deleted_at IS NOT NULL AND origin IN ('generated', 'material')"
        )
        for table in ("card", "review", "item_concept", "observation"):
            self._db.execute(f"DELETE FROM {table} WHERE item IN {gone}")
        self._db.execute("DELETE FROM item WHERE deleted_at IS NOT NULL")

    def _put(self, change: Rewriting, item: Item, now: datetime, *, is_edited: bool) -> None:
        change.put(
            "item",
            {
                "id": item.id,
                "course": item.course,
                "kind": item.kind,
                "origin": item.origin,
                "body": _to_body(item),
                "is_edited": int(is_edited),
                "flag": "",
                "made_at": now.astimezone(UTC).isoformat(),
                "deleted_at": None,
            },
        )
        self._put_concepts(change, item.id, item.concepts)

    def _put_concepts(self, change: Rewriting, id: str, concepts: Sequence[str]) -> None:
        rows = self._db.execute("SELECT concept FROM item_concept WHERE item = ?", (id,)).fetchall()
        for (concept,) in rows:
            if concept not in concepts:
                change.remove("item_concept", (id, concept))
        for concept in concepts:
            change.put("item_concept", {"item": id, "concept": concept})

    def _drop_unused(self, course: str, seen: set[str]) -> None:
        """Items whose sentence has gone from the material, unless the learner has to do with them."""
        rows = self._db.execute(
            "SELECT id FROM item WHERE course = ? AND origin IN ('generated', 'material') AND is_edited = 0"
            " AND flag = '' AND deleted_at IS NULL AND id NOT IN (SELECT item FROM review)"
            " AND id NOT IN (SELECT item FROM card)",
            (course,),
        ).fetchall()
        for (id,) in rows:
            if id not in seen:
                self._db.execute("DELETE FROM item WHERE id = ?", (id,))
                self._db.execute("DELETE FROM item_concept WHERE item = ?", (id,))

    def _read(self, condition: str, values: tuple[Any, ...]) -> list[ItemRow]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM item WHERE {condition}", values).fetchall()
        concepts = self._concepts_by_item([row[-1] for row in rows] if len(rows) == 1 else None)
        return [_to_row(row, concepts.get(row[-1], ())) for row in rows]

    def _concepts_by_item(self, ids: Sequence[str] | None) -> Mapping[str, tuple[str, ...]]:
        only = "" if ids is None else " WHERE item = ?"
        found: dict[str, tuple[str, ...]] = {}
        for item, concept in self._db.execute(f"SELECT item, concept FROM item_concept{only}", ids or ()):
            found[item] = (*found.get(item, ()), concept)
        return found


def _to_body(item: Item) -> str:
    plain = to_plain_item(item)
    plain.pop("concepts", None)  # a table of their own: concepts are merged and split
    return json.dumps(plain, ensure_ascii=False)


def _to_row(row: tuple[Any, ...], concepts: tuple[str, ...]) -> ItemRow:
    body, is_edited, flag, made_at, _ = row
    item = replace(from_plain_item(json.loads(body)), concepts=concepts)
    return ItemRow(item=item, made_at=datetime.fromisoformat(made_at), is_edited=bool(is_edited), flag=flag)
