"""What the learner has is readable by nobody else on the machine: folders 0700, files 0600.

On Windows the folders of a user's profile have access lists for that user, the system and administrators
alone, which new files inherit; modes mean nothing there. A file system without modes (FAT) protects nothing.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tutor_app.settings.home import Home, below

ONLY_OWNER_FILE, ONLY_OWNER_FOLDER = 0o600, 0o700
OTHERS = 0o077
ANYBODY = 0o666  # what a file has before the umask


_umasks: list[int] = []  # that this process had before it was private


def keep_private() -> None:
    """Have every file of this process and of its children for the user alone.

    For a process of ours, not for a program that uses `tutor_app` as a library.
    """
    if not _umasks:
        _umasks.append(os.umask(OTHERS))


def share(file: Path) -> None:
    """Give a file that the user asked for, outside the home, the mode that other programs would give it."""
    if _umasks and sys.platform != "win32":
        with suppress(OSError):
            file.chmod(ANYBODY & ~_umasks[0])


def protect(home: Home) -> None:
    """Take from others what they can read of a home, whoever made it; models are public and left alone."""
    if sys.platform == "win32":
        return
    for folder in _folders(home):
        _close(folder)
        for path, folders, files in os.walk(folder, followlinks=False):
            if Path(path) == home.models:
                folders.clear()
                continue
            for name in (*folders, *files):
                _close(Path(path, name))


def _folders(home: Home) -> Iterator[Path]:
    """The home's own; the one above as well, where nothing else is in it."""
    own = {home.config, home.data, home.state, home.cache}
    above = home.data.parent
    with suppress(OSError):
        if below(above) == home and set(above.iterdir()) <= own:
            _close(above)
    yield from own


def _close(path: Path) -> None:
    """Links are left alone: what they lead to may be anybody's."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            wanted = ONLY_OWNER_FOLDER
        elif stat.S_ISREG(mode):
            wanted = ONLY_OWNER_FILE
        else:
            return
        if stat.S_IMODE(mode) != wanted:
            path.chmod(wanted)
