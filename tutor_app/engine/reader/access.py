"""The readers of one process: each opened when it is first needed, its absence said once."""

from collections.abc import Mapping

from tutor_app.core.errors import TutorError
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.reader.model import Reader


class ReaderAccess:
    """Gives the reader for a course's text encoder, or none, with which everything goes on without it."""

    def __init__(self, readers: Mapping[str, Lazy[Reader]]) -> None:
        self._readers = readers
        self._reported: set[str] = set()

    def find_reader(self, encoder: str) -> Reader | None:
        """Open the reader for a text encoder; None where there is none or its files are missing."""
        lazy = self._readers.get(encoder)
        return lazy.get_or_none() if lazy else None

    def report_absence(self, encoder: str) -> tuple[str, str] | None:
        """Say why a reader can't be used, with a hint, the first time that it is asked; None afterwards."""
        lazy = self._readers.get(encoder)
        if lazy is None or encoder in self._reported:
            return None
        try:
            lazy.get()
        except TutorError as error:
            self._reported.add(encoder)
            return str(error), error.hint
        return None
