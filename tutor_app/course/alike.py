"""Words of a course that sound or look like a word: for what was misheard or mistyped.

Words are folded to what is heard of their letters and compared by the pairs and triples of letters that
they share (Dice's coefficient).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST = 5  # letters: shorter words are like too many others
LEAST = 0.5  # Dice's coefficient; tuned on four books' misspelt notes and misheard questions
_LETTERS = re.compile(r"[a-z]+")
_SAME_SOUND = (
    ("ph", "f"), ("gh", ""), ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("ch", "k"), ("ce", "se"), ("ci", "si"),
    ("cy", "si"), ("c", "k"), ("q", "k"), ("z", "s"), ("y", "i"), ("w", "v"), ("th", "t"), ("ee", "i"),
    ("ea", "i"), ("oo", "u"), ("ou", "u"), ("ae", "i"), ("oe", "i"), ("e", "i"), ("o", "a"), ("u", "a"),
    ("j", "g"), ("h", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


class Alike:
    """A vocabulary that can be asked for words like another one."""

    def __init__(self, words: Iterable[str]) -> None:
        """Only words of Latin letters are taken: Chinese is searched by pairs of characters."""
        self._words = [word for word in words if len(word) >= SHORTEST - 1 and _LETTERS.fullmatch(word)]
        holding: defaultdict[str, list[int]] = defaultdict(list)
        sizes = []
        for row, word in enumerate(self._words):
            parts = _parts(word)
            sizes.append(len(parts))
            for part in parts:
                holding[part].append(row)
        self._sizes = np.array(sizes, dtype=np.int32)
        self._holding: dict[str, NDArray[np.int32]] = {
            part: np.array(rows, dtype=np.int32) for part, rows in holding.items()
        }

    def nearest(self, word: str, most: int, least: float = LEAST) -> Sequence[str]:
        """At most `most` words, the likest first; none for a short word or one of other letters."""
        return [found for _, found in self.likest(word, most, least)]

    def likest(self, word: str, most: int, least: float = LEAST) -> Sequence[tuple[float, str]]:
        """The same, with how like each is."""
        if len(word) < SHORTEST or not _LETTERS.fullmatch(word) or not self._words:
            return []
        parts = _parts(word)
        shared = np.zeros(len(self._words), dtype=np.int32)
        for part in parts:
            if part in self._holding:
                shared[self._holding[part]] += 1
        likeness = 2 * shared / (self._sizes + len(parts))
        rows = np.argsort(-likeness, kind="stable")[:most]
        return [(float(likeness[row]), self._words[row]) for row in rows.tolist() if likeness[row] >= least]


def _parts(word: str) -> set[str]:
    """The pairs and triples of letters of a word as it sounds, with its beginning and its end."""
    for spelt, sound in _SAME_SOUND:
        word = word.replace(spelt, sound)
    marked = "^" + _DOUBLED.sub(r"\1", word) + "$"
    return {marked[i : i + n] for n in (2, 3) for i in range(len(marked) - n + 1)}
