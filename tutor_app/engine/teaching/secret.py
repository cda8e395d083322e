"""What a hint must not say: the answer that would be given, as far as the question doesn't say it itself."""

import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field

from tutor_app.core.language import is_han
from tutor_app.core.words import search_words
from tutor_app.engine.teaching.empty_words import SMALL
from tutor_app.engine.teaching.exercise import Exercise

# Of the shorter word, from its beginning: ferment and fermentation are the same word, osmosis tells osmotic
SAME, AKIN = 0.75, 0.57
LEAST_ALIKE = 4  # letters

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LETTER = re.compile(r"(?<![\w’'.-])\(?[A-H]\)?(?![\w’'-])(?!\.\w)")
_NUMBER_WORDS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}  # fmt: skip


@dataclass(frozen=True)
class Secret:
    """Words, numbers and letters that only the answer says."""

    words: frozenset[str]
    numbers: frozenset[str]
    has_options: bool = False
    known: frozenset[str] = field(default=frozenset(), repr=False)  # words of the question itself

    def told_by(self, text: str) -> list[str]:
        """What of it a text says; empty if it gives nothing away."""
        words = telling(text) - self.known
        told = sorted({mine for mine in self.words for word in words if kin(mine, word, AKIN)})
        told += sorted(self.numbers & numbers_in(text))
        if self.has_options:
            told += [match[0] for match in _LETTER.finditer(text) if match[0] != "A"]
        return told


def secret_of(
    exercise: Exercise, answers: Sequence[str], tells: Callable[[str], bool], keys: Sequence[str] = ()
) -> Secret:
    """The secret of an exercise with the answers that would be given to it.

    With options it is all that tells one of them from another: who doesn't know which is right can't let
    slip which it is. Without, it is the answers' words that `tells` finds uncommon, every word of a key that
    the material has, and the numbers of both.
    """
    known, given = telling(exercise.stem), numbers_in(exercise.stem)
    if exercise.options:
        words = _options_secret(exercise.options, known)
        numbers = frozenset().union(*map(numbers_in, exercise.options))
        return Secret(words, numbers - given, True, frozenset(known - words))
    certain = {word for key in keys for word in telling(key)}
    likely = {word for text in answers for word in telling(text) if tells(word)}
    new = frozenset(word for word in certain | likely if not any(kin(word, old) for old in known))
    words = new | _options_secret(exercise.alternatives, known)
    numbers = frozenset().union(*map(numbers_in, (*answers, *keys)))
    return Secret(words, numbers - given, known=frozenset(known - words))


def _options_secret(options: Sequence[str], known: Set[str]) -> frozenset[str]:
    """What tells options apart. Words of the question are no secret, but where an option has no others."""
    sets = [telling(option) for option in options]
    shared = set.intersection(*sets) if sets else set()
    own = [words - shared for words in sets]
    return frozenset().union(*(words - known or words for words in own))


def telling(text: str) -> set[str]:
    """Words that can tell something: no small ones, no numbers."""
    return {
        word
        for word in search_words(text)
        if word not in SMALL and not word[0].isdigit() and (len(word) > 1 or is_han(word))
    }


def numbers_in(text: str) -> frozenset[str]:
    """Numbers as they are compared: without the commas of thousands, also where they are written as words."""
    folded = unicodedata.normalize("NFKC", text)
    written = (number.replace(",", "").rstrip(".") for number in _NUMBER.findall(folded))
    spoken = (_NUMBER_WORDS[word] for word in search_words(folded) if word in _NUMBER_WORDS)
    return frozenset((*map(_plain, written), *spoken))


def kin(one: str, other: str, least: float = SAME) -> bool:
    """Whether two words are forms of one: the same beginning, for so much of the shorter one."""
    if one == other:
        return True
    if is_han(one[0]) or is_han(other[0]):
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= max(LEAST_ALIKE, least * min(len(one), len(other)))


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number.lstrip("0") or "0"
