"""What a language model writes in its own words, sentence by sentence: pinned to the material, or struck."""

import re
from collections.abc import Sequence

from tutor_app.core.language import Language, language_of
from tutor_app.engine.explain.aligning import supporting
from tutor_app.engine.explain.joining import quoted, struck
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.question import Piece, Say
from tutor_app.engine.explain.sentences import ENDS, sentence_spans

MOST_STRUCK = 2  # then nothing more is worth waiting for
LEAST_LETTERS = 8
_OWN_CITATION = re.compile(r"\s*[\[(（【]\s*\d{1,3}(?:\s*[,，、–-]\s*\d{1,3})*\s*[\])）】]")


class Enough(Exception):
    """Nothing more is wanted of the language model."""


class Pinned:
    """Passes on whole sentences only: with citations where the material says the same, else struck.

    Citations in what the model wrote are dropped: it makes them up as readily as anything else.
    """

    def __init__(self, sources: Sequence[Source], language: Language, say: Say) -> None:
        self._sources, self._language, self._say = sources, language, say
        self._held = ""
        self._seen: set[str] = set()
        self.supported = self.struck = 0  # sentences

    def write(self, piece: str) -> None:
        """Raises: Enough: it repeats itself, or leaves the material."""
        self._held += piece
        *whole, last = sentence_spans(self._held + "\0") or [(0, 0)]
        for start, end in whole:
            self._take(self._held[start:end])
        if whole:
            self._held = self._held[last[0] :]

    def finish(self) -> None:
        """The last sentence, unless it was cut off."""
        if (last := self._held.strip()).endswith(tuple(ENDS)):
            self._take(last)
        self._held = ""

    def _take(self, written: str) -> None:
        sentence = _OWN_CITATION.sub("", written).strip()
        if len(sentence) < LEAST_LETTERS or language_of(sentence) != self._language:
            return
        if sentence in self._seen:
            raise Enough
        self._seen.add(sentence)
        if found := supporting(sentence, self._sources):
            self.supported += 1
            marks = "".join(f" [{source.number}]" for source in found)
            self._say(Piece(f"{quoted(sentence)}{marks} ", tuple(source.cite for source in found)))
            return
        self.struck += 1
        self._say(struck(sentence, self._language))
        if self.struck >= MOST_STRUCK:
            raise Enough
