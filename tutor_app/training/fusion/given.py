"""What a learner gave, or what a figure of the material holds, as padded tensors."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import torch
from torch import Tensor

from tutor_app.core.picture import Grid
from tutor_app.engine.fusion.inputs import MODALITIES, Asked, feeds

NOTE, PICTURE, WORDS, SPEECH = range(len(MODALITIES))


@dataclass(frozen=True)
class Given:
    """B at once. A mask is false where there is nothing; a modality whose mask is all false is absent."""

    note: Tensor  # (B, n, 384) states of the typed text
    note_mask: Tensor  # (B, n)
    picture: Tensor  # (B, cells, width) the picture's grid
    picture_mask: Tensor
    words: Tensor  # (B, n, 384) states of the words read on the picture
    words_mask: Tensor
    boxes: Tensor  # (B, n, 4) where they stand: left, top, right, bottom, 0 to 1
    heard: Tensor  # (B, n, 384) states of the words that were recognised
    heard_mask: Tensor
    sound: Tensor  # (B, n, 512) Whisper's encoder states, ten a second
    sound_mask: Tensor

    @classmethod
    def of(cls, batch: Sequence[Asked], grid: Grid) -> "Given":
        """Arrays → tensors."""
        return cls(**{name: torch.from_numpy(array) for name, array in feeds(batch, grid).items()})

    @property
    def present(self) -> Tensor:
        """(B, 4) true for the modalities that are there."""
        masks = (self.note_mask, self.picture_mask, self.words_mask, self.heard_mask, self.sound_mask)
        note, picture, words, heard, sound = (mask.any(1) for mask in masks)
        return torch.stack([note, picture, words, heard | sound], dim=1)

    def only(self, keep: Tensor) -> "Given":
        """The same without the modalities that `keep` (B, 4) leaves out."""
        return replace(
            self,
            note_mask=self.note_mask & keep[:, NOTE, None],
            picture_mask=self.picture_mask & keep[:, PICTURE, None],
            words_mask=self.words_mask & keep[:, WORDS, None],
            heard_mask=self.heard_mask & keep[:, SPEECH, None],
            sound_mask=self.sound_mask & keep[:, SPEECH, None],
        )

    def tensors(self) -> tuple[Tensor, ...]:
        """In the order of the exported network's inputs."""
        return tuple(getattr(self, field.name) for field in fields(self))

    @classmethod
    def names(cls) -> list[str]:
        return [field.name for field in fields(cls)]
