"""Are a model's ONNX files what was made and checked?"""

import json
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.registry.installed import export_path
from tutor_app.engine.registry.manifest import Manifest
from tutor_app.engine.registry.verify import sha256_of
from tutor_app.settings.home import MANIFESTS, Home


def damaged_exports(
    home: Home, manifest: Manifest, cancel: Cancellation | None = None, graphs: Path = MANIFESTS
) -> list[str]:
    """Names, relative to the model's folder, of ONNX files that are absent or altered; every byte is read.

    Raises:
        Cancelled, OSError.
    """
    files = (export_path(home, manifest.name, e.part, e.precision) for e in manifest.exports)
    return [
        f"{file.parent.name}/{file.name}"
        for file in files
        if not (file.is_file() and _is_whole(file, graphs / manifest.name / file.name, cancel))
    ]


def _is_whole(file: Path, graph: Path, cancel: Cancellation | None) -> bool:
    if not (graph.is_file() and file.read_bytes() == graph.read_bytes()):
        return _recorded(file) == sha256_of(file, cancel)
    weights = file.with_suffix(".bin")
    made = json.loads(graph.with_suffix(".json").read_text(encoding="utf-8"))["sha256"]
    return weights.is_file() and sha256_of(weights, cancel) == made


def _recorded(file: Path) -> str | None:
    """The SHA-256 that the export from torch wrote down."""
    try:
        record = json.loads((file.parent / "export.json").read_text(encoding="utf-8"))
        return str(record["files"][file.name])
    except (FileNotFoundError, ValueError, KeyError):
        return None
