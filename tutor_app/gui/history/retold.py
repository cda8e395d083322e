"""What the engine said of an earlier turn, said again."""

from collections.abc import Iterator

from tutor_app.core.answer import Answer, Evidence
from tutor_app.course.index import CourseIndex
from tutor_app.engine.messages import Found, Pictured, Read
from tutor_app.tutor.past import still_there


def retold(answer: Answer, index: CourseIndex) -> Iterator[object]:
    """The messages that came before the explanation, of what the course still holds."""
    yield Found(0, still_there(index, answer.evidence), answer.counted, answer.level)
    if answer.formulas:
        yield Read(0, answer.screen_words, answer.formulas)
    if answer.figure and still_there(index, (Evidence(0, "figure", answer.figure.figure, 0.0),)):
        yield Pictured(0, answer.figure)
