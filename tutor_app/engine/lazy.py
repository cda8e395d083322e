"""Models are opened when first needed, and tried again if they were missing then."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from tutor_app.core.errors import TutorError

T = TypeVar("T")


class Lazy(Generic[T]):
    """One model. A file that is still being fetched may be there at the next turn."""

    def __init__(self, open_: Callable[[], T]) -> None:
        self._open = open_
        self._model: T | None = None
        self._lock = threading.Lock()  # a listener and a turn may need it at once

    def get(self) -> T:
        """Raises: TutorError: its files are missing or broken."""
        with self._lock:
            if self._model is None:
                self._model = self._open()
            return self._model

    @property
    def opened(self) -> T | None:
        """The model where it is open already; never waits."""
        return self._model

    def open_soon(self) -> None:
        """Open it in the background, unless it is open. What is missing is said by whoever needs it."""
        if self._model is None:
            threading.Thread(target=self.get_or_none, name="opening", daemon=True).start()

    def get_or_none(self) -> T | None:
        """None where it is missing: for a modality that a turn can do without."""
        try:
            return self.get()
        except TutorError:
            return None
