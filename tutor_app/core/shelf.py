"""What the engine may ask of an indexed course, whatever holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tutor_app.core.arrays import Ids, Vectors
from tutor_app.core.language import Language
from tutor_app.core.material import Block, BlockSpan, Figure, Locator, Passage, Region
from tutor_app.core.spelling import Spelling

Kind = Literal["passage", "figure"]


@dataclass(frozen=True)
class Hit:
    """One result of one search."""

    id: int
    score: float  # higher is better; comparable within one search only


class Shelf(Protocol):
    """A course that can be searched, also while it is still being indexed.

    `course.index.CourseIndex` is the one in use; tests give their own.
    """

    @property
    def language(self) -> Language:
        """The language of the material."""

    @property
    def encoder(self) -> str:
        """The name of the text encoder whose vectors it holds."""

    @property
    def fusion(self) -> str:
        """Which fusion model read it; empty if none did."""

    @property
    def adaptation(self) -> str:
        """What was learnt from the course itself about how to search it; empty if nothing was."""

    def by_words(self, kind: Kind, query: str, limit: int) -> list[Hit]:
        """BM25, best first. A figure's words are its label, caption, alternative text and mentions."""

    def passages_with(self, phrase: str, most: int) -> Ids:
        """The first `most` passages in which search words stand side by side, by their stems."""

    def alike(self, words: str) -> Sequence[str]:
        """The material's words that sound or look like those of `words` that it doesn't hold."""

    def spellings(self, heard: str) -> Sequence[Spelling]:
        """Words heard that the material doesn't hold, each with one of its own that sounds like it."""

    def neighbourhoods(self) -> tuple[Ids, Ids]:
        """All passages, and for each one the number of its neighbourhood: the section with about a dozen
        passages or more around it."""

    def neighbourhoods_of(self, figures: Ids) -> Ids:
        """The neighbourhood in which each figure stands."""

    def text_vectors(self, kind: Kind) -> tuple[Ids, Vectors]:
        """Ids and vectors of what is encoded so far: passages' texts, figures' captions."""

    def looks(self) -> tuple[Ids, Vectors]:
        """Figure ids and vectors of their pictures."""

    def fused(self, kind: Kind) -> tuple[Ids, Vectors]:
        """Ids and the fusion model's vectors of what it has read and seen so far."""

    def words_of(self, passages: Sequence[int]) -> list[Vectors]:
        """Vectors (n, 64) of the words of each passage; (0, 64) where the fusion model hasn't read it."""

    def passage(self, id: int) -> Passage:
        """Raises: KeyError."""

    def figure(self, id: int) -> Figure:
        """Raises: KeyError."""

    def lines_of(self, passage: int, start: int, end: int) -> tuple[Locator, ...]:
        """Where the characters from `start` to `end` of a passage's text stand; its whole place if that can't
        be told."""

    def find_blocks(self, passage: int) -> Sequence[BlockSpan]:
        """Return the blocks of a passage in the order of its text, each with its stretch of it.

        A block's role is "body" until all of the material is read.
        """

    def find_items(self, lead: int) -> Sequence[Block]:
        """Return the items or the table that a block introduces, with the items of inner lists."""

    def find_solutions(self, exercise: int) -> Sequence[Block]:
        """Return the blocks that solve an exercise."""

    def block(self, id: int) -> Block:
        """Raises: KeyError."""

    def figures_of(self, passage: int) -> list[int]:
        """The figures that a passage mentions."""

    def words_in(self, region: Region) -> str:
        """The words that stand in a region, in reading order."""

    def passages_in(self, region: Region) -> list[int]:
        """Passages whose lines lie in a region, most covered first."""

    def figures_in(self, region: Region) -> list[int]:
        """Figures whose picture a region touches, most covered first."""


def place_of(shelf: Shelf, kind: Kind, id: int) -> tuple[Locator, ...]:
    """Where a passage or figure stands in the material."""
    return shelf.passage(id).locators if kind == "passage" else (shelf.figure(id).locator,)
