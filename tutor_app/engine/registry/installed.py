"""Where a model's files are on this machine."""

import json
from collections.abc import Mapping
from filecmp import cmp
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.registry.integrity import check_integrity
from tutor_app.engine.registry.manifest import Manifest, load_manifests
from tutor_app.settings.home import MANIFESTS, Home


class NotInstalled(TutorError):
    """A model is not on this machine, perhaps not yet."""


def weight(home: Home, model: str, file: str) -> Path:
    """A file of a model, known to be whole. Raises: TutorError: it is not there, or damaged."""
    found = _present(home.models / model / file, model)
    manifest = load_manifests().get(model)
    known = next((one for one in manifest.files if one.name == file), None) if manifest else None
    if known:
        check_integrity(home, found, known.sha256, model)
    return found


def locate_weight(home: Home, model: str, file: str) -> Path:
    """Where a file of a model is, whether it is whole or not. Raises: TutorError: it is not there."""
    return _present(home.models / model / file, model)


def check_weight(home: Home, file: Path) -> None:
    """Read a file of one of our models whole, unless that is known. Raises: TutorError: it is damaged."""
    if file.parent.parent == home.models:
        weight(home, file.parent.name, file.name)


def exported(home: Home, model: str, part: str, precision: str) -> Path:
    """An ONNX file of a model, its weights known to be whole. Raises: TutorError: absent, or damaged."""
    found = _present(export_path(home, model, part, precision), model)
    recipe, weights = MANIFESTS / model / f"{part}.{precision}.json", found.with_suffix(".bin")
    if recipe.is_file() and weights.is_file():
        check_integrity(home, weights, json.loads(recipe.read_text(encoding="utf-8"))["sha256"], model)
    return found


def graph(home: Home, manifest: Manifest) -> Path:
    """The one ONNX file of a model: made of its weights, or ready among its files.

    Raises:
        TutorError: it is not there.
    """
    if manifest.exports:
        export = manifest.exports[0]
        return exported(home, manifest.name, export.part, export.precision)
    return weight(home, manifest.name, manifest.ready[0])


def export_path(home: Home, model: str, part: str, precision: str) -> Path:
    """Where an ONNX file of a model stands, or would."""
    return home.models / model / "onnx" / f"{part}.{precision}.onnx"


def is_installed(home: Home, model: str) -> bool:
    """Whether all files of a model are there, by their sizes; `verify` reads them whole."""
    manifest = load_manifests().get(model)
    return manifest is not None and not missing_files(home, manifest) and not missing_exports(home, manifest)


def largest_installed(home: Home, task: str, manifests: Mapping[str, Manifest]) -> str:
    """The model of a task: the largest of those that are here, which somebody fetched on purpose; else the
    one that set-up fetches.
    """
    known = [manifest for manifest in manifests.values() if manifest.task == task]
    here = [m for m in known if not missing_files(home, m) and not missing_exports(home, m)]
    chosen = max(here, key=lambda m: m.size_bytes) if here else next(m for m in known if m.default)
    return chosen.name


def missing_files(home: Home, manifest: Manifest) -> list[str]:
    """Names of files that are absent or of the wrong size."""
    folder = home.models / manifest.name
    return [f.name for f in manifest.files if not _has_size(folder / f.name, f.size_bytes)]


def missing_exports(home: Home, manifest: Manifest, graphs: Path = MANIFESTS) -> list[str]:
    """Names of ONNX files that are absent, or made of a graph that an older version came with."""
    paths = [export_path(home, manifest.name, e.part, e.precision) for e in manifest.exports]
    return [path.name for path in paths if not path.exists() or _is_old(path, graphs / manifest.name)]


def _is_old(made: Path, graphs: Path) -> bool:
    """An assembled graph has its weights beside it, and is the committed one byte for byte."""
    graph = graphs / made.name
    is_assembled = made.with_suffix(".bin").exists() and graph.exists()
    return is_assembled and not cmp(made, graph, shallow=False)


def _has_size(file: Path, size_bytes: int) -> bool:
    return file.is_file() and file.stat().st_size == size_bytes


def _present(file: Path, model: str) -> Path:
    if not file.is_file():
        raise NotInstalled(
            tr("The model {model} is not on this machine.", model=model),
            tr("Fetch it with: tutor models fetch {model}", model=model),
        )
    return file
