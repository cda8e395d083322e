"""The places that a reader jumped away from, to go back to and forward again."""

from tutor_app.gui.material.marks import Place

MOST = 100


class Trail:
    """Places behind and ahead of the reader."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    def leave(self, place: Place) -> None:
        """The reader jumps from here; what lay ahead is forgotten."""
        self._ahead.clear()
        if not self._behind or self._behind[-1] != place:
            self._behind = [*self._behind, place][-MOST:]

    def back(self, here: Place) -> Place | None:
        """Where the reader was before; here is ahead then."""
        return _step(self._behind, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """Where the reader came back from."""
        return _step(self._ahead, self._behind, here)

    def clear(self) -> None:
        self._behind, self._ahead = [], []


def _step(source: list[Place], other: list[Place], here: Place) -> Place | None:
    if not source:
        return None
    other.append(here)
    return source.pop()
