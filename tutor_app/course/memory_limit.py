"""A limit of memory on what reads a stranger's page, set by the system where it can be.

Polling sees a burst when it is over. Linux refuses what exceeds RLIMIT_DATA at once; macOS and Windows have
no limit that is safe beside a library's own reservations, there the poll alone watches.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

MAX_GROWTH_BYTES = 1_000_000_000  # of a process while it looks at one page, its models for pictures included


@contextmanager
def limit_memory() -> Iterator[None]:
    """Let this process grow so much within the block and no more.

    Raises: TutorError: Python asked for more; a native library that does so ends the process.
    """
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = _data_bytes() + MAX_GROWTH_BYTES
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft <= limit:  # an outer block's
        yield
        return
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    try:
        yield
    except MemoryError as error:
        raise TutorError(
            tr("Reading it took too much memory or time."),
            tr("Save the file again from its source, or give another copy."),
        ) from error
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_bytes() -> int:
    """How much private memory the process has asked for."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    return pages * 4096
