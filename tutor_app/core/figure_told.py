"""What is told of a figure that a question is about."""

from dataclasses import dataclass
from typing import Literal

Origin = Literal["alternative text", "caption", "mentions", "words"]


@dataclass(frozen=True)
class FigureTold:
    """Nothing here is guessed from how the figure looks: `made_of` says where each part was taken from."""

    figure: int
    mentions: tuple[str, ...]  # sentences of the material that name it
    description: str
    made_of: tuple[Origin, ...]
