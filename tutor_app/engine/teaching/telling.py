"""Tells a turn's answer at its level: whole, or a hint that was held against the whole."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tutor_app.core.teaching import ANSWER, Level
from tutor_app.engine.explain.answering import Explained
from tutor_app.engine.explain.question import Cite, Piece, Question, Say
from tutor_app.engine.teaching.guide import Guide

_CITATION = re.compile(r"(?<!\\)\[(\d{1,2})\]")
Explain: TypeAlias = Callable[[Say], Explained]

HINTED = "hints"  # who wrote a hint


@dataclass(frozen=True)
class _Whole:
    """The answer behind the hints of a question, so that the last level need not make it again."""

    course: Path
    asked: tuple[str, str, tuple[int, ...]]
    explained: Explained


class Teller:
    """Keeps the last answer that it made without saying it."""

    def __init__(self) -> None:
        self._whole: _Whole | None = None

    def tell(
        self, level: Level, course: Path, guide: Guide, question: Question, explain: Explain, say: Say
    ) -> Explained:
        """Raises: TutorError, Cancelled: as `explain` does."""
        known = self._known(course, question)
        if level == ANSWER:
            if known is None:
                return explain(say)
            say(Piece(known.text, known.cites))
            return known
        whole = known or explain(lambda _: None)
        self._whole = _Whole(course, _asked(question), whole)
        if whole.holds == "no":
            say(Piece(whole.text, whole.cites))
            return whole
        hinted = guide.hint(level, question, whole.text)
        cites = tuple(Cite(int(number)) for number in _CITATION.findall(hinted.text))  # of no lines
        say(Piece(hinted.text, cites))
        return Explained(hinted.text, HINTED, whole.holds, cites)

    def _known(self, course: Path, question: Question) -> Explained | None:
        whole = self._whole
        same = whole is not None and (whole.course, whole.asked) == (course, _asked(question))
        return whole.explained if whole and same else None


def _asked(question: Question) -> tuple[str, str, tuple[int, ...]]:
    """What an answer depends on; an example that a hint added comes last and is no part of it."""
    return (
        f"{question.text}\n{question.wish}",
        question.language,
        tuple(n.passage.id for n in question.passages[:3]),
    )
