"""A model's file is read whole and compared with its checksum when it is first opened after a change.

What was found is remembered with the file's size, time of change and inode, so that the next start reads
nothing; a flipped bit on the disk changes none of these, so after a week it is read again.
"""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home

VALID_S = 7 * 24 * 3600.0
_CHUNK_BYTES = 1 << 22


def check_integrity(home: Home, file: Path, sha256: str, model: str, now: float | None = None) -> None:
    """Read a file unless it is known to be whole.

    Raises:
        TutorError: it is damaged.
    """
    memory = _Memory(home)
    state = file.stat()
    key = [state.st_size, state.st_mtime_ns, state.st_ino, sha256]
    moment = time.time() if now is None else now
    if memory.is_known(file, key, moment):
        return
    if _digest(file) != sha256:
        raise TutorError(
            tr("The file {file} of the model {model} is damaged.", file=file.name, model=model),
            tr("Fetch it again: tutor models fetch {model}", model=model),
        )
    memory.note(file, key, moment)


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


class _Memory:
    """What is known to be whole, in the home's state."""

    def __init__(self, home: Home) -> None:
        self._file = home.state / "verified.json"
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            self._known = found if isinstance(found, dict) else {}
        except (OSError, ValueError, RecursionError):
            self._known = {}

    def is_known(self, file: Path, key: list[object], now: float) -> bool:
        found = self._known.get(str(file))
        if not isinstance(found, dict) or found.get("key") != key:
            return False
        at = found.get("at")
        return isinstance(at, int | float) and 0 <= now - at < VALID_S

    def note(self, file: Path, key: list[object], now: float) -> None:
        """Remember it; what can't be written is read again next time."""
        self._known[str(file)] = {"key": key, "at": now}
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(self._known), encoding="utf-8")
            part.replace(self._file)
