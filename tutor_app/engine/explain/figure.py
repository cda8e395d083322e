"""A question about a figure: which one, what the material says of it, and its description."""

import re
from collections.abc import Sequence

from tutor_app.core.figure_labels import number_of, numbers_in
from tutor_app.core.figure_told import FigureTold, Origin
from tutor_app.core.language import Language, tr_to
from tutor_app.core.material import Figure, PageLocator
from tutor_app.core.shelf import Shelf
from tutor_app.engine.explain.sentences import sentences

MOST_SENTENCES = 3
MOST_NAMED = 20  # figures that share words with a question: among them is the one it names
MOST_LETTERS = 240  # of a sentence, and of the words on a figure: a message stays small
_ABBREVIATED = re.compile(r"\b(Figs?)\.\s+(?=\d)", re.IGNORECASE)
_POINTS = re.compile(r"\b(figure|diagram|graph|plot|chart|picture|drawing|sketch)\b|图", re.IGNORECASE)


def asked_about(shelf: Shelf, words: str, found: Sequence[Figure], *, is_pointed: bool) -> Figure | None:
    """The figure that a question names by its number, points at, or calls "the figure".

    `found`: those of the evidence, best first; one that is named may be another.
    """
    if named := numbers_in(words):
        others = (shelf.figure(hit.id) for hit in shelf.by_words("figure", words, MOST_NAMED))
        known = (figure for figure in (*found, *others) if number_of(figure.label) in named)
        if figure := next(known, None):
            return figure
    means_one = is_pointed or (not named and _POINTS.search(words))
    return found[0] if found and means_one else None


def sentences_about(shelf: Shelf, figure: Figure) -> tuple[str, ...]:
    """Sentences of the material that name a figure by its number, but for its own caption."""
    number = number_of(figure.label)
    found = [
        sentence
        for passage in figure.mentions
        for sentence in _sentences(shelf.passage(passage).text)
        if number and number in numbers_in(sentence) and not _is_caption(sentence, figure)
    ]
    return tuple(dict.fromkeys(sentence[:MOST_LETTERS] for sentence in found))[:MOST_SENTENCES]


def told(figure: Figure, mentions: tuple[str, ...], words: str, language: Language) -> FigureTold:
    """The material's own alternative text; else caption, mention and words put together.

    `words`: read on its picture, where the page does not hold them as text.
    """
    is_printed = isinstance(figure.locator, PageLocator)  # then `alt` is what the page prints on it
    if figure.alt.strip() and not is_printed and _plain(figure.alt) != _plain(figure.caption):
        return FigureTold(figure.id, mentions, figure.alt.strip(), ("alternative text",))
    parts: list[str] = []
    made_of: list[Origin] = []
    if figure.caption.strip():
        parts.append(figure.caption.strip())
        made_of.append("caption")
    if mentions:
        parts.append(mentions[0])
        made_of.append("mentions")
    if on_it := _listed(words or (figure.alt if is_printed else ""), language):
        parts.append(tr_to(language, "Written on it: {words}.", words=on_it))
        made_of.append("words")
    return FigureTold(figure.id, mentions, " ".join(parts), tuple(made_of))


def _sentences(text: str) -> list[str]:
    """ "Fig. 3" is not where a sentence ends."""
    whole = _ABBREVIATED.sub(r"\1.", text)
    return [re.sub(r"\b(Figs?)\.(?=\d)", r"\1. ", part) for part in sentences(whole)]


def _is_caption(sentence: str, figure: Figure) -> bool:
    return _plain(sentence)[:40] in _plain(figure.caption) or _plain(figure.caption)[:40] in _plain(sentence)


def _listed(words: str, language: Language) -> str:
    lines = dict.fromkeys(line.strip() for line in words.splitlines() if line.strip())
    return ("、" if language == "zh" else ", ").join(lines)[:MOST_LETTERS]


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text).lower()
