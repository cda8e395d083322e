"""What is read of an explanation: its sentences, without Markdown, citations and what was struck out."""

import re
from dataclasses import dataclass

from tutor_app.core.language import Language, language_of
from tutor_app.core.maths.said import said
from tutor_app.core.plain import HELD, Held, hold, plain
from tutor_app.engine.explain.sentences import sentences

_FENCE = re.compile(r"^```.*?^```\s*$", re.M | re.S)
_CITATION = re.compile(r"\s?\[\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\](?!\()")
_STRUCK = re.compile(r"~~.*?~~", re.S)


@dataclass(frozen=True)
class Sentence:
    """One sentence of what is read."""

    words: str  # as it is spoken
    shown: tuple[str, ...]  # its stretches as they stand on the screen, between formulas


def script(markdown: str, language: Language | None = None) -> tuple[Sentence, ...]:
    """The sentences that are read, in order; `language` is that of formulas."""
    language = language or language_of(markdown)
    held = hold(_STRUCK.sub(" ", _FENCE.sub("", markdown)))
    text = plain(_CITATION.sub("", held.text))
    made = (_sentence(" ".join(one.split()), held, language) for one in sentences(text))
    return tuple(one for one in made if any(char.isalnum() for char in one.words))


def _sentence(text: str, held: Held, language: Language) -> Sentence:
    words = held.put_back(text, lambda formula: f" {said(formula.latex, language)} ")
    shown = (part.strip() for part in HELD.split(text))
    return Sentence(" ".join(words.split()), tuple(part for part in shown if part))
