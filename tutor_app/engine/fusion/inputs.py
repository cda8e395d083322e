"""What the fusion model reads: encoders' states of what was given, padded into arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.picture import Grid

MODALITIES = ("note", "picture", "words", "speech")
TEXT, SOUND = 384, 512
PLACED = TEXT + 4  # states of a word on a picture, then its box from 0 to 1
MOST = {"note": 64, "words": 96, "heard": 64, "sound": 150, "passage": 160}  # tokens; more are cut

States: TypeAlias = NDArray[np.float32]  # (n, width)


@dataclass(frozen=True)
class Asked:
    """One question, or a figure of the material. What is None is absent."""

    note: States | None = None  # (n, 384) of the typed text, or of a figure's caption
    grid: States | None = None  # (cells, width) of the picture, as its encoder gives them
    words: States | None = None  # (n, 388) of the words on it, with their boxes
    heard: States | None = None  # (n, 384) of the words that were recognised
    sound: States | None = None  # (n, 512) Whisper's encoder states, ten a second


def feeds(batch: Sequence[Asked], grid: Grid) -> dict[str, NDArray[Any]]:
    """The network's inputs by name: arrays (B, n, width), and masks (B, n) that are true for tokens.

    `grid` is that of the picture encoder that the network was trained on.
    """
    note, note_mask = padded([asked.note for asked in batch], TEXT, MOST["note"])
    grids = [asked.grid for asked in batch]
    picture, picture_mask = padded(grids, grid.width, grid.cells, least=grid.cells)
    words, words_mask = padded([asked.words for asked in batch], PLACED, MOST["words"])
    heard, heard_mask = padded([asked.heard for asked in batch], TEXT, MOST["heard"])
    sound, sound_mask = padded([asked.sound for asked in batch], SOUND, MOST["sound"])
    return {
        "note": note, "note_mask": note_mask, "picture": picture, "picture_mask": picture_mask,
        "words": words[..., :TEXT], "words_mask": words_mask, "boxes": words[..., TEXT:],
        "heard": heard, "heard_mask": heard_mask, "sound": sound, "sound_mask": sound_mask,
    }  # fmt: skip


def padded(
    rows: Sequence[States | None], width: int, most: int, least: int = 1
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """B rows (n_i, width), None for an absent one → (B, longest, width) and its mask (B, longest)."""
    longest = max([least, *(min(len(row), most) for row in rows if row is not None)])
    states = np.zeros((len(rows), longest, width), dtype=np.float32)
    mask = np.zeros((len(rows), longest), dtype=np.bool_)
    for i, row in enumerate(rows):
        if row is not None:
            length = min(len(row), longest)
            states[i, :length] = row[:length]
            mask[i, :length] = True
    return states, mask
