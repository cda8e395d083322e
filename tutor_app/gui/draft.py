"""A question that is being put together."""

from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.material import Region


@dataclass(frozen=True)
class Draft:
    """A question that is being put together."""

    note: str = ""
    audio: Path | None = None
    image: Path | None = None
    region: Region | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.note.strip() or self.audio or self.image or self.region)
