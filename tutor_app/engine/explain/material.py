"""The sentences of a question's passages that may be quoted, each with its place."""

from dataclasses import dataclass

from tutor_app.core.language import is_han
from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.question import Cite, Question
from tutor_app.engine.explain.units import units
from tutor_app.engine.explain.wishes import suits

LETTERS_PER_TOKEN = 3.5  # of what is not Chinese; a Chinese character is counted as a token
FRAME_TOKENS = 1  # between two sentences


@dataclass(frozen=True)
class Source:
    """A sentence of a passage, or a figure's caption."""

    number: int  # of the evidence
    start: int  # in the passage's text; a caption has no stretch
    end: int
    text: str

    @property
    def cite(self) -> Cite:
        return Cite(self.number, ((self.start, self.end),) if self.end > self.start else ())

    @property
    def is_caption(self) -> bool:
        return self.end == self.start


def sources(question: Question) -> tuple[Source, ...]:
    """All sentences of the passages that may be quoted, and the first figure's caption."""
    of_passages = [
        Source(numbered.number, unit.start, unit.end, unit.text)
        for numbered in question.passages
        for unit in units(numbered.passage.text)
        if not is_order(unit.text) and suits(unit.text, question.wish, question.said)
    ]
    captions = [
        Source(figure.number, 0, 0, " ".join(figure.figure.caption.split()))
        for figure in question.figures[:1]
        if figure.figure.caption and not is_order(figure.figure.caption)
    ]
    return (*of_passages, *captions)


def tokens(text: str) -> float:
    """About how many tokens a sentence takes in a prompt; rather too many."""
    han = sum(map(is_han, text))
    return han + (len(text) - han) / LETTERS_PER_TOKEN + FRAME_TOKENS
