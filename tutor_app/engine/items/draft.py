"""An item as it is made, before it is checked and given its passage."""

from dataclasses import dataclass

from tutor_app.core.practice import CoveredLabel, ItemKind


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """A question with its answer, and the words of the material that it rests on."""

    kind: ItemKind
    question: str
    answer: str
    section: int
    block: int
    quote: str
    concept: str = ""
    accepted: tuple[str, ...] = ()  # further right answers
    options: tuple[str, ...] = ()  # of a choice, the answer among them
    pairs: tuple[tuple[str, str], ...] = ()  # of a match
    steps: tuple[str, ...] = ()  # of an order, the right one
    points: tuple[str, ...] = ()  # of a short answer, where it has several
    reason: str = ""  # what is shown with the answer
    label: CoveredLabel | None = None
    is_of_material: bool = False  # an exercise of the course, as it stands
    worth: float = 0.0  # higher is better; comparable within a kind
