"""What leaves and comes back: items with their reviews, and how they are written to files."""

from dataclasses import dataclass, field
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.practice import Card, ConceptMap, Item, Review
from tutor_app.tutor.whole_file import whole_file


@dataclass(frozen=True, kw_only=True)
class PracticeBundle:
    """Items, what was answered, and where each stands; concepts where a format has them."""

    items: tuple[Item, ...] = ()
    reviews: tuple[Review, ...] = ()
    cards: tuple[Card, ...] = ()
    concepts: ConceptMap = field(default_factory=ConceptMap)


def write_file(file: Path, content: bytes) -> None:
    """Write a file whole, or not at all. Raises: TutorError."""
    with whole_file(file) as part:
        part.write_bytes(content)


def refuse(file: Path, reason: str = "") -> TutorError:
    """Say that a file can't be taken in."""
    return TutorError(
        tr("{file} can't be read as practice.", file=file.name),
        reason or tr("Give a file that Tutor or Anki wrote: .apkg, .csv, .json, or xAPI statements."),
    )
