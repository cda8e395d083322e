"""How much of an answer a turn tells: the answer itself, or a hint that doesn't give it away."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tutor_app.core.material import Passage
from tutor_app.core.shelf import Shelf
from tutor_app.core.teaching import ANSWER, Guidance, Level
from tutor_app.core.turn import Turn
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.quote import sentences_that_answer
from tutor_app.engine.teaching.exercise import Exercise, is_exercise, parse, same_exercise, sets_task
from tutor_app.engine.teaching.ladder import ANSWERS, Hinted, example_in, hint
from tutor_app.engine.teaching.secret import Secret, secret_of

SEARCHED = 30  # passages for an example, or for the key
COMMON_SHARE, FEW = 0.05, 15  # a word in more of the passages, or in so many, tells nothing of an answer
EXAMPLE_WORDS = {"en": "example", "zh": "例如"}
BEHIND = 12  # passages behind an exercise in which its key may stand

_KEY = re.compile(
    r"(?:\b(?:answer|solution|key)|答案|解答?|答)\s*[:：]\s*(?P<key>.{1,300})", re.IGNORECASE | re.DOTALL
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)、]|\(\d{1,3}\))\s*", re.MULTILINE)


def level_of(turn: Turn, guidance: Guidance, *, is_led: bool, is_exercise: bool) -> Level:
    """How much this turn tells.

    `is_led`: it leans on the turn before, and nothing is told in full that was not told in full before.
    """
    if turn.level is not None:
        return guidance.level(turn.level, is_exercise=True)
    if is_led and turn.follows:
        told = turn.follows.level
        return guidance.level(told if told == ANSWER else max(told, guidance.first), is_exercise=True)
    return guidance.level(None, is_exercise=is_exercise)


@dataclass(frozen=True)
class Guide:
    """Makes hints for what was put, out of one course."""

    shelf: Shelf
    words: str  # the question
    screen: str = ""  # what stands on the screen, where the question points at it

    @property
    def put(self) -> str:
        return f"{self.words}\n{self.screen}".strip()

    @property
    def exercise(self) -> Exercise:
        return parse(self.put)

    def is_exercise(self, question: Question) -> bool:
        """By its form, or because it is one of the course's own."""
        passages = [numbered.passage for numbered in question.passages]
        return is_exercise(self.words, passages) or sets_task(self.screen)

    def hint(self, level: Level, question: Question, answer: str) -> Hinted:
        """A hint below the answer, held against `answer`, which the last level would give."""
        return hint(level, question, self.exercise, self.secret(question, answer))

    def secret(self, question: Question, answer: str) -> Secret:
        """What the answer says, what the sentences say that answer best, and a known key."""
        answers = [answer, *sentences_that_answer(question)]
        return secret_of(self.exercise, answers, self._tells(), list(self._keys(question)))

    def example(self, question: Question) -> int | None:
        """The passage with an example like the question; None where there is none."""
        return next((p.id for p in self._near(question) if example_in(self.exercise, p)), None)

    def _near(self, question: Question) -> Iterator[Passage]:
        """What was found, then what its words find with “example”."""
        yield from (numbered.passage for numbered in question.passages)
        words = f"{self.put} {EXAMPLE_WORDS[self.shelf.language]}"
        yield from (self.shelf.passage(hit.id) for hit in self.shelf.by_words("passage", words, SEARCHED))

    def _keys(self, question: Question) -> Iterator[str]:
        """What stands behind the same exercise as its answer, or under its number in a list of answers."""
        stem = self.exercise.stem
        for passage in [n.passage for n in question.passages] + self._found(stem):
            if sentence := same_exercise(stem, passage.text):
                if key := _KEY.search(passage.text, passage.text.find(sentence)):
                    yield key["key"]
                yield from self._numbered_key(passage, sentence)

    def _found(self, stem: str) -> list[Passage]:
        return [self.shelf.passage(hit.id) for hit in self.shelf.by_words("passage", stem, SEARCHED)]

    def _numbered_key(self, asking: Passage, sentence: str) -> Iterator[str]:
        """The line of an answers' section that has the exercise's number."""
        before = asking.text[: asking.text.find(sentence)]
        marks = _NUMBERED.findall(before)
        if not marks:
            return
        for id in range(asking.id, asking.id + BEHIND):
            try:
                passage = self.shelf.passage(id)
            except KeyError:
                return
            if any(ANSWERS.search(title) for title in passage.path[-1:]):
                yield from (
                    line for line in passage.text.splitlines() if line.strip().startswith(marks[-1].strip())
                )

    def _tells(self) -> Callable[[str], bool]:
        total = len(self.shelf.neighbourhoods()[0])
        common = max(FEW, round(COMMON_SHARE * total))
        return lambda word: len(self.shelf.passages_with(word, common)) < common
