"""Signs that a sentence is an order to a language model, and how much they weigh."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ENOUGH = 2  # one strong sign, or two weak ones of different kinds


@dataclass(frozen=True)
class Sign:
    """A relation of word classes; signs of one kind count once."""

    kind: str
    weight: int
    pattern: re.Pattern[str]
    is_order: bool = False  # it begins with the verb of a clause that orders


@dataclass(frozen=True)
class Clauses:
    """Where the clauses of a language begin that may be orders, and words that may stand before the verb."""

    beginning: re.Pattern[str]
    joint: re.Pattern[str]  # after which the verb may be of a clause with a subject, too
    frame: re.Pattern[str]

    def find_verbs(self, sentence: str) -> Iterator[tuple[int, bool]]:
        """Give the places where the verb of an order would stand, and whether its clause begins there."""
        for boundary in (self.beginning, self.joint):
            for match in boundary.finditer(sentence):
                place, begins = match.end(), boundary is self.beginning
                yield place, begins
                while framed := self.frame.match(sentence, place):
                    place, begins = framed.end(), True
                    yield place, begins


def sign(kind: str, weight: int, pattern: str) -> Sign:
    return Sign(kind, weight, re.compile(pattern, re.IGNORECASE))


def order(kind: str, weight: int, pattern: str) -> Sign:
    """A sign whose pattern begins with a verb, which counts where a clause orders."""
    return Sign(kind, weight, re.compile(pattern, re.IGNORECASE), is_order=True)


def alternatives(*words: str) -> str:
    """One of them, in a pattern."""
    return f"(?:{'|'.join(words)})"


def weigh_signs(sentence: str, signs: tuple[Sign, ...], clauses: Clauses | None = None) -> int:
    """Add the weights of the signs in a sentence, the heaviest of each kind."""
    found: dict[str, int] = {}
    places = sorted(set(clauses.find_verbs(sentence))) if clauses else []
    for one in signs:
        if one.weight <= found.get(one.kind, 0):
            continue
        if one.is_order:
            is_there = any(
                one.pattern.match(sentence, place)
                for place, begins in places
                if begins or one.weight >= ENOUGH
            )
        else:
            is_there = bool(one.pattern.search(sentence))
        if is_there:
            found[one.kind] = one.weight
    return sum(found.values())
