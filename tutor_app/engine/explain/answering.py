"""From a question with its evidence to an explanation, or a plain "not in the material", or a "perhaps"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr_to
from tutor_app.engine.explain.gate import Holds
from tutor_app.engine.explain.joining import quoted
from tutor_app.engine.explain.question import Cite, Explainer, OnlyQuoted, Piece, Question, Say

NEAREST = 3


class Generalist(Protocol):
    """Who can answer without the material."""

    @property
    def name(self) -> str: ...

    def answer_generally(self, question: Question, say: Callable[[str], None], cancel: Cancellation) -> None:
        """Raises: TutorError; Cancelled."""


class Quote(Explainer, Protocol):
    """An explainer that can always be used, in the material's own words."""

    def nearest(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        """What may answer, said so; whether there is such a sentence. Raises: Cancelled."""


@dataclass(frozen=True)
class Explained:
    """An explanation and who wrote it."""

    text: str
    explainer: str
    holds: Holds  # whether the material answers; the text says so where it doesn't, or may not
    cites: tuple[Cite, ...] = ()  # of the citations in the text, in their order


@dataclass(frozen=True)
class Tell:
    """Whom an explanation is told to, and the reason why an explainer can't be used."""

    piece: Say
    trouble: Callable[[TutorError], None] = lambda _: None


def explain(
    question: Question,
    explainer: Explainer,
    fallback: Quote,
    tell: Tell,
    cancel: Cancellation,
    *,
    is_sure: bool = False,
) -> Explained:
    """The explanation; where the explainer can't be used before its first word, the fallback's.

    Where it finds nothing in the passages that answers, what comes nearest; but where it `is_sure` that they
    do, the fallback's: by a search of 0.8 and more, 55 of 80 answered questions are, and 1 of 40 others.

    Raises:
        Cancelled; TutorError: it failed in mid-sentence.
    """
    said: list[Piece] = []

    def pass_on(piece: Piece) -> None:
        if piece.replaces:
            said.clear()
        said.append(piece)
        tell.piece(piece)

    try:
        answers = explainer.explain(question, pass_on, cancel)
        name = explainer.name  # known now: a writer whose words were no good leaves the quotation
    except OnlyQuoted as trouble:
        tell.trouble(trouble)
        name, answers = fallback.name, True
    except TutorError as trouble:
        if said:
            raise
        tell.trouble(trouble)
        name, answers = fallback.name, fallback.explain(question, pass_on, cancel)
    if not answers and is_sure:
        name, answers = fallback.name, fallback.explain(question, pass_on, cancel)
    return _told(said, name, "yes") if answers else offer(question, fallback, tell.piece, cancel)


def offer(question: Question, quote: Quote, say: Say, cancel: Cancellation) -> Explained:
    """Quotes what comes nearest and says that it may not answer; a plain no where there is nothing to quote.

    Raises: Cancelled.
    """
    said: list[Piece] = []

    def pass_on(piece: Piece) -> None:
        said.append(piece)
        say(piece)

    found = quote.nearest(question, pass_on, cancel)
    return _told(said, quote.name, "perhaps") if found else decline(question, say)


def decline(question: Question, say: Say) -> Explained:
    """Says that the material does not answer it, and where it comes nearest."""
    language = question.language
    text = tr_to(language, "The material does not answer this question.")
    nearest: dict[str, int] = {}
    for numbered in question.passages:
        nearest.setdefault(" › ".join(numbered.passage.path[-2:]), numbered.number)
    shown = list(nearest.items())[:NEAREST]
    if shown:
        near = "；" if language == "zh" else "; "
        listed = near.join(f"{section} [{number}]" for section, number in shown)
        text += "\n\n" + tr_to(language, "The nearest sections are: {sections}", sections=listed)
    piece = Piece(text, tuple(Cite(number) for _, number in shown))
    say(piece)
    return _told([piece], "none", "no")


def answer_generally(
    declined: Explained, question: Question, writer: Generalist, say: Say, cancel: Cancellation
) -> Explained:
    """After a plain no: what a language model knows by itself, marked as such. Nobody has checked it.

    Raises:
        Cancelled; TutorError: it failed.
    """
    said: list[Piece] = []

    def pass_on(text: str) -> None:
        said.append(Piece(quoted(text)))
        say(said[-1])

    pass_on("\n\n" + tr_to(question.language, "**Not from your material, and not checked:**") + " ")
    writer.answer_generally(question, pass_on, cancel)
    text = declined.text + "".join(piece.text for piece in said)
    return Explained(text, writer.name, declined.holds, declined.cites)


def _told(said: Sequence[Piece], explainer: str, holds: Holds) -> Explained:
    text = "".join(piece.text for piece in said)
    return Explained(text, explainer, holds, tuple(cite for piece in said for cite in piece.cites))
