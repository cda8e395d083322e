"""Course material: sections, blocks, figures and passages, and where on the page each one stands."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Box:
    """A rectangle on a page as it is shown (rotation and crop applied): points, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (self.x0 <= self.x1 and self.y0 <= self.y1):
            raise ValueError(f"corners out of order: {self}")

    @property
    def area(self) -> float:
        return (self.x1 - self.x0) * (self.y1 - self.y0)

    def overlap(self, other: "Box") -> float:
        """The area both cover, in square points."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(wide, 0.0) * max(high, 0.0)


@dataclass(frozen=True)
class PageLocator:
    """Lines on one page of a PDF: good enough to highlight them."""

    page: int  # from 0
    boxes: tuple[Box, ...]  # one for each line, in reading order


@dataclass(frozen=True)
class LineLocator:
    """Lines of a Markdown file of the course."""

    file: str  # relative to the course's source folder, with forward slashes
    first_line: int  # from 0
    last_line: int  # inclusive


Locator: TypeAlias = PageLocator | LineLocator

BlockKind = Literal["heading", "paragraph", "list", "table", "formula", "caption", "code", "figure"]
BlockRole = Literal[
    "body", "objectives", "contents", "syllabus", "exercise", "solution", "references", "glossary", "summary"
]


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    id: int
    level: int  # 1 is a chapter
    title: str
    path: tuple[str, ...]  # titles from the chapter down to this one
    locator: Locator


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, an entry of a glossary, a table, … as it stands in the material."""

    id: int
    section: int
    kind: BlockKind
    text: str
    locator: Locator
    role: BlockRole = "body"
    lead: int | None = None  # the block that introduces this item or table: "There are three kinds."
    solves: int | None = None  # the exercise that this solution belongs to


@dataclass(frozen=True)
class BlockSpan:
    """The part of a passage's text that is a block's, or as much of the block as the passage holds."""

    block: Block
    start: int  # in the passage's text
    end: int


@dataclass(frozen=True)
class Figure:
    """A picture of the material with what the material says of it."""

    id: int
    section: int
    label: str  # "Figure 3.2", or empty
    caption: str
    alt: str
    image: str  # PNG, relative to the course folder, with forward slashes
    locator: Locator
    mentions: tuple[int, ...]  # passages that speak of it


@dataclass(frozen=True)
class Passage:
    """About a hundred words of one section: what a search finds and an answer quotes."""

    id: int
    section: int
    path: tuple[str, ...]  # titles from the chapter down to its section
    text: str
    locators: tuple[Locator, ...]  # more than one where it runs over a page end


@dataclass(frozen=True)
class Region:
    """A rectangle that the learner drew on a page of the open book."""

    page: int  # from 0
    box: Box
