"""A turn as the record holds it, read from its row."""

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from tutor_app.core.answer import Answer
from tutor_app.core.material import Region
from tutor_app.core.turn import Earlier, Turn
from tutor_app.settings.home import Home
from tutor_app.store.as_json import answer_from_json, region_from_json
from tutor_app.store.saving import saving

log = logging.getLogger(__name__)

_COLUMNS = "id, asked_at, course, note, audio, image, region, follows, wish, level, state, answer"

State = Literal["asked", "answered", "stopped", "failed"]


@dataclass(frozen=True)
class KeptTurn:
    """A turn as the record holds it."""

    id: int
    asked_at: datetime
    turn: Turn
    state: State
    answer: Answer | None
    failure: str = ""

    def as_earlier(self) -> Earlier:
        """What a turn that follows this one needs of it."""
        follows = self.turn.follows
        leant_on, before = (follows.question, follows.region) if follows else ("", None)
        earlier = _earlier(self.id, self.turn.note or leant_on, self.answer, self.turn.region or before)
        if follows and self.turn.goes_on:  # all of it was said about one question
            return replace(earlier, answer=f"{follows.answer}\n{earlier.answer}")
        return earlier


class TurnRows:
    """Reads turns of a record."""

    def __init__(self, db: sqlite3.Connection, home: Home) -> None:
        self._db, self._home = db, home
        self.skipped: set[int] = set()  # rows that could not be read

    def where(self, condition: str, values: Sequence[object]) -> list[KeptTurn]:
        """Those that a condition of SQL finds, in its order. Raises: TutorError: the record is damaged."""
        with saving(self._home.data):
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM turn WHERE {condition}", values).fetchall()
        return [turn for row in rows if (turn := self._read_or_skip(row))]

    def _read_or_skip(self, row: tuple[Any, ...]) -> KeptTurn | None:
        """None for a row that can't be read: it costs itself, not the others."""
        try:
            return self._read(row)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError, sqlite3.Error):
            log.warning("turn %s of the record can't be read", row[0])
            self.skipped.add(row[0])
            return None

    def _read(self, row: tuple[Any, ...]) -> KeptTurn:
        id, asked_at, course, note, audio, image, region, follows, wish, level, state, answer = row
        turn = Turn(
            self._home.courses / course,
            note,
            audio and self._home.media / audio,
            image and self._home.media / image,
            region and region_from_json(region),
            follows and self._followed(follows),
            wish,
            level,
        )
        answered = state == "answered"
        return KeptTurn(
            id,
            datetime.fromisoformat(asked_at),
            turn,
            state,
            answer_from_json(answer) if answered else None,
            answer or "" if not answered else "",
        )

    def _followed(self, id: int) -> Earlier:
        """Of what a turn follows, one step back: what that one leant on stands in its question."""
        note, region, answer = self._db.execute(
            "SELECT note, region, CASE state WHEN 'answered' THEN answer END FROM turn WHERE id = ?", (id,)
        ).fetchone()
        return _earlier(id, note, answer and answer_from_json(answer), region and region_from_json(region))


def _earlier(id: int, note: str, answer: Answer | None, region: Region | None) -> Earlier:
    if answer is None:
        return Earlier(id, note, region=region)
    asked = answer.asked or "\n".join(filter(None, (note, answer.transcript)))
    return Earlier(id, asked, answer.text, answer.evidence, answer.level, region)
