"""New material as the fusion model keeps it: each passage read, each figure seen, once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutor_app.core.arrays import Pixels, Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.encoders.image import ImageEncoder, mean_cells
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.looks import packed, parts
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.engine.fusion.screen_words import screen_states
from tutor_app.engine.ocr import WordReader


@dataclass(frozen=True)
class ReadPassages:
    """Of some passages: the text encoder's own vectors, the fusion model's, and those of their words."""

    plain: Vectors  # (n, 384)
    fused: Vectors  # (n, 384)
    words: list[Vectors]  # of each: (m, 64)


@dataclass(frozen=True)
class SeenFigures:
    """Of some figures: the image encoder's own vectors, and the fusion model's packed rows."""

    looks: Vectors  # (n, width)
    packed: Vectors  # (n, `looks.packed`)


def read_passages(
    model: FusionModel, encoder: TextEncoder, texts: Sequence[str], cancel: Cancellation
) -> ReadPassages:
    """Raises: Cancelled."""
    states = [one.states for one in encoder.token_states(texts, "passage", cancel)]
    means = np.stack([of_text.mean(axis=0) for of_text in states])
    plain = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    fused, words = model.passages(states, cancel)
    return ReadPassages(plain, fused, words)


def see_figures(
    model: FusionModel,
    text: TextEncoder,
    image: ImageEncoder,
    reader: WordReader | None,
    figures: Sequence[tuple[str, Pixels]],
    cancel: Cancellation,
) -> SeenFigures:
    """Captions and pictures; without `reader` the words on them stay unread.

    Raises:
        Cancelled.
    """
    captions = text.token_states([caption for caption, _ in figures], "query", cancel)
    looks, rows = [], []
    for caption, (words, picture) in zip(captions, figures, strict=True):
        grids = image.grids([picture, *parts(picture)], cancel)
        screen = screen_states(text, reader.read(picture, cancel), picture, cancel) if reader else None
        asked = Asked(caption.states if words.strip() else None, grids[0], screen)
        looks.append(mean_cells(grids[:1])[0])
        rows.append(packed(model.fuse([asked], cancel)[0], model.looks(grids[1:], cancel)))
    return SeenFigures(np.array(looks, dtype=np.float32), np.array(rows, dtype=np.float32))
