"""The models of this home: what is here, what is on its way, and how to get the rest."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.registry.exports import damaged_exports
from tutor_app.engine.registry.installed import missing_exports, missing_files
from tutor_app.engine.registry.manifest import Manifest, load_manifests
from tutor_app.engine.registry.sources import FolderSource
from tutor_app.engine.registry.verify import sha256_of
from tutor_app.settings.home import Home, arguments
from tutor_app.settings.settings import Settings

State = Literal["ready", "partial", "missing"]


@dataclass(frozen=True)
class ModelStatus:
    """One model on this machine. Cheap to ask: sizes only, nothing is read."""

    manifest: Manifest
    state: State
    done_bytes: int

    @property
    def share(self) -> float:
        return self.done_bytes / self.manifest.size_bytes


def status(home: Home, manifest: Manifest) -> ModelStatus:
    """How much of a model is here, also while another process fetches it."""
    folder = home.models / manifest.name
    missing = missing_files(home, manifest)
    done = sum(file.size_bytes for file in manifest.files if file.name not in missing)
    parts = (folder / f"{name}.part" for name in missing)
    done += sum(part.stat().st_size for part in parts if part.exists())
    if not missing and not missing_exports(home, manifest):
        return ModelStatus(manifest, "ready", manifest.size_bytes)
    return ModelStatus(manifest, "partial" if done else "missing", done)


def statuses(home: Home) -> list[ModelStatus]:
    """Every known model."""
    return [status(home, manifest) for manifest in load_manifests().values()]


def awaited(home: Home, settings: Settings | None = None) -> list[ModelStatus]:
    """The models that are not whole yet: the default set, and of language models the one that was chosen."""
    settings = settings or Settings()
    wanted = [m for m in default_models() if m.task != "explanation"]
    if model := _explaining(settings):
        wanted.append(model)
    return [known for known in map(partial(status, home), wanted) if known.state != "ready"]


def fetch_chosen(home: Home, settings: Settings) -> None:
    """Begin to fetch a language model that was chosen by name and is not here. Raises: TutorError."""
    model = _explaining(settings)
    if model and settings.local_model == model.name and status(home, model).state != "ready":
        start_fetching(home, [model.name])


def _explaining(settings: Settings) -> Manifest | None:
    """The language model of ours that is to explain; None where it is a server's, the user's own, or none."""
    if settings.explainer not in ("auto", "local"):
        return None
    chosen = load_manifests().get(settings.local_model)
    if chosen or settings.local_model != "auto":
        return chosen
    return next(m for m in default_models() if m.task == "explanation")


def named(name: str) -> Manifest:
    """Raises: TutorError: no model is called so."""
    try:
        return load_manifests()[name]
    except KeyError:
        raise TutorError(
            tr("There is no model called {name}.", name=name), tr("See their names with: tutor models list")
        ) from None


def default_models() -> list[Manifest]:
    """What set-up fetches, the smallest first."""
    return [manifest for manifest in load_manifests().values() if manifest.default]


def damaged(home: Home, manifest: Manifest, cancel: Cancellation | None = None) -> list[str]:
    """Weights and ONNX files that are absent or altered; every byte is read."""
    folder = home.models / manifest.name
    wrong = missing_files(home, manifest)
    whole = (file for file in manifest.files if file.name not in wrong)
    wrong += [f.name for f in whole if sha256_of(folder / f.name, cancel) != f.sha256]
    return wrong + damaged_exports(home, manifest, cancel)


def set_aside(home: Home, manifest: Manifest, files: Sequence[str]) -> None:
    """Delete damaged files, so that the next fetch brings them anew."""
    for name in files:
        (home.models / manifest.name / name).unlink(missing_ok=True)


def remove(home: Home, manifest: Manifest) -> None:
    """Delete a model's files. Raises: TutorError."""
    folder = home.models / manifest.name
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise TutorError(
            tr("{name} can't be removed.", name=manifest.name), tr("Close programs that have its files open.")
        ) from error


def in_folder(home: Home, folder: Path) -> list[Manifest]:
    """The models that a file or folder completes, told by the sizes of their files."""
    source = FolderSource(folder)

    def completes(manifest: Manifest) -> bool:
        given = {file.name for file in manifest.files if source.has(file)}
        return bool(given) and given.issuperset(missing_files(home, manifest))

    return [manifest for manifest in load_manifests().values() if completes(manifest)]


def export(home: Home, names: Sequence[str]) -> int:
    """Export from torch and check against the source, in a process of its own. Its exit code.

    Raises:
        TutorError: the extra `train` is not installed.
    """
    probe = subprocess.run([sys.executable, "-c", "import torch"], capture_output=True, check=False)
    if probe.returncode:
        raise TutorError(
            tr("Exporting needs torch, which is not installed."),
            tr('Install it with: pip install -e ".[train]", or use: tutor models fetch'),
        )
    command = [sys.executable, "-m", "tutor_app.training", "export", *names, *arguments(home)]
    return subprocess.run(command, check=False).returncode


def start_fetching(home: Home, names: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Fetch in a process of its own, which outlives the window; `status` tells how far it is."""
    command = [sys.executable, "-m", "tutor_app", *arguments(home), "models", "fetch", *names]
    home.logs.mkdir(parents=True, exist_ok=True)
    with (home.logs / "fetch.log").open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
