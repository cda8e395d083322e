"""What a page is shown on: as printed, on sepia, or light on dark with its figures as they are."""

from typing import Literal

Paper = Literal["print", "sepia", "night"]
PAPERS: tuple[Paper, ...] = ("print", "sepia", "night")
