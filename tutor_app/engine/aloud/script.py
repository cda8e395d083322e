"""What is read of an explanation: its sentences, without Markdown, citations and what was struck out."""

import html
import re
from dataclasses import dataclass

from tutor_app.core.language import Language, language_of
from tutor_app.core.maths.in_text import FormulaInText, replaced
from tutor_app.core.maths.said import said
from tutor_app.engine.explain.sentences import sentences

_FENCE = re.compile(r"^```.*?^```\s*$", re.M | re.S)
_CITATION = re.compile(r"\s?\[\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\](?!\()")
_STRUCK = re.compile(r"~~.*?~~", re.S)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARK_OF_LINE = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+•]\s+|\d{1,2}[.)]\s+|\|?[\s:|-]+\|?$)?", re.M)
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+")
_FIRST = 0xE000  # private characters stand for formulas while sentences are told apart
_HELD = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Sentence:
    """One sentence of what is read."""

    words: str  # as it is spoken
    shown: tuple[str, ...]  # its stretches as they stand on the screen, between formulas


def script(markdown: str, language: Language | None = None) -> tuple[Sentence, ...]:
    """The sentences that are read, in order; `language` is that of formulas."""
    language = language or language_of(markdown)
    formulas: list[str] = []

    def hold(found: FormulaInText) -> str:
        formulas.append(found.latex)
        return chr(_FIRST + len(formulas) - 1)

    text = _STRUCK.sub(" ", _FENCE.sub("", markdown))
    text = _CITATION.sub("", replaced(text, hold))
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = _EMPHASIS.sub("", _MARK_OF_LINE.sub("", html.unescape(text)))
    spoken = [said(formula, language) for formula in formulas]
    made = (_sentence(" ".join(one.split()), spoken) for one in sentences(text))
    return tuple(one for one in made if any(char.isalnum() for char in one.words))


def _sentence(text: str, spoken: list[str]) -> Sentence:
    words = _HELD.sub(lambda found: f" {spoken[ord(found[0]) - _FIRST]} ", text)
    shown = (part.strip() for part in _HELD.split(text))
    return Sentence(" ".join(words.split()), tuple(part for part in shown if part))
