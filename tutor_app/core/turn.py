"""A question, in any mix of voice, screen and note."""

from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.material import Region


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

    def __post_init__(self) -> None:
        if not (self.note.strip() or self.audio or self.image or self.region):
            raise ValueError("a turn needs a note, a recording, an image or a region")
