"""Which reader there is for a text encoder, told without opening it."""

from pathlib import Path

from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.settings.home import MANIFESTS

GRAPH = "reader.int8.onnx"


def reader_name(encoder: str) -> str:
    """Name the folder of the reader that was trained from a text encoder."""
    return f"reader-{encoder}"


def reader_graph(encoder: str, folder: Path = MANIFESTS) -> Path:
    """Give the committed network's place, whether it is there or not."""
    return folder / reader_name(encoder) / GRAPH


def weight_name(encoder: str) -> str:
    """Name the file of the text encoder's weights, in which the word embeddings are."""
    return load_manifests()[encoder].files[0].name
