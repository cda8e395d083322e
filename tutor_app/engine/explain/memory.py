"""Whether a language model fits into the memory, told before it is opened."""

from collections.abc import Callable
from pathlib import Path

import psutil

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

# of the file and besides, measured with an answer in it: 135M 0.10 → 0.23 GB, 1.5B 1.12 → 1.71 GB
SHARE = 1.6
BESIDES_BYTES = 100_000_000

Free = Callable[[], int]


def free_bytes() -> int:
    """What can be had without taking memory from other programs."""
    return int(psutil.virtual_memory().available)


def needed_bytes(file_bytes: int) -> int:
    """What a GGUF file of this size takes, with its context."""
    return round(SHARE * file_bytes) + BESIDES_BYTES


def check_fits(model: Path, free: Free = free_bytes) -> None:
    """Raises: TutorError: it does not fit."""
    needed, there = needed_bytes(model.stat().st_size), free()
    if needed > there:
        raise TutorError(
            tr(
                "The language model {name} needs {needed} GB of memory; {free} GB is free.",
                name=model.name,
                needed=_gb(needed),
                free=_gb(there),
            ),
            tr("Close other programs, or choose a smaller model."),
        )


def _gb(size_bytes: int) -> str:
    return f"{size_bytes / 1e9:.1f}"
