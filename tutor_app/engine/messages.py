"""What the window and the model process say to each other, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from tutor_app.core.answer import Answer, Evidence, Pin
from tutor_app.core.cancel import Cancellation
from tutor_app.core.counted import Counted
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.formula import ReadFormula
from tutor_app.core.language import Language
from tutor_app.core.teaching import ANSWER, Level
from tutor_app.core.turn import Turn

Step = Literal["speech", "screen", "search", "explain"]


@dataclass(frozen=True)
class Ask:
    """Answer this turn."""

    id: int
    turn: Turn
    spoken: Language | None = None  # None: told by what is heard


@dataclass(frozen=True)
class Listen:
    """Hear this turn's recording while it is made, until it is asked or hushed. One at a time."""

    id: int
    turn: Turn
    spoken: Language | None = None


@dataclass(frozen=True)
class Over:
    """Somebody spoke in what is heard, and has been silent since: perhaps the question is complete."""

    id: int


@dataclass(frozen=True)
class Hush:
    """Stop hearing what was begun; harmless if nothing was."""


@dataclass(frozen=True)
class Prepare:
    """Somebody may want to hear this text soon; empty: any text."""

    text: str = ""
    speed: float = 1.0


@dataclass(frozen=True)
class Recite:
    """Read this text aloud, into files of this folder."""

    id: int
    text: str  # Markdown
    folder: Path
    speed: float = 1.0


@dataclass(frozen=True)
class Speak:
    """The reader's language is this from now on: of every sentence, and of Ready, which comes again."""

    language: Language


@dataclass(frozen=True)
class Cancel:
    """Stop that turn or reading; harmless if it has ended."""

    id: int


@dataclass(frozen=True)
class Ready:
    """The models are loaded."""

    provider: str  # what they really run on, as onnxruntime names it
    reason: str  # why that, in the learner's words
    missing: tuple[str, ...] = ()  # models of the default set that aren't there
    explainer: str = "quote"


@dataclass(frozen=True)
class Doing:
    """A step of the turn has begun."""

    id: int
    step: Step


@dataclass(frozen=True)
class Heard:
    """The words of the recording; until they are final those in `faint` may change, and more may come."""

    id: int
    text: str
    faint: str = ""
    final: bool = True


@dataclass(frozen=True)
class Read:
    """The words on the screenshot or region, and its formulas."""

    id: int
    text: str  # cut to 1,000 characters; formulas that are certain stand in it as LaTeX
    formulas: tuple[ReadFormula, ...] = ()  # from the top, doubtful ones too


@dataclass(frozen=True)
class Pictured:
    """The question is about a figure; may come again with more words for it."""

    id: int
    told: FigureTold


@dataclass(frozen=True)
class Mind:
    """Something to know about how this turn is answered; said once for each course."""

    id: int
    text: str
    hint: str = ""


@dataclass(frozen=True)
class Found:
    """The evidence, before a word of explanation."""

    id: int
    evidence: tuple[Evidence, ...]
    counted: Counted | None = None  # what counted, where the fusion model found it
    level: Level = ANSWER  # how much is told: below an example, evidence is named by its place alone


@dataclass(frozen=True)
class Partial:
    """A piece of the explanation, to append to what is on screen, or to put in place of it."""

    id: int
    text: str
    pins: tuple[Pin, ...] = ()  # of the citations in this piece, in their order
    replaces: bool = False


@dataclass(frozen=True)
class Answered:
    """The turn ended well."""

    id: int
    answer: Answer


@dataclass(frozen=True)
class Stopped:
    """The turn ended because the learner cancelled it."""

    id: int


@dataclass(frozen=True)
class Failed:
    """The turn ended badly; the words are for the learner. Id 0: the process itself could not start."""

    id: int
    message: str
    hint: str = ""


@dataclass(frozen=True)
class RecitedPiece:
    """A piece of a text can be heard; whoever hears it deletes the file."""

    id: int
    file: Path  # WAV, 16 bit
    shown: tuple[str, ...]  # its sentence as it stands on the screen, between formulas


@dataclass(frozen=True)
class Recited:
    """That was the last piece."""

    id: int


Progress: TypeAlias = Doing | Heard | Over | Read | Mind | Found | Pictured | Partial
Outcome: TypeAlias = Answered | Stopped | Failed
Say: TypeAlias = Callable[[Progress], None]
SayAloud: TypeAlias = Callable[[RecitedPiece | Recited | Stopped | Failed], None]


class Engine(Protocol):
    """The loaded models, as the worker sees them."""

    @property
    def ready(self) -> Ready:
        """What to tell the window first, in the reader's language."""

    def answer(self, ask: Ask, say: Say, cancel: Cancellation) -> Answer:
        """Raises: TutorError, Cancelled."""

    def listen(self, listen: Listen, say: Say, later: Callable[[Callable[[], None]], None]) -> None:
        """Begin to hear; returns at once. `later` takes what is to be done between two turns."""

    def hush(self) -> None:
        """Hear no more."""

    def prepare(self, prepare: Prepare) -> None:
        """Have a voice ready; returns at once."""

    def recite(self, recite: Recite, say: SayAloud) -> None:
        """Begin to read aloud; returns at once."""

    def silence(self) -> None:
        """Read aloud no more."""


Load: TypeAlias = Callable[[], Engine]
