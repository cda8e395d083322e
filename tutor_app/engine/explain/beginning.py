"""Whether an answer begins in the language in which it was asked for."""

import re
from collections.abc import Callable

from tutor_app.core.language import Language, is_han

ENOUGH_WORDS = 6  # Latin words or two Chinese characters for each: formulas and names are in no language
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


class WrongLanguage(Exception):
    """The answer is in another language; nothing of it was passed on."""


class BeginningFilter:
    """Holds the first words back until it can be told in which language they are."""

    def __init__(self, language: Language, say: Callable[[str], None]) -> None:
        self._language, self._say = language, say
        self._held, self._is_told = "", False

    def write(self, piece: str) -> None:
        """Raises: WrongLanguage."""
        if self._is_told:
            self._say(piece)
            return
        self._held += piece
        if _words(self._held) >= ENOUGH_WORDS:
            self._tell()

    def finish(self) -> None:
        """Raises: WrongLanguage."""
        if self._held:
            self._tell()

    def _tell(self) -> None:
        if is_wrong(self._held, self._language):
            raise WrongLanguage
        held, self._held, self._is_told = self._held, "", True
        self._say(held)


def is_wrong(text: str, language: Language) -> bool:
    """English has more Latin words than pairs of Chinese characters; Chinese has a character in two words."""
    latin, han = len(_LATIN_WORD.findall(text)), sum(map(is_han, text))
    if language == "zh":
        return latin >= ENOUGH_WORDS and 2 * han < latin
    return han >= 4 and han / 2 > latin


def _words(text: str) -> float:
    return len(_LATIN_WORD.findall(text)) + sum(map(is_han, text)) / 2
