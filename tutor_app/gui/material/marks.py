"""What the window may ask the material to show, and where the reader stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tutor_app.core.material import Figure, Locator, Region, Section

Kind = Literal["passage", "figure"]
FIT_WIDTH, FIT_PAGE = 0.0, -1.0  # as a place's zoom


@dataclass(frozen=True)
class Highlight:
    """A piece of evidence on the page, with the number that the explanation cites it by."""

    number: int  # from 1
    locators: tuple[Locator, ...]
    kind: Kind = "passage"


@dataclass(frozen=True)
class Place:
    """Where the reader stands: kept for each course, and given back when it is opened again."""

    position: float = 0.0  # the page (or paragraph, from 0) at the top, and the part of it scrolled past
    zoom: float = 0.0  # screen pixels for a point, or the size of type in points; or FIT_WIDTH, FIT_PAGE


class Index(Protocol):
    """What the material view reads of an indexed course; `course.index.CourseIndex` has it."""

    def sections(self) -> Sequence[Section]: ...
    def figure(self, id: int) -> Figure: ...
    def figures_in(self, region: Region) -> list[int]: ...
    def figure_places(self) -> Sequence[Locator]: ...
