"""The record of a class: it passes with the class, unless it is asked to stay."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from tutor_app.core.answer import Answer
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.turn import Turn
from tutor_app.settings.home import Home
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.store.record import Record
from tutor_app.store.saving import saving

_PREFIX = "class-"
_LOCK, _TO_KEEP = "class.lock", "to-keep"  # in the folder: a process holds it; its turns are the learner's


@dataclass(frozen=True)
class _PassingHome(Home):
    """The learner's courses and models, with a record and media of its own."""

    lasting: Home

    @property
    def courses(self) -> Path:
        return self.lasting.courses

    @property
    def models(self) -> Path:
        return self.lasting.models


class ClassRecord:
    """A record in a folder that is deleted when the class ends, or when the window opens again."""

    def __init__(self, home: Home) -> None:
        """Raises: TutorError: the folder can't be written."""
        try:
            home.cache.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home.cache))
        except OSError as error:
            raise TutorError(
                tr("A class can't begin: {folder} can't be written.", folder=home.cache),
                tr("Check that the folder can be written and the disk is not full."),
            ) from error
        self._lock = FileLock(self._folder / _LOCK)
        self._lock.acquire(timeout=0)  # the system takes it back when this process ends, however it ends
        self.home: Home = _passing(home, self._folder)
        self.record = Record(self.home)

    def keep_in(self, lasting: Record) -> int:
        """Write every turn and check of the class into the learner's record too; how many turns.

        From the first one on the class is to be kept: what a full disk or a crash leaves out is made up for
        at the next start.

        Raises: TutorError.
        """
        with saving(self.home.data):
            (self._folder / _TO_KEEP).touch()
        return _copy_turns(self.record, lasting)

    def close(self, *, is_kept: bool = True) -> None:
        """End the class and delete its folder; not `is_kept`: only end it, its turns are still to be kept."""
        self.record.close()
        self._lock.release()
        if is_kept:
            shutil.rmtree(self._folder, ignore_errors=True)


def forget_classes(home: Home, lasting: Record | None = None) -> None:
    """Delete what a class left that ended with a crash; what was to be kept of it is kept first.

    A class that goes on in another process holds its lock, and stays.
    """
    for folder in home.cache.glob(f"{_PREFIX}*/"):
        lock = FileLock(folder / _LOCK)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue
        try:
            if (folder / _TO_KEEP).exists() and not _is_rescued(home, folder, lasting):
                continue
        finally:
            lock.release()
        with suppress(OSError):
            shutil.rmtree(folder)


def _is_rescued(home: Home, folder: Path, lasting: Record | None) -> bool:
    """Whether all turns of a class that was being kept are the learner's now."""
    if lasting is None:
        return False
    try:
        record = Record(_passing(home, folder))
    except TutorError:
        return False
    try:
        _copy_turns(record, lasting)
    except TutorError:
        return False
    finally:
        record.close()
    return True


def _passing(home: Home, folder: Path) -> _PassingHome:
    return _PassingHome(home.config, folder / "data", home.state, home.cache, lasting=home)


def _copy_turns(record: Record, lasting: Record) -> int:
    """Copy what isn't there yet: told by its moment, course and note, since this may be the second try."""
    turns = record.turns(limit=-1)
    known = {_identity(turn): turn.id for turn in lasting.turns(limit=-1)}
    ids: dict[int, int] = {}  # in the learner's record, by those of the class
    fresh = set()
    for turn in reversed(turns):
        if found := known.get(_identity(turn)):
            ids[turn.id] = found
            continue
        kept = lasting.begin(_following(turn.turn, ids), turn.asked_at)
        ids[turn.id] = kept.id
        fresh.add(turn.id)
        if turn.state != "asked":
            lasting.finish(kept.id, _outcome(turn))
    for checked in record.checks():
        if checked.turn in fresh:
            lasting.check(replace(checked, turn=ids[checked.turn]))
    return len(turns)


def _identity(turn: KeptTurn) -> tuple[object, ...]:
    return turn.asked_at, turn.turn.course.name, turn.turn.note


def _following(turn: Turn, ids: dict[int, int]) -> Turn:
    if turn.follows is None:
        return turn
    return replace(turn, follows=replace(turn.follows, id=ids[turn.follows.id]))


def _outcome(turn: KeptTurn) -> Answer | Literal["stopped"] | TutorError:
    if turn.answer:
        return turn.answer
    return TutorError(turn.failure) if turn.state == "failed" else "stopped"
