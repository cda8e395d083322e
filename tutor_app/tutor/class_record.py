"""The record of a class: it passes with the class, unless it is asked to stay."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tutor_app.core.answer import Answer
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.turn import Turn
from tutor_app.settings.home import Home
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.store.record import Record

_PREFIX = "class-"


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
        data = self._folder / "data"
        self.home: Home = _PassingHome(home.config, data, home.state, home.cache, lasting=home)
        self.record = Record(self.home)

    def keep_in(self, lasting: Record) -> int:
        """Write every turn and check of the class into the learner's record too; how many turns.

        Raises: TutorError.
        """
        turns = self.record.turns(limit=-1)
        ids: dict[int, int] = {}  # in the learner's record, by those of the class
        for turn in reversed(turns):
            kept = lasting.begin(_following(turn.turn, ids), turn.asked_at)
            ids[turn.id] = kept.id
            if turn.state != "asked":
                lasting.finish(kept.id, _outcome(turn))
        for checked in self.record.checks():
            lasting.check(replace(checked, turn=ids[checked.turn]))
        return len(turns)

    def close(self) -> None:
        self.record.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def forget_classes(home: Home) -> None:
    """Delete what a class left that ended with a crash; called where no class can be going on."""
    for folder in home.cache.glob(f"{_PREFIX}*/"):
        with suppress(OSError):
            shutil.rmtree(folder)


def _following(turn: Turn, ids: dict[int, int]) -> Turn:
    if turn.follows is None:
        return turn
    return replace(turn, follows=replace(turn.follows, id=ids[turn.follows.id]))


def _outcome(turn: KeptTurn) -> Answer | Literal["stopped"] | TutorError:
    if turn.answer:
        return turn.answer
    return TutorError(turn.failure) if turn.state == "failed" else "stopped"
