"""Numbers of sentences in what a language model writes, as it comes piece by piece."""

import re
from collections.abc import Callable

_NUMBER = re.compile(r"\d+(?=\D)")


class Numbers:
    """Passes each number on as soon as it is whole, once each, if it is from 1 to `last`."""

    def __init__(self, last: int, pass_on: Callable[[int], None]) -> None:
        self._last, self._pass_on = last, pass_on
        self._held = ""
        self._seen: set[int] = set()
        self.is_empty = True  # nothing was written at all

    def write(self, piece: str) -> None:
        self.is_empty = self.is_empty and not piece.strip()
        self._held += piece
        end = 0
        for match in _NUMBER.finditer(self._held):
            self._take(int(match[0]))
            end = match.end()
        self._held = self._held[end:]

    def finish(self) -> None:
        """What was written is all."""
        self.write(" ")

    def _take(self, number: int) -> None:
        if 1 <= number <= self._last and number not in self._seen:
            self._seen.add(number)
            self._pass_on(number)
