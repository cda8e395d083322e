"""What a reader takes from one page or file, before it has numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from PIL import Image

from tutor_app.core.material import BlockKind, Locator
from tutor_app.course.hyphens import Vocabulary, mend_hyphen

_LONGEST_WORD = 60


@dataclass(frozen=True)
class Line:
    """A line of text and where it stands."""

    text: str
    locator: Locator
    is_divided: bool = False  # the next line goes on with its last word


@dataclass(frozen=True)
class RawHeading:
    """The start of a section; level 1 is a chapter."""

    level: int
    text: str
    locator: Locator


@dataclass(frozen=True)
class RawBlock:
    """A paragraph, list, table, …, line by line."""

    kind: BlockKind
    lines: tuple[Line, ...]
    joiner: str = " "  # between lines that end in no hyphen; a line end in tables and code
    items: tuple[int, ...] = ()  # the lines that items of a list begin with, where it is one block


@dataclass(frozen=True)
class RawFigure:
    """A picture with what stands beside it."""

    label: str
    caption: str
    alt: str
    picture: Image.Image | Callable[[], Image.Image]  # opened when it is written: many don't fit into memory
    locator: Locator
    key: str = ""  # the same for the same picture; empty: of this figure alone


RawItem: TypeAlias = RawHeading | RawBlock | RawFigure


class Reader(Protocol):
    """Material of one format, read part by part, so that reading can stop and go on."""

    @property
    def title(self) -> str: ...

    @property
    def parts(self) -> int:
        """How many pages or files there are."""

    @property
    def is_continuous(self) -> bool:
        """Whether a sentence may go on from one part to the next: parts are pages."""

    def sample(self) -> str:
        """Some of its text, to tell the language by."""

    def read(self, part: int) -> Sequence[RawItem]:
        """One page or file. Raises: TutorError."""

    def name(self, part: int) -> str:
        """What a person calls a part, to say which one can't be read."""

    def close(self) -> None: ...


def joined(lines: Sequence[Line], joiner: str) -> tuple[str, list[int]]:
    """The text of lines, and where each line begins in it. A hyphen at a line's end joins."""
    text, starts = "", []
    is_divided = False
    for line in lines:
        if joiner == " " and not is_divided:
            text, is_divided = _mend_hyphen(text, line.text)
        if (
            text
            and not is_divided
            and not (joiner == " " and _is_wide(text[-1]) and _is_wide(line.text[:1] or " "))
        ):
            text += joiner
        starts.append(len(text))
        text += line.text
        is_divided = line.is_divided
    return text, starts


def _mend_hyphen(text: str, following: str) -> tuple[str, bool]:
    """Return what `mend_hyphen` makes of a text whose words nobody collected; its end alone counts."""
    end, is_divided = mend_hyphen(text[-_LONGEST_WORD:], following, Vocabulary())
    return text[:-_LONGEST_WORD] + end, is_divided


def texts(items: Sequence[RawItem]) -> Iterator[str]:
    """Every text, for counting and for telling the language."""
    for item in items:
        match item:
            case RawHeading(text=text):
                yield text
            case RawBlock(lines=lines, joiner=joiner):
                yield joined(lines, joiner)[0]
            case RawFigure(caption=caption):
                yield caption


def _is_wide(char: str) -> bool:
    """Chinese characters and their punctuation take no space between lines."""
    return "⺀" <= char <= "鿿" or "＀" <= char <= "￯" or char in "“”‘’…—"
