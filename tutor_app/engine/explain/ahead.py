"""What the language model has read of a question's passages while the question was still spoken."""

from dataclasses import replace

from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.writer import Writer

PASSAGES = 3  # whose order is kept
STILL_GOOD = 5  # found passages among which one that was read is worth keeping in the prompt


class Ahead:
    """Reads the passages of a guess, and arranges those of the question so that what was read counts.

    Passages that the question does not find are dropped: nothing of a wrong guess is in the prompt.
    """

    def __init__(self) -> None:
        self._read: tuple[int, ...] = ()  # passages, in the order of the prompt
        self._best: int | None = None  # the passage that the guess before found first

    def guess(self, question: Question, writer: Writer, *, is_complete: bool = False) -> None:
        """Have the passages of a question read that is perhaps not complete.

        Two guesses must agree on the best passage, unless somebody pauses: a reading that is begun in vain is
        only left after a batch of the prompt, which on a busy machine takes seconds.
        """
        arranged = self._arranged(question)
        read = _first(arranged)
        best = question.passages[0].passage.id if question.passages else None
        agrees, self._best = is_complete or best == self._best, best
        if read and agrees and read != self._read:
            self._read = read
            writer.read_ahead(arranged)

    def arrange(self, question: Question) -> Question:
        """The question with what was read of its passages first. The next one begins anew."""
        arranged = self._arranged(question)
        self._read, self._best = (), None
        return arranged

    def _arranged(self, question: Question) -> Question:
        """The best passage is always among those that are put to the model."""
        if not question.passages:
            return question
        by_id = {numbered.passage.id: numbered for numbered in question.passages}
        found = list(by_id)
        kept: list[int] = []
        for id in self._read:
            if id not in found[:STILL_GOOD]:
                break
            kept.append(id)
        if found[0] not in kept[:PASSAGES]:
            kept = [*kept[: PASSAGES - 1], found[0]]
        order = list(dict.fromkeys((*kept, *found)))
        return replace(question, passages=tuple(by_id[id] for id in order))


def _first(question: Question) -> tuple[int, ...]:
    return tuple(numbered.passage.id for numbered in question.passages[:PASSAGES])
