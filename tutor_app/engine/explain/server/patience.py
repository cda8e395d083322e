"""How long a server may take, and when it is asked once more."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tutor_app.engine.explain.server.failure import Failure


@dataclass(frozen=True)
class Patience:
    """Seconds. A server may have to load its model before the first word; after that it has no excuse."""

    connect_s: float = 6.0
    first_s: float = 120.0
    between_s: float = 30.0
    whole_s: float = 300.0

    def left(self, is_connected: bool, has_begun: bool, since_start_s: float) -> float:
        """How long to wait for what comes next."""
        step = self.between_s if has_begun else self.first_s if is_connected else self.connect_s
        return max(0.0, min(step, self.whole_s - since_start_s))


@dataclass(frozen=True)
class Retries:
    """Waits that double, a little at random: a class that asks at once shall not come back at once."""

    most: int = 3
    first_wait_s: float = 0.5
    longest_wait_s: float = 10.0
    until_s: float = 15.0  # after the first try began, nothing is tried anew
    chance: Callable[[], float] = random.random

    def wait_s(self, failure: Failure, tries: int, since_start_s: float) -> float | None:
        """How long to wait after so many tries; None: it is no use."""
        if not failure.may_pass or tries >= self.most:
            return None
        wait = self.first_wait_s * 2 ** (tries - 1) * (0.5 + self.chance())
        if failure.retry_after_s is not None:
            wait = max(wait, failure.retry_after_s)
        return wait if wait <= self.longest_wait_s and since_start_s + wait < self.until_s else None
