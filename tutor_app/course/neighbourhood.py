"""Which passages belong together: those under the nearest heading that holds enough of them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutor_app.core.arrays import Ids

ENOUGH = 12  # passages: a subsection has 2 to 6, a section of a textbook 15 to 40


@dataclass(frozen=True)
class Neighbourhoods:
    """The number of each passage's neighbourhood."""

    passages: Ids
    groups: Ids
    sections: tuple[int, ...]  # that hold passages, in order
    section_groups: tuple[int, ...]

    def of_section(self, section: int) -> int:
        """Of a section; where it holds no passage, of the last one before it that does."""
        return self.section_groups[max(0, bisect_right(self.sections, section) - 1)]


def neighbourhoods(passages: Sequence[tuple[int, int, tuple[str, ...]]]) -> Neighbourhoods:
    """From each passage's id, section and the headings above it, in the material's order."""
    sizes = Counter(path[:length] for _, _, path in passages for length in range(1, len(path) + 1))
    numbers: dict[tuple[str, ...], int] = {}
    groups = [numbers.setdefault(_around(path, sizes), len(numbers)) for _, _, path in passages]
    of_section = dict(zip((section for _, section, _ in passages), groups, strict=True))
    sections = sorted(of_section)
    return Neighbourhoods(
        np.array([id for id, _, _ in passages], dtype=np.int64),
        np.array(groups, dtype=np.int64),
        tuple(sections),
        tuple(of_section[section] for section in sections),
    )


def _around(path: tuple[str, ...], sizes: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    for length in range(len(path), 1, -1):
        if sizes[path[:length]] >= ENOUGH:
            return path[:length]
    return path[:1]
