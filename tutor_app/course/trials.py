"""Notes on disk which part of material is being looked at, so that one that ends the process can be left out.

A page that takes all memory is killed with its process. The next one finds the note and counts it against
that page alone, whether it was read, sampled, or looked at for what stands on the pages beside it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

MAX_TRIES = 2  # once may be chance, as a power cut


class Trials:
    """What was tried of one material. One process at a time: whoever makes it holds the material's lock."""

    def __init__(self, file: Path | None = None) -> None:
        """Count what an earlier process left unfinished; without a file nothing is noted."""
        self._file = file
        self._open: list[str] = []
        self._counts = _read(file) if file else {}

    @contextmanager
    def attempt(self, part: str) -> Iterator[None]:
        """Note a part while it is looked at; the innermost one counts.

        Raises: TutorError: it ended the process twice.
        """
        if self._counts.get(part, 0) >= MAX_TRIES:
            raise TutorError(
                tr("Reading it took too much memory or time."),
                tr("Save the file again from its source, or give another copy."),
            )
        self._open.append(part)
        self._write()
        try:
            yield
        finally:
            self._open.pop()
            self._write()

    def move(self, file: Path) -> None:
        """Keep the notes in another file from now on. Raises: OSError."""
        if self._file and self._file.exists():
            self._file.replace(file)
        self._file = file

    def _write(self) -> None:
        if self._file is None or not (self._open or self._file.exists()):
            return
        part = self._file.with_name(f"{self._file.name}.part")
        noted = json.dumps({"open": self._open[-1:], "counts": self._counts})
        with suppress(OSError):  # a full disk costs the note, and is told where something is lost by it
            part.write_text(noted, encoding="utf-8")
            part.replace(self._file)


def _read(file: Path) -> dict[str, int]:
    """How often each part ended a process; a broken file counts nothing."""
    with suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        noted = json.loads(file.read_text(encoding="utf-8"))
        counts = {str(part): int(count) for part, count in noted["counts"].items()}
        for part in noted["open"]:
            counts[str(part)] = counts.get(str(part), 0) + 1
        return counts
    return {}
