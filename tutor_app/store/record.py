"""The learner's record: every turn, from before anything is computed to its answer."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock

from tutor_app.core.answer import Answer
from tutor_app.core.checking import CheckKind
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.teaching import Level
from tutor_app.core.turn import Turn
from tutor_app.core.valid_text import to_valid_text
from tutor_app.settings.home import Home
from tutor_app.settings.permissions import ONLY_OWNER_FILE
from tutor_app.store.as_json import answer_to_json, region_to_json
from tutor_app.store.backup import OPEN_S, back_up_before_migration, rescue
from tutor_app.store.history import History
from tutor_app.store.kept_turn import KeptTurn, State, TurnRows
from tutor_app.store.margins import Margins
from tutor_app.store.practice.practice_record import PracticeRecord
from tutor_app.store.saving import saving
from tutor_app.store.schema import migrate
from tutor_app.store.scrubbing import forget_unasked_media, scrub


@dataclass(frozen=True)
class Checked:
    """How a question that checks was answered."""

    turn: int  # of the record
    answered_at: datetime
    course: str  # the folder's name
    passage: int
    kind: CheckKind
    level: Level  # of help that was given before
    is_right: bool
    chosen: str
    sentence: str


class Record:
    """One learner's record. One process writes it: the window's, or the terminal's."""

    def __init__(self, home: Home) -> None:
        """Raises: TutorError: the folder can't be written, or a newer version wrote the record."""
        self._home = home
        with saving(home.data):
            home.media.mkdir(parents=True, exist_ok=True)
            # several processes may start at once: changing to WAL heeds no busy timeout
            with FileLock(home.data / "record.lock", timeout=OPEN_S, mode=ONLY_OWNER_FILE):
                now = datetime.now(UTC)
                self.rescued_from = rescue(home, now)  # until somebody has said so
                back_up_before_migration(home, now)
                self._db = self._open()
        self._rows = TurnRows(self._db, home)

    def _open(self) -> sqlite3.Connection:
        if not self._home.record_file.exists():
            self._home.record_file.touch(ONLY_OWNER_FILE)  # its log and its index have the same mode
        db = sqlite3.connect(self._home.record_file, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA secure_delete = ON")  # what is deleted can't be read from the file
        migrate(db)
        return db

    @property
    def skipped(self) -> set[int]:
        """The numbers of turns that could not be read so far."""
        return self._rows.skipped

    def begin(self, turn: Turn, now: datetime) -> KeptTurn:
        """Save a turn and its media, before anything is computed.

        What comes back holds the saved media's paths: use that turn from now on.

        Raises:
            TutorError: the disk is full or can't be written; nothing was saved, nothing was deleted.
        """
        with saving(self._home.data), self._adding():
            kept = replace(
                turn,
                note=to_valid_text(turn.note),
                audio=self._keep(turn.audio, now),
                image=self._keep(turn.image, now),
            )  # media first: a row never names a file that isn't there
            cursor = self._db.execute(
                "INSERT INTO turn (asked_at, course, note, audio, image, region, follows, wish, level, state)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked')",
                (
                    now.astimezone(UTC).isoformat(),
                    turn.course.name,
                    kept.note,
                    kept.audio and kept.audio.name,
                    kept.image and kept.image.name,
                    turn.region and region_to_json(turn.region),
                    turn.follows and turn.follows.id,
                    turn.wish,
                    turn.level,
                ),
            )
        return KeptTurn(int(cursor.lastrowid or 0), now, kept, "asked", None)

    def finish(self, id: int, outcome: Answer | Literal["stopped"] | TutorError) -> None:
        """Write how a turn ended, in one transaction.

        Raises:
            TutorError: the disk is full or can't be written; the turn stays 'asked'.
        """
        state, text = _ending(outcome)
        with saving(self._home.data):
            self._db.execute(
                "UPDATE turn SET state = ?, answer = ? WHERE id = ?",
                (state, text and to_valid_text(text), id),
            )

    def turns(self, course: str | None = None, limit: int = 50) -> list[KeptTurn]:
        """The latest turns, newest first."""
        return self._rows.where(
            "deleted_at IS NULL AND (?1 IS NULL OR course = ?1) ORDER BY id DESC LIMIT ?2", (course, limit)
        )

    def turn(self, id: int) -> KeptTurn:
        """Raises: KeyError."""
        found = self._rows.where("deleted_at IS NULL AND id = ?", (id,))
        if not found:
            raise KeyError(id)
        return found[0]

    def check(self, checked: Checked) -> None:
        """Keep how a question that checks was answered. Raises: TutorError."""
        with saving(self._home.data):
            self._db.execute(
                f"INSERT INTO checked ({_OF_CHECKED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    checked.turn,
                    checked.answered_at.astimezone(UTC).isoformat(),
                    checked.course,
                    checked.passage,
                    checked.kind,
                    checked.level,
                    checked.is_right,
                    checked.chosen,
                    checked.sentence,
                ),
            )

    def checks(self, course: str | None = None) -> list[Checked]:
        """All answers to questions that check, oldest first."""
        rows = self._db.execute(
            f"SELECT {_OF_CHECKED} FROM checked WHERE ?1 IS NULL OR course = ?1 ORDER BY id", (course,)
        )
        return [_checked(row) for row in rows]

    @property
    def margins(self) -> Margins:
        """What the learner marks and where they stand in their material."""
        return Margins(self._db, self._home)

    @property
    def practice(self) -> PracticeRecord:
        """What is practised, and every answer to it."""
        return PracticeRecord(self._db, self._home)

    @property
    def history(self) -> History:
        """The turns in pages, searched, deleted and brought back."""
        return History(self._db, self._home, self._rows)

    def purge(self) -> None:
        """Let go for good of what was deleted, and of media that no turn has. Raises: TutorError.

        Only where nobody puts a question together, or may want back what was deleted: at a start or an end.
        """
        self.history.forget_deleted()
        self.margins.forget_deleted()
        self.practice.forget_deleted()
        with saving(self._home.data), self._adding():
            forget_unasked_media(self._db, self._home)
        with saving(self._home.data):
            scrub(self._db, self._home)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _adding(self) -> Iterator[None]:
        """One transaction that nobody else writes in; undone by an error."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._db.commit()

    def _keep(self, file: Path | None, now: datetime) -> Path | None:
        """A copy of `file` in the media folder, unless it is there already."""
        if file is None or file.parent == self._home.media:
            return file
        kept = self._free_file(now, to_valid_text(file.suffix.lower()))
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

    def _free_file(self, now: datetime, suffix: str) -> Path:
        """A new empty file of the media folder: two moments may be one, as where the clock is set back."""
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
        for number in count(1):
            file = self._home.media / (f"{stamp}{suffix}" if number == 1 else f"{stamp}-{number}{suffix}")
            with suppress(FileExistsError):
                file.touch(ONLY_OWNER_FILE, exist_ok=False)
                break
        return file


_OF_CHECKED = "turn, answered_at, course, passage, kind, level, is_right, chosen, sentence"


def _checked(row: tuple[Any, ...]) -> Checked:
    turn, answered_at, course, passage, kind, level, is_right, chosen, sentence = row
    at = datetime.fromisoformat(answered_at)
    return Checked(turn, at, course, passage, kind, level, bool(is_right), chosen, sentence)


def _ending(outcome: Answer | Literal["stopped"] | TutorError) -> tuple[State, str | None]:
    match outcome:
        case Answer():
            return "answered", answer_to_json(outcome)
        case TutorError():
            return "failed", f"{outcome} {outcome.hint}".strip()
        case _:
            return "stopped", None
