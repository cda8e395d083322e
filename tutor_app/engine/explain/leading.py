"""The passage that speaks of what is asked is among those that are put to the model."""

from dataclasses import replace

from tutor_app.engine.explain.first import first_of
from tutor_app.engine.explain.material import PASSAGES, sources
from tutor_app.engine.explain.question import Question

EVERYTHING = 100_000  # tokens: nothing is left out


def led(question: Question) -> Question:
    """A search may rank a definition behind passages that only use the word: it takes the last place."""
    whole = replace(question, figures=())
    every = tuple(
        source
        for numbered in whole.passages
        for source in sources(replace(whole, passages=(numbered,)), EVERYTHING)
    )
    first = first_of(question, every)
    shown = question.passages[:PASSAGES]
    if first is None or first.number in {numbered.number for numbered in shown}:
        return question
    leading = next(numbered for numbered in question.passages if numbered.number == first.number)
    others = [numbered for numbered in question.passages if numbered is not leading]
    kept = others[: PASSAGES - 1]
    return replace(question, passages=(*kept, leading, *others[PASSAGES - 1 :]))
