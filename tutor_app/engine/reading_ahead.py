"""Has the language model read what a question finds that is still being spoken."""

from pathlib import Path

from tutor_app.core.shelf import Shelf
from tutor_app.core.turn import Turn
from tutor_app.engine.asking import Asked, question_of
from tutor_app.engine.explain.ahead import Ahead
from tutor_app.engine.explain.gate import HOPELESS
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explaining import Explaining
from tutor_app.engine.finding import Findings


class ReadingAhead:
    """A `hearing.ReadsAhead`; off unless it is switched on."""

    def __init__(self, explaining: Explaining) -> None:
        self.is_on = False  # on a busy machine evidence came after 1.16 s with it, 0.44 s without
        self._explaining, self._ahead = explaining, Ahead()

    def is_ready(self) -> bool:
        """A model that is still being opened would keep the evidence waiting."""
        wanted = self.is_on and self._explaining.generates
        return wanted and self._explaining.models.language_model.opened is not None

    def read(self, shelf: Shelf, words: str, found: Findings, *, is_complete: bool) -> None:
        """Raises: TutorError: the language model can't be used."""
        writer = self._explaining.writer() if self.is_ready() else None
        if writer and (found.likely is None or found.likely >= HOPELESS):
            question = question_of(Asked(words, False, None), Turn(Path(), words), shelf, found.evidence)
            self._ahead.guess(question, writer, is_complete=is_complete)

    def arrange(self, question: Question) -> Question:
        """The question with what was read of its passages first."""
        return self._ahead.arrange(question)
