"""How long each step of a turn took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tutor_app.core.answer import Stage


class Stopwatch:
    """Collects the stages of one turn, in order."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._stages: list[Stage] = []

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        start = self._clock()
        try:
            yield
        finally:
            self._stages.append(Stage(name, round(self._clock() - start, 4)))

    @property
    def stages(self) -> tuple[Stage, ...]:
        return tuple(self._stages)
