"""Is a file what its manifest says?"""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from tutor_app.core.cancel import Cancellation

CHUNK_BYTES = 1 << 20


def known_sha256_of(file: Path) -> str:
    """The same for a file that may have been asked about before: it is read again only when it has changed.

    Raises: OSError.
    """
    now = file.stat()
    return _sha256_as_of(file, now.st_size, now.st_mtime_ns)


@lru_cache(maxsize=64)
def _sha256_as_of(file: Path, _size: int, _changed_ns: int) -> str:
    return sha256_of(file)


def sha256_of(
    file: Path, cancel: Cancellation | None = None, report: Callable[[int], None] = lambda _: None
) -> str:
    """The SHA-256 of a file; `report` gets the bytes read so far. Raises: OSError, Cancelled."""
    digest, read = hashlib.sha256(), 0
    with file.open("rb") as content:
        while chunk := content.read(CHUNK_BYTES):
            if cancel:
                cancel.check()
            digest.update(chunk)
            read += len(chunk)
            report(read)
    return digest.hexdigest()
