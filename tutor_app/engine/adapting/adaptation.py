"""What was learnt from a course, as it is kept, and whether it still belongs to model and material."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Protocol
from zlib import crc32

from tutor_app.core.arrays import Ids
from tutor_app.engine.fusion.signals import NAMES


class Adaptable(Protocol):
    """The part of a course (`core.shelf.Shelf`) that is asked here."""

    @property
    def adaptation(self) -> str: ...

    def neighbourhoods(self) -> tuple[Ids, Ids]: ...


@dataclass(frozen=True)
class Adaptation:
    """How much more or less each way of searching counts in one course."""

    of: str  # the weights that it corrects: `of_head`, `of_reciprocal_rank`
    material: str  # `material_of` the course
    weights: Mapping[str, float]  # by the name of a signal; what is missing is as it was

    def __post_init__(self) -> None:
        if not all(isfinite(weight) for weight in self.weights.values()):
            raise ValueError("a weight is not a number")

    def to_text(self) -> str:
        return json.dumps({**asdict(self), "weights": dict(self.weights)}, ensure_ascii=False)


def adaptation_of(shelf: Adaptable) -> Adaptation | None:
    """What is kept with a course; None if nothing is, or nothing that can be read."""
    try:
        kept: dict[str, Any] = json.loads(shelf.adaptation)
        weights = {str(name): float(weight) for name, weight in kept["weights"].items()}
        return Adaptation(str(kept["of"]), str(kept["material"]), weights)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def fitting(shelf: Adaptable, of: str) -> Mapping[str, float]:
    """The weights that these models were given by this very material; empty if there are none."""
    kept = adaptation_of(shelf)
    return kept.weights if kept and kept.of == of and kept.material == material_of(shelf) else {}


def is_of_others(shelf: Adaptable, of: str) -> bool:
    """Whether something is kept that can't be used, because models or material have changed."""
    return bool(shelf.adaptation) and not fitting(shelf, of)


def of_head(identity: str, head: str) -> str:
    """Names the fusion model's weights, those of its matching head, and the signals that it weighs."""
    return f"{identity} {head} {crc32('|'.join(NAMES).encode()):08x}"


def of_reciprocal_rank(encoder: str) -> str:
    """Names the search by words and by an encoder's vectors."""
    return f"reciprocal rank, {encoder}"


def material_of(shelf: Adaptable) -> str:
    """Tells a course from another, and from itself with other passages or neighbourhoods."""
    passages, groups = shelf.neighbourhoods()
    return f"{len(passages)} {crc32(groups.tobytes(), crc32(passages.tobytes())):08x}"
