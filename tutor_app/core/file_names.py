"""Names of files that a file system takes."""

import hashlib
import os

MOST_BYTES = 255  # of a name, on ext4, APFS and NTFS (there UTF-16 units, of which there are never more)
_DIGEST = 12  # characters: two long names that begin alike stay two


def fit_name(name: str, ending: str) -> str:
    """Give `name` with this ending; too long a name is cut, and told from others by a digest of the whole."""
    if len(os.fsencode(name + ending)) <= MOST_BYTES:
        return name + ending
    tail = f".{hashlib.sha256(os.fsencode(name)).hexdigest()[:_DIGEST]}{ending}"
    room = MOST_BYTES - len(os.fsencode(tail))
    while len(os.fsencode(name)) > room:
        name = name[:-1]
    return name + tail
