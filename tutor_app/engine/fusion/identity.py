"""Which fusion model there is for a text encoder, told without opening it."""

import tomllib
from hashlib import sha256
from pathlib import Path

from tutor_app.engine.registry.verify import known_sha256_of
from tutor_app.settings.home import MANIFESTS

PARTS = ("fuse", "see", "passage", "match")
CALIBRATION = "calibration.json"
TRAINING = "training.toml"
PICTURE = "efficientnet-lite0"  # the picture encoder of a model that doesn't name another


def name_for(encoder: str) -> str:
    """The folder of the model trained on a text encoder's states."""
    return f"fusion-{encoder}"


def graph_files(encoder: str, folder: Path = MANIFESTS) -> list[Path]:
    """Its networks in the order of `PARTS`, there or not."""
    return [folder / name_for(encoder) / f"{part}.float32.onnx" for part in PARTS]


def calibration_file(encoder: str, folder: Path = MANIFESTS) -> Path:
    return folder / name_for(encoder) / CALIBRATION


def picture_for(encoder: str, folder: Path = MANIFESTS) -> str:
    """The picture encoder on whose grids the model for a text encoder was trained.

    Raises:
        ValueError: its training file isn't TOML.
    """
    file = folder / name_for(encoder) / TRAINING
    return str(tomllib.loads(file.read_text("utf-8")).get("picture", PICTURE)) if file.is_file() else PICTURE


def head_identity(encoder: str, folder: Path = MANIFESTS) -> str:
    """Tells a matching head and its calibration from others; they may change without the vectors."""
    files = (folder / name_for(encoder) / "match.float32.onnx", calibration_file(encoder, folder))
    return sha256("".join(map(known_sha256_of, files)).encode()).hexdigest()[:12]


def identity(encoder: str, folder: Path = MANIFESTS) -> str:
    """Tells weights from others whose vectors can't be compared; empty where a file is missing."""
    files = graph_files(encoder, folder)
    if not all(file.is_file() for file in (*files, calibration_file(encoder, folder))):
        return ""
    of_vectors = "".join(known_sha256_of(file) for file in files if not file.name.startswith("match."))
    of_pictures = picture_for(encoder, folder)
    return f"{name_for(encoder)} {of_pictures} {sha256(of_vectors.encode()).hexdigest()[:12]}"
