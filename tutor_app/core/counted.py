"""What counted in a question: how much each part of it weighed for what was found."""

from dataclasses import dataclass
from typing import Any

from tutor_app.core.material import Box

GRID = 7  # cells of a picture, on each side


@dataclass(frozen=True)
class Word:
    """A word of the note or of what was heard."""

    text: str
    share: float  # 0 to 1, of everything that counted


@dataclass(frozen=True)
class Spot:
    """A line of words on the picture."""

    box: Box  # shares of the picture's sides, from the top left
    share: float


@dataclass(frozen=True)
class Counted:
    """Shares of one question; all together they sum to 1."""

    note: tuple[Word, ...] = ()
    heard: tuple[Word, ...] = ()
    sound: tuple[float, ...] = ()  # of each tenth of a second
    cells: tuple[float, ...] = ()  # of 7 × 7 cells of the picture, row by row; empty without a picture
    spots: tuple[Spot, ...] = ()

    @property
    def shares(self) -> dict[str, float]:
        """Of each way of asking that was used: "note", "picture", "screen words", "speech"."""
        parts = {
            "note": (self.note, sum(word.share for word in self.note)),
            "picture": (self.cells, sum(self.cells)),
            "screen words": (self.spots, sum(spot.share for spot in self.spots)),
            "speech": (self.heard or self.sound, sum(word.share for word in self.heard) + sum(self.sound)),
        }
        return {name: share for name, (given, share) in parts.items() if given}


def percentages(shares: dict[str, float]) -> dict[str, int]:
    """Whole percents that sum to 100: what rounding leaves goes to the parts that lost most by it."""
    total = sum(shares.values())
    exact = {name: 100 * share / total if total > 0 else 0.0 for name, share in shares.items()}
    whole = {name: int(value) for name, value in exact.items()}
    left = (100 if total > 0 else 0) - sum(whole.values())
    for name in sorted(exact, key=lambda name: whole[name] - exact[name])[:left]:
        whole[name] += 1
    return whole


def counted_from_json(fields: dict[str, Any] | None) -> Counted | None:
    """From what `dataclasses.asdict` made of it; None stays None."""
    if fields is None:
        return None
    return Counted(
        tuple(Word(**word) for word in fields["note"]),
        tuple(Word(**word) for word in fields["heard"]),
        tuple(fields["sound"]),
        tuple(fields["cells"]),
        tuple(Spot(Box(**spot["box"]), spot["share"]) for spot in fields["spots"]),
    )
