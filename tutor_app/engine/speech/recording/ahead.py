"""Sound that comes in blocks, looked at some way ahead; and whatever else is begun before it is needed."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np

from tutor_app.core.arrays import Samples

T = TypeVar("T")


def drawn_ahead(items: Iterable[T], count: int) -> Iterator[T]:
    """The same, each only when `count` more have been drawn."""
    held: deque[T] = deque()
    for item in items:
        held.append(item)
        if len(held) > count:
            yield held.popleft()
    yield from held


class Ahead:
    """Holds no more than what was looked at, and a block."""

    def __init__(self, blocks: Iterable[Samples]) -> None:
        self._blocks = iter(blocks)
        self._held: list[Samples] = []
        self._count = 0

    def look(self, count: int) -> Samples:
        """The next samples; fewer only at the end of the sound."""
        self._fill(count)
        if len(self._held) != 1:
            self._held = [np.concatenate(self._held)] if self._held else [np.zeros(0, dtype=np.float32)]
        return self._held[0][:count]

    def drop(self, count: int) -> None:
        """Go on behind the next samples."""
        while count > 0:
            self._fill(1)
            if not self._count:
                return
            first = self._held.pop(0)
            self._count -= min(count, len(first))
            if len(first) > count:
                self._held.insert(0, first[count:])
            count -= len(first)

    def _fill(self, count: int) -> None:
        while self._count < count:
            block = next(self._blocks, None)
            if block is None:
                return
            self._held.append(block)
            self._count += len(block)
