"""Cards and the log of reviews: every answer, from the moment it is given."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from tutor_app.core.practice import Card, Grade, Observation, Review
from tutor_app.store.practice.changes import ChangeLog

_OF_REVIEW = "item, reviewed_at, grade, duration_ms, answer, verdict, is_overruled, hints, occasion, id"
_OF_CARD = (
    "card.item, state, due, step, stability, difficulty, last_review, reps, lapses, is_suspended,"
    " buried_until"
)


class ReviewTable:
    """A review and the card that it moves are written together, or not at all."""

    def __init__(self, db: sqlite3.Connection, changes: ChangeLog) -> None:
        self._db, self._changes = db, changes

    def add(self, review: Review, card: Card | None, course: str) -> Review:
        """Keep an answer, and where its card stands now. Raises: TutorError."""
        with self._changes.change(review.occasion, course, review.reviewed_at) as change:
            change.add("review", _review_to_row(review))
            if card:
                change.put("card", _card_to_row(card))
        return review

    def add_all(self, reviews: Sequence[Review], cards: Iterable[Card], course: str, now: datetime) -> None:
        """Keep reviews that came from elsewhere, those that are known only once. Raises: TutorError."""
        with self._changes.change("import", course, now) as change:
            known = {tuple(row) for row in self._db.execute("SELECT item, reviewed_at, grade FROM review")}
            for review in reviews:
                row = _review_to_row(review)
                if (row["item"], row["reviewed_at"], row["grade"]) not in known:
                    change.add("review", row)
            for card in cards:
                change.put("card", _card_to_row(card))

    def overrule(self, id: int, grade: Grade, card: Card | None, course: str, now: datetime) -> None:
        """Let the learner's word count instead of the judge's. Raises: TutorError, KeyError."""
        with self._changes.change("overrule", course, now) as change:
            change.update("review", (id,), grade=int(grade), is_overruled=1)
            if card:
                change.put("card", _card_to_row(card))

    def put_cards(self, cards: Iterable[Card], deed: str, course: str, now: datetime) -> None:
        """Bury, suspend, reset or move cards. Raises: TutorError."""
        with self._changes.change(deed, course, now) as change:
            for card in cards:
                change.put("card", _card_to_row(card))

    def observe(self, observations: Iterable[Observation], course: str, now: datetime) -> None:
        """Keep evidence that no review tells. Raises: TutorError."""
        with self._changes.change("observe", course, now) as change:
            for one in observations:
                change.add(
                    "observation",
                    {
                        "concept": one.concept,
                        "observed_at": one.observed_at.astimezone(UTC).isoformat(),
                        "kind": one.kind,
                        "is_right": int(one.is_right),
                        "item": one.item,
                    },
                )

    def observations(self, course: str | None = None) -> list[Observation]:
        """All evidence about concepts, reviews among it, oldest first."""
        rows = self._db.execute(
            "SELECT item_concept.concept, reviewed_at, occasion, grade > 1, review.item FROM review"
            " JOIN item ON item.id = review.item JOIN item_concept ON item_concept.item = review.item"
            " WHERE item.deleted_at IS NULL AND (?1 IS NULL OR item.course = ?1)"
            " UNION ALL SELECT concept, observed_at, kind, is_right, item FROM observation"
            " JOIN concept ON concept.id = observation.concept WHERE ?1 IS NULL OR concept.course = ?1"
            " ORDER BY 2",
            (course,),
        )
        return [
            Observation(concept, datetime.fromisoformat(at), kind, bool(is_right), item)
            for concept, at, kind, is_right, item in rows
        ]

    def log(
        self, course: str | None = None, since: datetime | None = None, item: str | None = None
    ) -> list[Review]:
        """The reviews of items that are not deleted, oldest first."""
        rows = self._db.execute(
            f"SELECT {_qualified(_OF_REVIEW)} FROM review JOIN item ON item.id = review.item"
            " WHERE item.deleted_at IS NULL AND (?1 IS NULL OR item.course = ?1)"
            " AND (?2 IS NULL OR reviewed_at >= ?2) AND (?3 IS NULL OR item = ?3)"
            " ORDER BY reviewed_at, review.id",
            (course, since and since.astimezone(UTC).isoformat(), item),
        )
        return [_to_review(row) for row in rows]

    def cards(self, course: str | None = None) -> dict[str, Card]:
        """Where each item stands that is not deleted, by the item's id; those without a card are new."""
        rows = self._db.execute(
            f"SELECT {_OF_CARD} FROM card JOIN item ON item.id = card.item"
            " WHERE item.deleted_at IS NULL AND (?1 IS NULL OR item.course = ?1)",
            (course,),
        )
        return {row[0]: _to_card(row) for row in rows}

    def card(self, item: str) -> Card:
        """The card of an item; a new one where it has none."""
        row = self._db.execute(f"SELECT {_OF_CARD} FROM card WHERE item = ?", (item,)).fetchone()
        return _to_card(row) if row else Card(item=item)

    def is_begun(self) -> bool:
        """Say whether anything was ever practised."""
        return self._db.execute("SELECT 1 FROM review LIMIT 1").fetchone() is not None


def _review_to_row(review: Review) -> dict[str, Any]:
    return {
        "item": review.item,
        "reviewed_at": review.reviewed_at.astimezone(UTC).isoformat(),
        "grade": int(review.grade),
        "duration_ms": review.duration_ms,
        "answer": review.answer,
        "verdict": review.verdict,
        "is_overruled": int(review.is_overruled),
        "hints": review.hints,
        "occasion": review.occasion,
    }


def _to_review(row: tuple[Any, ...]) -> Review:
    item, at, grade, duration_ms, answer, verdict, is_overruled, hints, occasion, id = row
    return Review(
        item=item,
        reviewed_at=datetime.fromisoformat(at),
        grade=Grade(grade),
        duration_ms=duration_ms,
        answer=answer,
        verdict=verdict,
        is_overruled=bool(is_overruled),
        hints=hints,
        occasion=occasion,
        id=id,
    )


def _card_to_row(card: Card) -> dict[str, Any]:
    return {
        "item": card.item,
        "state": card.state,
        "due": _to_text(card.due),
        "step": card.step,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "last_review": _to_text(card.last_review),
        "reps": card.reps,
        "lapses": card.lapses,
        "is_suspended": int(card.is_suspended),
        "buried_until": _to_text(card.buried_until),
    }


def _to_card(row: tuple[Any, ...]) -> Card:
    item, state, due, step, stability, difficulty, last, reps, lapses, is_suspended, buried = row
    return Card(
        item=item,
        state=state,
        due=_to_time(due),
        step=step,
        stability=stability,
        difficulty=difficulty,
        last_review=_to_time(last),
        reps=reps,
        lapses=lapses,
        is_suspended=bool(is_suspended),
        buried_until=_to_time(buried),
    )


def _to_text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _to_time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _qualified(columns: str) -> str:
    return ", ".join(f"review.{name}" for name in columns.split(", "))
