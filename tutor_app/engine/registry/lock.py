"""One process at a time in a folder. The system lets go of the lock when its process ends, or dies."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tutor_app.core.cancel import Cancellation

FILE = ".fetching"
POLL_S = 0.2

if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(folder: Path, cancel: Cancellation) -> Iterator[None]:
    """Wait until no other process is in this folder, which is made if need be. Raises: Cancelled, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("ab") as file:  # stays: deleting it would let two in
        while not _taken(file):
            cancel.check()
            time.sleep(POLL_S)
        yield
