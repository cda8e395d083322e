"""What an explainer may ask of the search that found its passages."""

from collections.abc import Sequence
from typing import Protocol


class Search(Protocol):
    """The search of one turn; `NoSearch` where there is none."""

    def closeness(
        self, question: str, sentences: Sequence[str], titles: Sequence[str] = ()
    ) -> Sequence[float] | None:
        """How close each sentence is to a question in meaning, with the title above it if one is given.

        None: that can't be told.

        Below 0 one hardly speaks of it; from 1 on it is as close as a sentence that answers mostly is.
        """

    def answering(
        self, question: str, passages: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> Sequence[Sequence[float]] | None:
        """The chance, 0 to 1, that each stretch of each passage answers a question.

        None: there is no reader for the course's encoder.
        """

    def refuting(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float] | None:
        """The chance, 0 to 1, that the second text of each pair refutes the first.

        None: there is no reader for the course's encoder.
        """


class NoSearch:
    """Nothing is known beyond the words."""

    def closeness(self, _question: str, _sentences: Sequence[str], _titles: Sequence[str] = ()) -> None:
        return None

    def answering(
        self, _question: str, _passages: Sequence[str], _spans: Sequence[Sequence[tuple[int, int]]]
    ) -> None:
        return None

    def refuting(self, _pairs: Sequence[tuple[str, str]]) -> None:
        return None
