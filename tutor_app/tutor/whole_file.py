"""A file that is there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.permissions import share


@contextmanager
def whole_file(file: Path) -> Iterator[Path]:
    """What to write instead: it takes the place of `file` at the end, and goes where that fails.

    Raises:
        TutorError: nothing can be written; the old file stays whole.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        yield part
        share(part)
        part.replace(file)
    except OSError as error:
        raise TutorError(
            tr("{file} can't be written.", file=file),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error
    finally:
        part.unlink(missing_ok=True)
