"""Sentences of the material as an explanation: quoted to the letter, lightly joined, each one cited."""

import re
from collections.abc import Sequence

from tutor_app.core.language import Language, tr_to
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.question import Piece
from tutor_app.engine.explain.units import points_back

_LIKE_A_CITATION = re.compile(r"(?<!\\)\[(?=\d{1,2}\])")


class Joiner:
    """Turns one chosen sentence after the other into pieces."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = list(sources)
        self._said: set[Source] = set()
        self._reworded: set[Source] = set()  # in part, perhaps: another sentence may tell the rest
        self._told: list[str] = []  # each sentence that was told, as `_plain` has it

    @property
    def count(self) -> int:
        """How many sentences were told."""
        return len(self._said | self._reworded)

    def piece(self, source: Source) -> Piece | None:
        """The sentence, after the one that it points back to; None if it was said, or a longer one."""
        if source in self._said | self._reworded or self._is_told(source.text):
            return None
        wanted = [one for one in (*self._before(source), source) if one not in self._said]
        text = "".join(map(self._sentence, wanted))
        self._said.update(wanted)
        self._told += [_plain(one.text) for one in wanted]
        return Piece(text, tuple(one.cite for one in wanted))

    def reworded(self, sentence: str, sources: Sequence[Source]) -> Piece | None:
        """A sentence that says what these say; None if the learner has just read them."""
        if self._said.issuperset(sources) or self._is_told(sentence):
            return None
        self._reworded.update(sources)
        self._told.append(_plain(sentence))
        marks = "".join(f" [{source.number}]" for source in sources)
        return Piece(f"{quoted(sentence)}{marks} ", tuple(source.cite for source in sources))

    def _is_told(self, sentence: str) -> bool:
        """Whether a sentence stands in one that was told: a caption often says again what the text says."""
        within = re.compile(rf"(?<!\w){re.escape(_plain(sentence))}(?!\w)")
        return any(within.search(told) for told in self._told)

    def _before(self, source: Source) -> Sequence[Source]:
        """The sentence before, where this one points back to it and it follows on it in the same passage."""
        place = self._sources.index(source)
        if place == 0 or not points_back(source.text):
            return ()
        before = self._sources[place - 1]
        return (before,) if before.number == source.number else ()

    @staticmethod
    def _sentence(source: Source) -> str:
        return f"{quoted(source.text)} [{source.number}] "


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!?;。！？；")


def quoted(text: str) -> str:
    """Words of the material, in which nothing looks like a citation of ours."""
    return _LIKE_A_CITATION.sub(r"\\[", text)


def struck(sentence: str, language: Language) -> Piece:
    """What a language model wrote and the material does not say: seen and heard as such."""
    words = tr_to(language, "not in your material")
    return Piece(f"~~{sentence.replace('~', '')}~~ ({words}) ")
