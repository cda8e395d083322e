"""What reading a course needs of the models, and how it tells how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor_app.core.arrays import Pixels, Vectors
from tutor_app.core.language import Language
from tutor_app.course.pdf_formulas import ReadFormulaPicture
from tutor_app.course.pdf_scan import ReadPage, TurnPage


@dataclass(frozen=True)
class Progress:
    """How far a course is."""

    stage: Literal["read", "encode", "look"]
    done: int
    total: int


Report: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True)
class Fusion:
    """The fusion model as reading uses it; what it makes of passages and figures is kept."""

    name: str  # of these very weights: others' vectors are of another space
    read: Callable[[Sequence[str]], tuple[Vectors, Vectors, Sequence[Vectors]]]  # encoder's, fused, of words
    see: Callable[
        [Sequence[tuple[str, Pixels]]], tuple[Vectors, Vectors]
    ]  # captions, pictures → looks, fused


@dataclass(frozen=True)
class Looks:
    """A picture encoder as reading uses it."""

    name: str  # another's vectors are of another space
    of: Callable[[Sequence[Pixels]], Vectors]


@dataclass(frozen=True)
class Preparation:
    """The models as reading uses them; a part that is None is left out, and made up for at the next `add`."""

    encoder_for: Callable[[Language], str]
    encode: Callable[[str, Sequence[str]], Vectors] | None = None  # the encoder's name, passages
    looks_for: Callable[[str], Looks | None] = lambda _: None  # the text encoder's name
    fusion_for: Callable[[str], "Fusion | None"] = lambda _: None  # the encoder's name
    read_page: ReadPage | None = None
    turn_page: TurnPage | None = None
    read_formula: ReadFormulaPicture | None = None
