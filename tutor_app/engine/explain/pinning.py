"""What a language model writes in its own words, sentence by sentence: pinned to the material, or struck."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from tutor_app.core.language import Language, language_of
from tutor_app.engine.explain.aligning import nearest, supporting
from tutor_app.engine.explain.joining import Joiner, struck
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.question import Say
from tutor_app.engine.explain.sentences import ENDS, sentence_spans

MOST_STRUCK = 2  # then nothing more is worth waiting for
LEAST_LETTERS = 8
GOES_ON = (";", "；")
_OWN_CITATION = re.compile(r"\s*[\[(（【]\s*\d{1,3}(?:\s*[,，、–-]\s*\d{1,3})*\s*[\])）】]")

_OF_PASSAGES = re.compile(
    r"\b(?:passages?|the text|the textbook)\b|段落|教材", re.IGNORECASE
)  # of no use to a learner


Finds: TypeAlias = Callable[[str, int], bool]  # whether a sentence finds the evidence of that number


class Enough(Exception):
    """Nothing more is wanted of the language model."""


class Pinned:
    """Passes on whole sentences only, each with the lines that say it.

    A sentence that the material says, too, is shown as it was written, if a search for it finds the passage
    that says it: the fusion model's matching, where the course has one. For one that only speaks of the same,
    the material's own sentence is shown. Any other is struck, or held back where nothing else was shown yet.
    Citations in what the model wrote are dropped: it makes them up as readily as anything else.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        language: Language,
        joiner: Joiner,
        say: Say,
        finds: Finds = lambda _sentence, _number: True,
    ) -> None:
        self._sources, self._language, self._joiner, self._say = sources, language, joiner, say
        self._finds = finds
        self._held = ""
        self._seen: set[str] = set()
        self.is_empty = True  # nothing was written at all
        self.pinned = self._struck = 0  # sentences

    def write(self, piece: str) -> None:
        """Raises: Enough: it repeats itself, or leaves the material."""
        self.is_empty = self.is_empty and not piece.strip()
        self._held += piece
        begun = 0
        for (_, end), (following, _) in pairwise(sentence_spans(self._held + "\0")):
            if not self._held[:end].endswith(GOES_ON):
                self._take(self._held[begun:end])
                begun = following
        self._held = self._held[begun:]

    def finish(self) -> None:
        """The last sentence, unless it was cut off."""
        if (last := self._held.strip()).endswith(tuple(ENDS)):
            self._take(last)
        self._held = ""

    def _take(self, written: str) -> None:
        sentence = _OWN_CITATION.sub("", written).strip()
        is_ours = len(sentence) >= LEAST_LETTERS and language_of(sentence) == self._language
        if not is_ours or _OF_PASSAGES.search(sentence):
            return
        if sentence in self._seen:
            raise Enough
        self._seen.add(sentence)
        if not self._pin(sentence):
            self._strike(sentence)

    def _pin(self, sentence: str) -> bool:
        """Whether the material speaks of it."""
        found, near = supporting(sentence, self._sources), nearest(sentence, self._sources)
        if found and all(self._finds(sentence, source.number) for source in found):
            piece = self._joiner.reworded(sentence, found)
        elif near:
            piece = self._joiner.piece(near)
        else:
            return False
        self.pinned += 1
        if piece:
            self._say(piece)
        return True

    def _strike(self, sentence: str) -> None:
        self._struck += 1
        if self.pinned:
            self._say(struck(sentence, self._language))
        if self._struck >= MOST_STRUCK:
            raise Enough
