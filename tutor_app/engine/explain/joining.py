"""Sentences of the material as an explanation: quoted to the letter, lightly joined, each one cited."""

import re
from collections.abc import Sequence

from tutor_app.core.language import Language, tr_to
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.question import Piece

# What points back says nothing without the sentence before it.
_POINTS_BACK = re.compile(
    r"(?:This|That|These|Those|It|Its|They|Their|He|She|Such|Both|Here|Then|Thus|Therefore|Hence|So|But|However"
    r"|Otherwise|Instead|Conversely)\b|[此这那它其]|因此|所以|于是|但|反之|否则|同样"
)
_LIKE_A_CITATION = re.compile(r"(?<!\\)\[(?=\d{1,2}\])")


class Joiner:
    """Turns one chosen sentence after the other into pieces."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._said: set[int] = set()

    def piece(self, number: int) -> Piece | None:
        """The sentence with that number in the prompt, after one it points back to; None if it was said."""
        place = number - 1
        wanted = [p for p in (*self._before(place), place) if p not in self._said]
        if place in self._said:
            return None
        parts = [self._sentence(self._sources[p], is_first=not self._said and p == wanted[0]) for p in wanted]
        self._said.update(wanted)
        return Piece("".join(parts), tuple(self._sources[p].cite for p in wanted))

    def _before(self, place: int) -> Sequence[int]:
        """The sentence before, where this one points back to it and it follows on it in the same passage."""
        if place == 0 or not _POINTS_BACK.match(self._sources[place].text):
            return ()
        return (place - 1,) if self._sources[place - 1].number == self._sources[place].number else ()

    @staticmethod
    def _sentence(source: Source, *, is_first: bool) -> str:
        gap = "" if is_first else " "
        return f"{gap}{quoted(source.text)} [{source.number}]"


def quoted(text: str) -> str:
    """Words of the material, in which nothing looks like a citation of ours."""
    return _LIKE_A_CITATION.sub(r"\\[", text)


def struck(sentence: str, language: Language) -> Piece:
    """What a language model wrote and the material does not say: seen and heard as such."""
    words = tr_to(language, "not in your material")
    return Piece(f" ~~{sentence.replace('~', '')}~~ ({words})")
