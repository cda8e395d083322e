"""200 hostile course files, each indexed as a learner would: none may run on or take all memory."""

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.bench.hostile_material import markdown, pdf
from tests.bench.row import Row, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.course.index import CourseIndex
from tutor_app.course.making import MAKING
from tutor_app.settings.home import Home, below
from tutor_app.tutor.indexing import add_supervised
from tutor_app.tutor.library import courses

COUNT, SEED = 200, 23
MAX_S = 600.0  # a part has two minutes, twice
MAX_BYTES = 1_500_000_000
INSIDE = "Something went wrong inside the tutor."  # what a learner reads instead of a traceback

Fault = Literal["never ending", "over 1.5 GB", "traceback", "left half in the list"]
FAULTS: tuple[Fault, ...] = ("never ending", "over 1.5 GB", "traceback", "left half in the list")


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One hostile file, and what came of it."""

    number: int
    kind: str
    seconds: float
    said: str  # what the learner reads
    faults: tuple[Fault, ...]


def run(data: Path | None, first: int = 0, last: int = COUNT) -> list[Row]:
    """Index each file in a home of its own; a line is printed as soon as it is known."""
    counts: Counter[Fault] = Counter()
    for trial in try_files(first, last):
        faults = ", ".join(trial.faults) or "ok"
        print(
            f"{trial.number:4} {trial.kind:20} {trial.seconds:6.1f} s  {faults:22} {trial.said[:90]!a}",
            flush=True,
        )
        counts.update(trial.faults)
    return [
        at_most(f"of {last - first} hostile files: {fault}", counts[fault], "files", 0) for fault in FAULTS
    ]


def try_files(first: int, last: int) -> Iterator[Trial]:
    for number in range(first, last):
        with tempfile.TemporaryDirectory() as folder:
            kind, material = make_material(number, Path(folder) / "material")
            yield _try(number, kind, material, below(Path(folder) / "home"))


def make_material(number: int, folder: Path) -> tuple[str, Path]:
    """Write the hostile file or folder of this number; what it is called, and where it is."""
    rng = random.Random(SEED * 1000 + number)
    folder.mkdir()
    if number % 2:
        maker = markdown.MAKERS[number // 2 % len(markdown.MAKERS)]
        maker(rng, folder)
        return maker.__name__, folder
    make = pdf.MAKERS[number // 2 % len(pdf.MAKERS)]
    file = folder / "a.pdf"
    file.write_bytes(make(rng))
    return make.__name__, file


def _try(number: int, kind: str, material: Path, home: Home) -> Trial:
    began, faults, said = time.monotonic(), list[Fault](), ""
    cancel, before = _Deadline(began + MAX_S), _peak_bytes()
    try:
        course = add_supervised(home, material, cancel=cancel)
        with closing(CourseIndex.open(course)) as index:
            if not index.about("linked") or not index.blocks():
                faults.append("left half in the list")
    except TutorError as refused:
        said = str(refused)
        if said == INSIDE:
            faults.append("traceback")
        if courses(home) or any(home.courses.glob("*")) or (home.data / MAKING).exists():
            faults.append("left half in the list")
    except Cancelled:
        faults.append("never ending")
    except Exception as error:  # noqa: BLE001  whatever a stranger's file brings about is what is counted
        said = repr(error)
        faults.append("traceback")
    if _peak_bytes() > max(before, MAX_BYTES):
        faults.append("over 1.5 GB")
    return Trial(number=number, kind=kind, seconds=time.monotonic() - began, said=said, faults=tuple(faults))


class _Deadline(Cancellation):
    """Requested when the time is up."""

    def __init__(self, at: float) -> None:
        super().__init__()
        self._at = at

    @property
    def is_requested(self) -> bool:
        return time.monotonic() > self._at

    def check(self) -> None:
        if self.is_requested:
            raise Cancelled


def _peak_bytes() -> int:
    """The most that any process took which has ended by now."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
