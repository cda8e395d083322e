"""Is a file what its manifest says?"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from tutor_app.core.cancel import Cancellation

CHUNK_BYTES = 1 << 20


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
