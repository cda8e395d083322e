"""Whether something learnt is better on questions that it has not seen, by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

CHANCE = 0.01  # how seldom luck alone may look so


@dataclass(frozen=True)
class Judged:
    """At which place, from 1, each question's neighbourhood came, before and after; 0: not at all."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.before) != len(self.after):
            raise ValueError("every question is asked before and after")

    @property
    def found_before(self) -> int:
        """Questions whose neighbourhood came first."""
        return self.before.count(1)

    @property
    def found_after(self) -> int:
        return self.after.count(1)

    @property
    def luck(self) -> float:
        """How probable it is to win as many of the questions that changed by throwing coins: a sign test."""
        pairs = list(zip(self.before, self.after, strict=True))
        won = sum(after == 1 != before for before, after in pairs)
        changed = won + sum(before == 1 != after for before, after in pairs)
        return float(sum(comb(changed, k) for k in range(won, changed + 1)) / 2**changed)

    @property
    def is_better(self) -> bool:
        """More neighbourhoods come first, by more than luck, and the others don't fall behind for it."""
        return self.luck < CHANCE and reciprocal(self.after) > reciprocal(self.before)


def reciprocal(places: Sequence[int]) -> float:
    """The mean reciprocal rank."""
    return sum(1 / place for place in places if place) / max(1, len(places))
