"""Which fusion model there is for a text encoder, told without opening it."""

from pathlib import Path

from tutor_app.engine.registry.verify import sha256_of
from tutor_app.settings.home import MANIFESTS

PARTS = ("fuse", "see", "passage", "match")


def name_for(encoder: str) -> str:
    """The folder of the model trained on a text encoder's states."""
    return f"fusion-{encoder}"


def graphs(encoder: str, folder: Path = MANIFESTS) -> list[Path]:
    """Its files, there or not, in the order of `PARTS`."""
    return [folder / name_for(encoder) / f"{part}.float32.onnx" for part in PARTS]


def identity(encoder: str, folder: Path = MANIFESTS) -> str:
    """Tells these weights from others, whose vectors can't be compared; empty where there are none."""
    files = graphs(encoder, folder)
    if not all(file.is_file() for file in files):
        return ""
    return f"{name_for(encoder)} {sha256_of(files[0])[:12]}"
