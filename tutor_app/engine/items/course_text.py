"""A course's text as practice reads it: sections, blocks, passages and figures, taken from its index once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tutor_app.core.arrays import Ids, Vectors
from tutor_app.core.language import Language
from tutor_app.core.material import Block, Figure, Passage, Section
from tutor_app.core.shelf import Kind

_T = TypeVar("_T")


class IndexedCourse(Protocol):
    """What is read of a course; `course.index.CourseIndex` is the one in use."""

    @property
    def language(self) -> Language:
        """The language of the material."""

    def sections(self) -> list[Section]:
        """All of them, in the material's order."""

    def blocks(self, page: int | None = None) -> list[Block]:
        """The blocks of a page, or all, in reading order."""

    def neighbourhoods(self) -> tuple[Ids, Ids]:
        """All passages, and the neighbourhood of each."""

    def passage(self, id: int) -> Passage:
        """Raises: KeyError."""

    def text_vectors(self, kind: Kind) -> tuple[Ids, Vectors]:
        """Ids and vectors of what is encoded so far."""

    def figure(self, id: int) -> Figure:
        """Raises: KeyError."""


@dataclass(frozen=True, kw_only=True)
class CourseText:
    """Everything of a course that concepts and items are made of."""

    language: Language
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...] = ()

    def find_passage(self, section: int, quote: str) -> int | None:
        """Return the passage of a section in which a quotation stands; None where no one passage has it."""
        wanted = _squeeze(quote)
        own = (passage for passage in self.passages if passage.section == section)
        return next((passage.id for passage in own if wanted in _squeeze(passage.text)), None)


def read_course(course: IndexedCourse, should_stop: Callable[[], bool] = lambda: False) -> CourseText:
    """Read a course's index; what has been read so far, where it is to stop."""
    passages = _read(course.neighbourhoods()[0].tolist(), course.passage, should_stop)
    figures = _read(course.text_vectors("figure")[0].tolist(), course.figure, should_stop)
    return CourseText(
        language=course.language,
        sections=tuple(course.sections()),
        blocks=tuple(course.blocks()),
        passages=tuple(passages),
        figures=tuple(figures),
    )


def _read(ids: Sequence[int], read: Callable[[int], _T], should_stop: Callable[[], bool]) -> Iterable[_T]:
    for id in ids:
        if should_stop():
            return
        yield read(id)


def _squeeze(text: str) -> str:
    return "".join(text.split())
