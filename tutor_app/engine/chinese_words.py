"""Where a Chinese word ends: the division of a run of characters that is most probable by the words' counts.

Source: github.com/fxsjy/jieba (MIT), whose dictionary this is; it has 350,000 words.
"""

import math
from collections.abc import Mapping

from tutor_app.engine.aloud.dictionary import MODEL
from tutor_app.engine.registry.installed import weight
from tutor_app.settings.home import Home

_LONGEST = 8  # characters of a word that is looked for


class ChineseWords:
    """Divides runs of characters into words."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._total = math.log(sum(counts.values()) or 1)

    @classmethod
    def open(cls, home: Home, fewest: int = 0) -> "ChineseWords":
        """The words that were counted at least so often. Raises: TutorError: the dictionary is missing."""
        with weight(home, MODEL, "dict.txt").open(encoding="utf-8") as lines:  # line by line: all take 80 MB
            entries = ((word, int(count)) for word, count, *_ in map(str.split, lines))
            return cls({word: count for word, count in entries if count >= fewest and len(word) <= _LONGEST})

    def divided(self, run: str) -> list[str]:
        """The words of a run, which they make up again."""
        best = [(0.0, len(run))] * (
            len(run) + 1
        )  # by start: log probability of the rest, end of the first word
        for start in reversed(range(len(run))):
            ends = range(start + 1, min(start + _LONGEST, len(run)) + 1)
            best[start] = max(
                (self._weight(run[start:end]) + best[end][0], end)
                for end in ends
                if end == start + 1 or run[start:end] in self._counts
            )
        words, start = [], 0
        while start < len(run):
            words.append(run[start : best[start][1]])
            start = best[start][1]
        return words

    def log_chance(self, run: str) -> float:
        """The log probability of a run's words, in nats."""
        return sum(map(self._weight, self.divided(run)))

    def _weight(self, word: str) -> float:
        return math.log(self._counts.get(word) or 1) - self._total
