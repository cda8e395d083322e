"""What a learner marks in the material, anchored so that it is found again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tutor_app.core.material import Locator

Style = Literal["highlight", "underline"]
Colour = Literal["yellow", "green", "blue", "pink"]
STYLES: tuple[Style, ...] = ("highlight", "underline")
COLOURS: tuple[Colour, ...] = ("yellow", "green", "blue", "pink")
CONTEXT = 32  # characters kept before and after what is marked, as the W3C's model advises


@dataclass(frozen=True)
class Quote:
    """The very words, with what stands before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        if not self.exact.strip():
            raise ValueError("a quote needs words")


@dataclass(frozen=True)
class Anchor:
    """Words of the material and where they stood when they were marked."""

    quote: Quote
    start: int  # the first character's number in the text of its page or file
    locator: Locator

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(f"a text begins at 0, not at {self.start}")

    @property
    def end(self) -> int:
        return self.start + len(self.quote.exact)


@dataclass(frozen=True)
class Annotation:
    """A mark in the learner's record."""

    id: int
    course: str  # the course folder's name
    anchor: Anchor
    made_at: datetime
    changed_at: datetime
    style: Style = "highlight"
    colour: Colour = "yellow"
    note: str = ""

    def __post_init__(self) -> None:
        if self.style not in STYLES or self.colour not in COLOURS:
            raise ValueError(f"no such mark: {self.style}, {self.colour}")


def quote_of(text: str, start: int, end: int) -> Quote:
    """Some characters of a text, with their context."""
    return Quote(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])
