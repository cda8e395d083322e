"""The learner's record: every turn, from before anything is computed to its answer."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from tutor_app.core.answer import Answer, Evidence, Stage, pins_from_plain
from tutor_app.core.counted import counted_from_json
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import Box, Region
from tutor_app.core.turn import Turn
from tutor_app.settings.home import Home
from tutor_app.store.schema import migrate

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


class Record:
    """One learner's record. One process writes it: the window's, or the terminal's."""

    def __init__(self, home: Home) -> None:
        """Raises: TutorError: the folder can't be written, or a newer version wrote the record."""
        self._home = home
        with _saving(home.data):
            home.media.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(home.record_file, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            migrate(self._db)

    def begin(self, turn: Turn, now: datetime) -> KeptTurn:
        """Save a turn and its media, before anything is computed.

        What comes back holds the saved media's paths: use that turn from now on.

        Raises:
            TutorError: the disk is full or can't be written; nothing was saved, nothing was deleted.
        """
        with _saving(self._home.data):
            kept = replace(
                turn, audio=self._keep(turn.audio, now), image=self._keep(turn.image, now)
            )  # media first: a row never names a file that isn't there
            cursor = self._db.execute(
                "INSERT INTO turn (asked_at, course, note, audio, image, region, state)"
                " VALUES (?, ?, ?, ?, ?, ?, 'asked')",
                (
                    now.astimezone(UTC).isoformat(),
                    turn.course.name,
                    turn.note,
                    kept.audio and kept.audio.name,
                    kept.image and kept.image.name,
                    turn.region and _region_to_json(turn.region),
                ),
            )
        return KeptTurn(int(cursor.lastrowid or 0), now, kept, "asked", None)

    def finish(self, id: int, outcome: Answer | Literal["stopped"] | TutorError) -> None:
        """Write how a turn ended, in one transaction.

        Raises:
            TutorError: the disk is full or can't be written; the turn stays 'asked'.
        """
        state, text = _ending(outcome)
        with _saving(self._home.data):
            self._db.execute("UPDATE turn SET state = ?, answer = ? WHERE id = ?", (state, text, id))

    def turns(self, course: str | None = None, limit: int = 50) -> list[KeptTurn]:
        """The latest turns, newest first."""
        rows = self._db.execute(
            "SELECT id, asked_at, course, note, audio, image, region, state, answer FROM turn"
            " WHERE ?1 IS NULL OR course = ?1 ORDER BY id DESC LIMIT ?2",
            (course, limit),
        )
        return [self._turn(row) for row in rows]

    def close(self) -> None:
        self._db.close()

    def _turn(self, row: tuple[Any, ...]) -> KeptTurn:
        id, asked_at, course, note, audio, image, region, state, answer = row
        turn = Turn(
            self._home.courses / course,
            note,
            audio and self._home.media / audio,
            image and self._home.media / image,
            region and _region_from_json(region),
        )
        answered = state == "answered"
        return KeptTurn(
            id,
            datetime.fromisoformat(asked_at),
            turn,
            state,
            _answer_from_json(answer) if answered else None,
            answer or "" if not answered else "",
        )

    def _keep(self, file: Path | None, now: datetime) -> Path | None:
        """A copy of `file` in the media folder, unless it is there already."""
        if file is None or file.parent == self._home.media:
            return file
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
        kept = self._home.media / f"{stamp}{file.suffix.lower()}"
        try:
            shutil.copyfile(file, kept)
        except OSError as error:
            kept.unlink(missing_ok=True)
            if not isinstance(error, FileNotFoundError):
                raise
            raise TutorError(
                tr("There is no file {file}.", file=file), tr("Check its name and folder.")
            ) from error
        return kept


@contextmanager
def _saving(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise TutorError(
            tr("Your question can't be saved in {folder}.", folder=folder),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error
    except sqlite3.DatabaseError as error:
        raise TutorError(
            tr("The record in {folder} is damaged.", folder=folder),
            tr("Move record.db away; a new one is begun."),
        ) from error


def _ending(outcome: Answer | Literal["stopped"] | TutorError) -> tuple[State, str | None]:
    match outcome:
        case Answer():
            return "answered", json.dumps(asdict(outcome), ensure_ascii=False)
        case TutorError():
            return "failed", f"{outcome} {outcome.hint}".strip()
        case _:
            return "stopped", None


def _region_to_json(region: Region) -> str:
    box = region.box
    return json.dumps([region.page, box.x0, box.y0, box.x1, box.y1])


def _region_from_json(text: str) -> Region:
    page, *corners = json.loads(text)
    return Region(page, Box(*corners))


def _answer_from_json(text: str) -> Answer:
    fields = json.loads(text)
    return Answer(
        **{
            **fields,
            "evidence": tuple(Evidence(**e) for e in fields["evidence"]),
            "stages": tuple(Stage(**s) for s in fields["stages"]),
            "counted": counted_from_json(fields.get("counted")),
            "pins": pins_from_plain(fields.get("pins", [])),
        }
    )
