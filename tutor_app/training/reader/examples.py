"""What the reader learns from: candidates of a question, sentences that answer, claims with evidence."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor_app.engine.reader.pairs import TextSpan

Verdict: TypeAlias = Literal[
    "supported", "refuted", "unknown", "unsupported"
]  # the last: one of the two before


@dataclass(frozen=True)
class RankExample:
    """A question with passages, the first of which answers it."""

    question: str
    passages: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.passages) < 2:
            raise ValueError("nothing to rank")


@dataclass(frozen=True)
class SpanExample:
    """A question with one passage, and which of its sentences answer; none where it doesn't."""

    question: str
    passage: str
    sentences: tuple[TextSpan, ...]
    answering: tuple[int, ...]  # places among the sentences

    def __post_init__(self) -> None:
        if any(not 0 <= place < len(self.sentences) for place in self.answering):
            raise ValueError("no such sentence")


@dataclass(frozen=True)
class ClaimExample:
    """A claim beside its evidence."""

    claim: str
    evidence: str
    verdict: Verdict


Example: TypeAlias = RankExample | SpanExample | ClaimExample


@dataclass(frozen=True)
class Corpus:
    """Everything that a reader of one language learns from."""

    ranks: tuple[RankExample, ...]
    spans: tuple[SpanExample, ...]
    claims: tuple[ClaimExample, ...]
