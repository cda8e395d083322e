"""What an explainer gets, and what it must do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language
from tutor_app.core.material import Figure, Passage
from tutor_app.core.teaching import Wish


@dataclass(frozen=True)
class Numbered:
    """A passage with the number that cites it."""

    number: int
    passage: Passage
    silent: tuple[tuple[int, int], ...] = ()  # stretches that explain nothing: exercises, objectives, …

    @property
    def explains(self) -> bool:
        """Whether more of it explains than doesn't."""
        return 2 * sum(end - start for start, end in self.silent) < len(self.passage.text)


@dataclass(frozen=True)
class NumberedFigure:
    """A figure with the number that cites it."""

    number: int
    figure: Figure


@dataclass(frozen=True)
class Question:
    """A question with the evidence found for it, best first."""

    text: str  # said and typed; may be empty where the learner only pointed
    language: Language  # of the answer
    passages: tuple[Numbered, ...]
    figures: tuple[NumberedFigure, ...] = ()
    wish: Wish = "explain"  # of the answer that was given
    said: str = ""  # that answer

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that may be cited."""
        return frozenset([p.number for p in self.passages] + [f.number for f in self.figures])


@dataclass(frozen=True)
class Cite:
    """What a citation points to: stretches of the text of the passage with that number."""

    number: int
    spans: tuple[tuple[int, int], ...] = ()  # none: the passage, or the figure, as a whole


@dataclass(frozen=True)
class Piece:
    """A piece of an explanation; `[1]` in its text is a citation."""

    text: str
    cites: tuple[Cite, ...] = ()  # of the citations in the text, in their order
    replaces: bool = False  # all that was told before it


Say: TypeAlias = Callable[[Piece], None]


class OnlyQuoted(TutorError):
    """The language model said nothing; what was told until now is the material's own."""


class Explainer(Protocol):
    """Writes an explanation out of the passages, piece by piece."""

    @property
    def name(self) -> str: ...

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        """Whether the passages answer; if they do, `say` gets the pieces, Markdown, in order.

        Raises:
            OnlyQuoted; TutorError: it can't be used.
            Cancelled.
        """
