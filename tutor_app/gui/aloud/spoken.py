"""Where a spoken sentence stands in a text that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    """Positions in a text, `end` not included."""

    start: int
    end: int


class Finder:
    """Finds sentences in their order. Letters and figures alone are compared: marks and spaces change."""

    def __init__(self, text: str) -> None:
        self._places = [place for place, char in enumerate(text) if char.isalnum()]
        self._letters = "".join(text[place] for place in self._places)
        self._from = 0

    def find(self, stretches: Sequence[str]) -> Range | None:
        """From the first stretch of the next sentence to its last one; None: it is not there."""
        found = []
        at = self._from
        for stretch in stretches:
            letters = "".join(char for char in stretch if char.isalnum())
            start = self._letters.find(letters, at)
            if letters and start >= 0:
                at = start + len(letters)
                found.append((start, at))
        if not found:
            return None
        self._from = at
        return Range(self._places[found[0][0]], self._places[found[-1][1] - 1] + 1)
