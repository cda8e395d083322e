"""Where terms stand in a sentence, and the sentence with one of them covered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor_app.core.checking import GAP
from tutor_app.core.language import is_han
from tutor_app.core.words import search_words
from tutor_app.engine.teaching.secret import kin

# Characters beside a Chinese term that can't belong to a longer one
_EDGE = frozenset(
    "的了是在和与或及、，。；：（）“”《》 ,.()对用将把被从为以中时上下等会可能使由于向到给让其而但也都就有于并只指叫称即需要该每各"
)
_ARTICLE = re.compile(rf"\b([Aa])n? (?={GAP})")
_EMPTY = frozenset("of the a an and in to for".split())


@dataclass(frozen=True)
class TermPlace:
    """Where a term stands in a text."""

    term: str
    start: int
    end: int


class TermFinder:
    """Finds terms in sentences, the longest at each place."""

    def __init__(self, terms: Iterable[str]) -> None:
        names = sorted(set(terms), key=len, reverse=True)
        self._latin = _compile(
            [name for name in names if not _is_chinese(name)], r"(?<![\w-])", r"s?(?![\w-])"
        )
        self._chinese = _compile([name for name in names if _is_chinese(name)], "", "")
        self._names = {name.lower(): name for name in names}

    def find(self, text: str) -> list[TermPlace]:
        """Return the places of terms in a text, in its order."""
        places = []
        for pattern in (self._latin, self._chinese):
            for found in pattern.finditer(text) if pattern else ():
                name = self._names.get(found[1].lower())
                if name and (pattern is self._latin or _stands_apart(text, found.start(1), found.end(1))):
                    places.append(TermPlace(name, found.start(1), found.end()))
        return sorted(places, key=lambda place: place.start)

    def find_all(self, text: str) -> list[tuple[int, int]]:
        """Return where terms stand, those within longer words of Chinese too."""
        patterns = (pattern for pattern in (self._latin, self._chinese) if pattern)
        return [found.span(1) for pattern in patterns for found in pattern.finditer(text)]


def _compile(names: Sequence[str], before: str, after: str) -> re.Pattern[str] | None:
    if not names:
        return None
    return re.compile(f"{before}({'|'.join(map(re.escape, names))}){after}", re.IGNORECASE)


def _is_chinese(name: str) -> bool:
    return any(map(is_han, name))


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a Chinese term isn't the middle of a longer one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before in _EDGE) and (not after or after in _EDGE)


def cover(text: str, place: TermPlace) -> str:
    """Return a text with a gap for a term; the article before it is made to fit any word."""
    return _ARTICLE.sub(r"\1(n) ", f"{text[: place.start]}{GAP}{text[place.end :]}")


def is_given_away(stem: str, term: str) -> bool:
    """Whether the rest of a sentence says a word of the term, or a form of one."""
    if _is_chinese(term):
        return term in stem or any(pair in stem for pair in _pairs(term))
    said = [word for word in search_words(stem) if word not in _EMPTY]
    return any(kin(mine, word) for mine in search_words(term) if mine not in _EMPTY for word in said)


def _pairs(term: str) -> list[str]:
    return [term[at : at + 2] for at in range(len(term) - 1) if all(map(is_han, term[at : at + 2]))]
