"""What a learner practises: concepts of a course, items about them, and reviews of the items."""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Literal, TypeAlias, get_args

from tutor_app.core.language import Language
from tutor_app.core.material import Box, Locator

ItemKind: TypeAlias = Literal[
    "cloze",
    "short_answer",
    "multiple_choice",
    "label_figure",
    "order_steps",
    "match_terms",
    "formula",
    "true_false",
    "exercise",
]
ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
Origin: TypeAlias = Literal[
    "generated", "material", "learner", "import"
]  # "material": an exercise as it stands
Verdict: TypeAlias = Literal["right", "partly", "wrong"]
PointState: TypeAlias = Literal["covered", "missing", "contradicted"]  # of what was explained
Occasion: TypeAlias = Literal["review", "test", "teach_back"]
TRUE, FALSE = "true", "false"  # the key of a statement to judge
_CHOSEN: tuple[ItemKind, ...] = ("multiple_choice", "order_steps", "match_terms")  # kinds with options


class Grade(IntEnum):
    """How well an item was remembered, as FSRS and Anki number it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


GRADE_BY_VERDICT: dict[Verdict, Grade] = {"right": Grade.GOOD, "partly": Grade.HARD, "wrong": Grade.AGAIN}


@dataclass(frozen=True, kw_only=True)
class Concept:
    """Something to know of a course; its id stays when it is renamed."""

    id: str
    course: str  # the course folder's name
    name: str
    rank: int  # its place in the order of the material, from 0
    aliases: tuple[str, ...] = ()
    passages: tuple[int, ...] = ()
    path: tuple[str, ...] = ()  # titles from the chapter down to the section that introduces it
    meaning: str = ""  # how the material defines it
    origin: Origin = "generated"

    def __post_init__(self) -> None:
        if not (self.id and self.name.strip()):
            raise ValueError("a concept has an id and a name")


@dataclass(frozen=True)
class Prerequisite:
    """One concept that another one needs."""

    before: str  # ids of concepts
    after: str
    weight: float = 1.0  # how sure, 0 to 1
    reason: str = ""  # why it was assumed, in a few words
    origin: Origin = "generated"

    def __post_init__(self) -> None:
        if self.before == self.after or not 0 <= self.weight <= 1:
            raise ValueError(f"no prerequisite: {self.before} of {self.after}, weight {self.weight}")


@dataclass(frozen=True)
class ItemSource:
    """Where in a course an item comes from; the quotation finds it again when the course is read anew."""

    passages: tuple[int, ...]
    locators: tuple[Locator, ...]
    quote: str = ""  # word for word


@dataclass(frozen=True)
class CoveredLabel:
    """A figure with one of its labels covered."""

    figure: int
    image: str  # PNG, relative to the course folder, with forward slashes
    box: Box  # of the label: shares of the picture's width and height, 0 to 1


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question with its key.

    `key` is, by kind: accepted words, the model answer first (cloze, label_figure, formula in LaTeX); the
    points of a good answer (short_answer); the right option (multiple_choice); the steps in order
    (order_steps); the definitions in the order of the terms, which are `options` (match_terms); TRUE or FALSE
    (true_false); the solution, or nothing where the material has none (exercise).
    `options` stand as they are shown: choices, steps out of order, or terms.
    Texts are Markdown with LaTeX between dollar signs.
    """

    id: str
    course: str  # the course folder's name
    kind: ItemKind
    prompt: str  # a cloze has `core.checking.GAP` where words are missing
    key: tuple[str, ...]
    source: ItemSource
    language: Language
    options: tuple[str, ...] = ()
    explanation: str = ""  # shown after the answer: why the key is right
    hints: tuple[str, ...] = ()  # from the least to the most that is told
    concepts: tuple[str, ...] = ()  # ids
    label: CoveredLabel | None = None
    origin: Origin = "generated"

    def __post_init__(self) -> None:
        if not (self.id and self.prompt.strip()):
            raise ValueError("an item has an id and a prompt")
        if self.kind not in ITEM_KINDS:
            raise ValueError(f"no such kind of item: {self.kind}")
        if not self.key and self.kind != "exercise":
            raise ValueError(f"an item of the kind {self.kind} has a key")
        if reason := _find_fault(self):
            raise ValueError(reason)

    @property
    def answer(self) -> str:
        """The model answer in words; empty where the material has no solution."""
        return "; ".join(self.key) if self.kind in ("short_answer", "order_steps") else "".join(self.key[:1])


@dataclass(frozen=True, kw_only=True)
class Review:
    """One answer to an item; never changed, so that everything else can be computed anew from it."""

    item: str
    reviewed_at: datetime  # aware
    grade: Grade
    duration_ms: int = 0
    answer: str = ""  # as it was given
    verdict: Verdict | None = None  # None: the learner graded it themselves
    is_overruled: bool = False  # the learner said otherwise than the judge
    hints: int = 0  # how many were seen before
    occasion: Occasion = "review"
    id: int = 0  # of the record

    def __post_init__(self) -> None:
        if self.reviewed_at.tzinfo is None:
            raise ValueError("a review has an aware time")

    @property
    def is_recalled(self) -> bool:
        return self.grade > Grade.AGAIN


CardState: TypeAlias = Literal["new", "learning", "review", "relearning"]


@dataclass(frozen=True, kw_only=True)
class Card:
    """Where an item stands in its schedule."""

    item: str
    state: CardState = "new"
    due: datetime | None = None  # None: new
    step: int | None = None
    stability: float | None = None  # days until recall falls to 90 %
    difficulty: float | None = None  # 1 to 10
    last_review: datetime | None = None
    reps: int = 0
    lapses: int = 0
    is_suspended: bool = False
    buried_until: datetime | None = None  # hidden until then


ObservationKind: TypeAlias = Literal["review", "test", "teach_back", "question"]


@dataclass(frozen=True)
class Observation:
    """Evidence of whether a concept is known."""

    concept: str
    observed_at: datetime
    kind: ObservationKind
    is_right: bool
    item: str = ""  # empty: none, as where a question was asked


@dataclass(frozen=True)
class ConceptMap:
    """The concepts of a course and what needs what."""

    concepts: tuple[Concept, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = field(default=())


def derive_item_id(course: str, kind: ItemKind, quote: str, key: tuple[str, ...]) -> str:
    """Give an item the id that it has each time it is made of the same words."""
    return _digest("item", course, kind, quote, *key)


def derive_concept_id(course: str, name: str) -> str:
    """Give a concept the id that it has each time it is found in the course."""
    return _digest("concept", course, name)


def _digest(*parts: str) -> str:
    words = (" ".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in parts)
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()[:20]


def _find_fault(item: Item) -> str:
    """Why the options don't fit the key; empty where they do."""
    if item.kind in _CHOSEN and len(set(item.options)) < max(2, len(item.options)):
        return "options are two or more, and different"
    match item.kind:
        case "multiple_choice" if item.key[0] not in item.options:
            return "the right option is among the options"
        case "order_steps" if sorted(item.key) != sorted(item.options):
            return "the steps in order are those that are shown"
        case "match_terms" if len(item.key) != len(item.options) or len(set(item.key)) < len(item.key):
            return "each term has its own definition"
        case "true_false" if item.key[0] not in (TRUE, FALSE):
            return "a statement is true or false"
        case "label_figure" if item.label is None:
            return "a label stands on a figure"
    return ""
