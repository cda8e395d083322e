"""What counted in a question: how much each part of it weighed for what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

Way = Literal["note", "picture", "screen words", "speech"]
WAYS: tuple[Way, ...] = get_args(Way)

WHOLE = 10_000  # shares are whole parts of it: they sum up exactly, and a message of them stays small
GRID = 7  # cells of a picture, on each side


class Stretch(NamedTuple):
    """A word of a text, or a piece of one where words aren't written apart."""

    start: int  # characters of the text with single spaces
    end: int
    share: int


class Spot(NamedTuple):
    """A line of words on the picture, in thousandths of its sides from the top left."""

    left: int
    top: int
    right: int
    bottom: int
    share: int


@dataclass(frozen=True)
class Counted:
    """Shares of one question; all together they make `WHOLE`."""

    note: tuple[Stretch, ...] = ()
    heard: tuple[Stretch, ...] = ()
    sound: tuple[int, ...] = ()  # of each tenth of a second
    cells: tuple[int, ...] = ()  # of 7 × 7 cells of the picture, row by row; empty without a picture
    spots: tuple[Spot, ...] = ()
    elsewhere: int = 0  # of words on the picture that are in no spot

    def __post_init__(self) -> None:
        if len(self.cells) not in (0, GRID * GRID):
            raise ValueError(f"{len(self.cells)} cells are no grid")
        if sum(self.shares.values()) != WHOLE:
            raise ValueError(f"shares don't make a whole: {self.shares}")

    @property
    def shares(self) -> dict[Way, int]:
        """Of each way of asking that was used."""
        written, spoken, read = (
            sum(part.share for part in parts) for parts in (self.note, self.heard, self.spots)
        )
        given = {
            "note": bool(self.note),
            "picture": bool(self.cells),
            "screen words": bool(self.spots or self.elsewhere),
            "speech": bool(self.heard or self.sound),
        }
        sums = (written, sum(self.cells), read + self.elsewhere, spoken + sum(self.sound))
        return {way: share for way, share in zip(WAYS, sums, strict=True) if given[way]}

    @property
    def percentages(self) -> dict[Way, int]:
        """The same in whole percents, which make 100."""
        shares = self.shares
        return dict(zip(shares, whole_parts(list(shares.values()), 100), strict=True))


def whole_parts(weights: Sequence[float], total: int) -> list[int]:
    """Whole numbers in proportion to `weights` that sum to `total`; evenly where there is no weight.

    What rounding down leaves goes to those that lost most by it, the first of equals first.
    """
    weight = sum(weights)
    exact = [total * each / weight if weight > 0 else total / len(weights) for each in weights]
    parts = [int(value) for value in exact]
    order = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def single_spaced(text: str) -> str:
    """The text in which the places of a `Stretch` are counted."""
    return " ".join(text.split())


def counted_from_json(fields: dict[str, Any] | None) -> Counted | None:
    """From what `dataclasses.asdict` made of it; None stays None."""
    if fields is None:
        return None
    return Counted(
        tuple(Stretch(*stretch) for stretch in fields["note"]),
        tuple(Stretch(*stretch) for stretch in fields["heard"]),
        tuple(fields["sound"]),
        tuple(fields["cells"]),
        tuple(Spot(*spot) for spot in fields["spots"]),
        fields["elsewhere"],
    )
