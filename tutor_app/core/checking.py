"""A short question about what was just explained, and how it was answered."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

CheckKind: TypeAlias = Literal["gap"]  # a word of a sentence of the material
GAP = "____"


@dataclass(frozen=True)
class CheckQuestion:
    """A choice of which one is right, and the passage that says so."""

    kind: CheckKind
    text: str
    options: tuple[str, ...]
    right: int  # place among the options
    passage: int
    sentence: str  # of the passage, word for word: what is shown afterwards

    def __post_init__(self) -> None:
        if len(set(self.options)) < 2 or len(set(self.options)) < len(self.options):
            raise ValueError("a choice is between different options")
        if not 0 <= self.right < len(self.options):
            raise ValueError(f"no option {self.right}")


def check_from_json(fields: dict[str, Any] | None) -> CheckQuestion | None:
    """From what `dataclasses.asdict` made of it; None stays None."""
    return None if fields is None else CheckQuestion(**{**fields, "options": tuple(fields["options"])})
