"""What the tutor gives back: evidence with its place, and an explanation that cites it."""

from dataclasses import dataclass
from typing import Any, Literal

from tutor_app.core.checking import CheckQuestion
from tutor_app.core.counted import Counted
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box, LineLocator, Locator, PageLocator
from tutor_app.core.teaching import ANSWER, Level, is_veiled

MOST_PLACES = 2  # of a hint that names none itself


@dataclass(frozen=True)
class Evidence:
    """A passage or figure that speaks to the question. Its text and place are read from the course by id."""

    number: int  # the citation's number, from 1; passages first, then figures
    kind: Literal["passage", "figure"]
    id: int
    score: float  # higher is better; comparable within one turn only


@dataclass(frozen=True)
class Pin:
    """The very lines that one citation in an answer's text points to."""

    number: int  # of the evidence
    locators: tuple[Locator, ...] = ()  # none: the evidence as a whole


@dataclass(frozen=True)
class Stage:
    """How long one step of a turn took."""

    name: str
    seconds: float


@dataclass(frozen=True)
class Answer:
    """An explanation; `[1]` in its text cites the evidence of that number."""

    text: str  # Markdown
    evidence: tuple[Evidence, ...]
    in_material: bool  # False: the material does not answer it, or may not, and the text says so
    explainer: str  # which one wrote it
    transcript: str = ""  # what was heard
    screen_words: str = ""  # what was read on the screenshot or region
    stages: tuple[Stage, ...] = ()
    counted: Counted | None = None  # what counted in the question, where the fusion model answered it
    formulas: tuple[ReadFormula, ...] = ()  # read on the screenshot or region
    figure: FigureTold | None = None  # that the question is about
    pins: tuple[Pin, ...] = ()  # of the citations in the text, in their order; none in answers kept of old
    asked: str = ""  # the question in words as it was searched, with what it leant on
    level: Level = ANSWER  # how much is told
    next_level: Level | None = None  # what a next hint would tell; None: nothing more
    check: CheckQuestion | None = None  # about what was explained

    @property
    def named(self) -> tuple[Evidence, ...]:
        """The evidence to name: all of it; of a hint what it cites, else the best places to look."""
        if not is_veiled(self.level):
            return self.evidence
        cited = tuple(one for one in self.evidence if f"[{one.number}]" in self.text)
        return cited or self.evidence[:MOST_PLACES]


def pins_from_plain(plain: list[dict[str, Any]]) -> tuple[Pin, ...]:
    """Pins as `dataclasses.asdict` gives them."""
    return tuple(Pin(one["number"], tuple(map(_locator, one["locators"]))) for one in plain)


def _locator(plain: dict[str, Any]) -> Locator:
    if "page" in plain:
        return PageLocator(plain["page"], tuple(Box(**box) for box in plain["boxes"]))
    return LineLocator(**plain)
