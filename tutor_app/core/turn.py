"""A question, in any mix of voice, screen and note."""

from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.answer import Evidence
from tutor_app.core.material import Region
from tutor_app.core.teaching import ANSWER, Level, Wish


@dataclass(frozen=True)
class Earlier:
    """The turn that another one follows, as far as the other one needs it."""

    id: int  # of the record
    question: str  # in words, with what it leant on itself
    answer: str = ""  # its text; empty if it has none
    evidence: tuple[Evidence, ...] = ()
    level: Level = ANSWER  # what was told of it
    region: Region | None = None  # where it pointed


@dataclass(frozen=True)
class Turn:
    """What a learner gave us at once, and the course it is about; at least one of its parts is set.

    Media are files already, so that a turn is small to send and safe before anything is computed.
    """

    course: Path  # the course folder
    note: str = ""
    audio: Path | None = None  # WAV, any rate
    image: Path | None = None  # PNG or JPEG
    region: Region | None = None  # where `image` was cut from, if from a page of this course
    follows: Earlier | None = None  # the turn of the same thread before it
    wish: Wish = "explain"  # what is wanted of the turn before; "explain" is a question of its own
    level: Level | None = None  # how much is to be told; None: as the course begins

    def __post_init__(self) -> None:
        if not (self.note.strip() or self.audio or self.image or self.region or self.goes_on):
            raise ValueError("a turn needs a note, a recording, an image, a region or a turn to go on with")
        if self.wish != "explain" and self.follows is None:
            raise ValueError("a wish is about the turn before")

    @property
    def goes_on(self) -> bool:
        """Whether it asks nothing new: a wish, or the next hint."""
        nothing_new = not (self.note.strip() or self.audio)
        return self.follows is not None and nothing_new and (self.wish != "explain" or self.level is not None)
