"""Small language models sometimes say the same again and again: that is noticed, and not passed on."""

import re
from collections.abc import Callable

# a word of letters and digits, one Chinese character, or one mark, with the space before it
_WORD = re.compile(r"\s*(?:[^\W㐀-鿿]+|[㐀-鿿]|[^\w\s])")
LOOP_WORDS = 12  # so many at least, and once all that lies between, are a loop


class Looping(Exception):
    """The text goes round in circles; all of it that is worth reading was passed on."""


class LoopFilter:
    """Passes text on by whole words, and holds back what was said before until it goes on otherwise."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._open = ""  # a word that may not be complete
        self._words: list[str] = []  # as they were written
        self._runs: list[int] = []  # at each distance (1, 2, …), how many words in a row repeat
        self._passed = 0

    def write(self, piece: str) -> None:
        """Raises: Looping."""
        self._open += piece
        place = 0
        while (match := _WORD.match(self._open, place)) and match.end() < len(self._open):
            self._take(match[0])
            place = match.end()
        self._open = self._open[place:]
        self._pass(len(self._words) - max(self._runs, default=0))

    def finish(self) -> None:
        """What was held back turned out to be no loop."""
        self._words.append(self._open)
        self._open = ""
        self._pass(len(self._words))

    def _take(self, word: str) -> None:
        said = word.strip().casefold()
        before = [earlier.strip().casefold() == said for earlier in reversed(self._words)]
        runs = [*self._runs, 0][: len(before)]
        self._runs = [run + 1 if alike else 0 for run, alike in zip(runs, before, strict=True)]
        self._words.append(word)
        if any(run >= max(distance, LOOP_WORDS) for distance, run in enumerate(self._runs, 1)):
            self._close()
            raise Looping

    def _close(self) -> None:
        """The mark at the end of what was passed on was said before too, and belongs to it."""
        end = self._passed
        while end < len(self._words) and not self._words[end].strip().isalnum():
            end += 1
        self._pass(end)

    def _pass(self, end: int) -> None:
        if end > self._passed:
            self._say("".join(self._words[self._passed : end]))
            self._passed = end
