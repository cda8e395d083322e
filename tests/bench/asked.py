"""Questions of a table, put to the application as it is: which are answered, and with which lines."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tutor_app.core.answer import Answer
from tutor_app.core.cancel import Cancellation
from tutor_app.core.turn import Turn
from tutor_app.course.folder import CourseFolder
from tutor_app.engine.messages import Ask
from tutor_app.engine.pipeline import Pipeline


@dataclass(frozen=True)
class Question:
    """A line of the table."""

    id: str
    course: str  # its folder name
    text: str
    answerable: bool  # whether the course answers it


def questions(table: Path) -> list[Question]:
    """Of a JSON Lines file with these fields; others are passed over."""
    lines = (json.loads(line) for line in table.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Question(*(line[field] for field in ("id", "course", "text", "answerable"))) for line in lines]


def answered(
    pipeline: Pipeline, asked: Sequence[Question], courses: dict[str, CourseFolder]
) -> Iterator[tuple[Question, Answer]]:
    """Those whose course is here."""
    for number, question in enumerate(asked):
        if course := courses.get(question.course):
            turn = Turn(course.path, question.text)
            yield question, pipeline.answer(Ask(number, turn), lambda _: None, Cancellation())


def to_judge(found: Sequence[tuple[Question, Answer]]) -> list[dict[str, object]]:
    """What a reader needs to judge each citation: the question, the sentence, the lines it points to."""
    return [
        {
            "id": question.id,
            "sentence": sentence,
            "evidence": pin.number,
            "lines": [asdict(locator) for locator in pin.locators],
        }
        for question, answer in found
        if answer.in_material
        for sentence, pin in zip(_sentences(answer.text), answer.pins, strict=False)
    ]


def _sentences(text: str) -> list[str]:
    """What stands before each citation."""
    return [part.strip() for part in re.split(r"(?<!\\)\[\d{1,2}\]", text)][:-1]
