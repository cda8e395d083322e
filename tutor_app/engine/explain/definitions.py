"""Find where a course says what a thing is: a search finds passages that use a word often, not that one."""

import re
from collections.abc import Iterator, Sequence

from tutor_app.core.language import is_han
from tutor_app.core.material import Passage
from tutor_app.core.shelf import Shelf
from tutor_app.core.words import search_words
from tutor_app.engine.explain.paragraphs import explains, leans_back, split_paragraphs
from tutor_app.engine.explain.question import Numbered

SEARCHED = 300  # passages with the name, from the beginning of the material
LONGEST = 6  # words, or ten Chinese characters, of a name
ENTRY, SAYS, NAMES = 3.0, 2.0, 1.8  # an entry of a glossary; "X is a …"; "… is called X"
LEANING, REPEATED = (
    0.6,
    0.4,
)  # what leaning on the sentence before takes, and a section's exercises or summary

_ARTICLE = r"(?:an?|the|any|that|those|when|how|what|one|defined|equal|to)"
_IS_EN = r"(?:is|are|means?|refers? to|occurs? when)"
_NAMED_EN = r"\b(?:called|named|known as|termed|referred to as|defined as)\s+(?:an?\s+|the\s+)?[\"“*]*"
_NAMED_ZH = r"(?:叫做|叫作|称为|称作|称之为|被称为|所谓)[\"“*]*"
_ASIDE = r"[*\"”]*(?:\s*[(（][^)）]{1,60}[)）])?"


def find_definitions(shelf: Shelf, thing: str, most: int = 1) -> list[Passage]:
    """Return the passages that say best what a thing is, the best first; none where none does."""
    words = search_words(thing)
    if not words or len(words) > (9 if is_han(thing[0]) else LONGEST):
        return []
    found = []
    for id in shelf.passages_with(" ".join(words), SEARCHED).tolist():
        passage = shelf.passage(id)
        strength = max(_rate_sentences(thing, passage), default=0.0) - REPEATED * (
            not explains(Numbered(0, passage))
        )
        if strength > 0:
            found.append((-strength, id, passage))
    return [passage for _, _, passage in sorted(found, key=lambda one: one[:2])[:most]]


def rate_definition(thing: str, sentence: str) -> float:
    """Rate how well a sentence says what a thing is; 0 where it doesn't."""
    forms = _forms(thing)
    return max((strength for strength, form in forms if form.search(sentence)), default=0.0)


def _rate_sentences(thing: str, passage: Passage) -> Iterator[float]:
    for paragraph in split_paragraphs(passage.text):
        for sentence in paragraph.sentences:
            if sentence.is_told and (strength := rate_definition(thing, sentence.text)):
                yield strength - LEANING * leans_back(sentence.text)


def _forms(thing: str) -> Sequence[tuple[float, re.Pattern[str]]]:
    flags = re.IGNORECASE
    if is_han(thing[0]):
        name = re.escape(thing)
        return (
            (ENTRY, re.compile(rf"^\**{name}{_ASIDE}\**\s*[:：]")),
            (
                SAYS,
                re.compile(
                    rf"(?:^|[，。；、])[*“\[(]*{name}{_ASIDE}，?(?:是指|指的?是|是一[种个类]|就是|指|是)"
                ),
            ),
            (NAMES, re.compile(rf"{_NAMED_ZH}{name}")),
        )
    stem = thing[:-1] if thing.lower().endswith("s") and len(thing) > 4 else thing
    name = r"[-\s]+".join(map(re.escape, re.split(r"[-\s]+", stem))) + r"(?:e?s)?"
    return (
        (ENTRY, re.compile(rf"^\**{name}{_ASIDE}\**\s*(?::|\.\s+[A-Z])", flags)),
        (SAYS, re.compile(rf"^(?:The |An? )?[*“\"]*{name}{_ASIDE}\s+{_IS_EN}\s+{_ARTICLE}\b", flags)),
        (NAMES, re.compile(rf"{_NAMED_EN}{name}\b", flags)),
        (SAYS / 2, re.compile(rf"\b{name}{_ASIDE},?\s+{_IS_EN}\s", flags)),
    )  # fmt: skip
