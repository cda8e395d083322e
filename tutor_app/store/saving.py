"""What SQLite and the disk say when something can't be saved, in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr


@contextmanager
def saving(folder: Path, failure: str = "") -> Iterator[None]:
    """Say in words what SQLite and the disk say; `failure` is what can't be saved. Raises: TutorError."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise TutorError(
            failure or tr("Your question can't be saved in {folder}.", folder=folder),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error
    except sqlite3.DatabaseError as error:
        raise TutorError(
            tr("The record in {folder} is damaged.", folder=folder),
            tr("Put a copy in its place with: tutor record restore"),
        ) from error
