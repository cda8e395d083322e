"""How much of an answer a learner is told at once, and what may be wished of an answer that was given."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Level: TypeAlias = Literal[1, 2, 3, 4]
LEVELS: tuple[Level, ...] = get_args(Level)
POINTER, HINT, EXAMPLE, ANSWER = LEVELS  # where to look, what to think of, something alike, the answer itself

Wish = Literal["explain", "simpler", "more", "example", "why", "compare", "en", "zh"]
WISHES: tuple[Wish, ...] = get_args(Wish)


@dataclass(frozen=True)
class Guidance:
    """How a course helps: at which level it begins with an exercise, and how far it goes."""

    first: Level = POINTER
    most: Level = ANSWER
    is_locked: bool = False  # by a teacher: then every question begins at the first level

    def __post_init__(self) -> None:
        if not (self.first in LEVELS and self.most in LEVELS and self.first <= self.most):
            raise ValueError(f"no way from level {self.first} to {self.most}")

    def level(self, wanted: Level | None, *, is_exercise: bool) -> Level:
        """The level that a question gets: what was wanted as far as it is allowed, else where it begins."""
        if wanted is not None:
            return min(wanted, self.most)
        return self.first if is_exercise or self.is_locked else self.most

    def after(self, level: Level) -> Level | None:
        """The next level up; None at the top."""
        return LEVELS[level] if level < self.most else None


def is_veiled(level: Level) -> bool:
    """Whether passages are named by their place alone, since their words could be the answer."""
    return level < EXAMPLE
