"""Which questions a handout has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.tutor.past import PastTurn, past_turn
from tutor_app.tutor.session import Tutor

MOST = 200  # questions of one file


@dataclass(frozen=True)
class Chosen:
    """Turns by their numbers, else a course's session of one day, else all that a search finds."""

    ids: tuple[int, ...] = ()
    course: str | None = None  # the folder's name; None: all courses
    day: date | None = None  # by the clock on the wall
    words: str = ""

    def __post_init__(self) -> None:
        if self.day and not self.course:
            raise ValueError("a session is of one course")


def chosen_turns(tutor: Tutor, chosen: Chosen) -> list[PastTurn]:
    """The turns, oldest first. Raises: TutorError: there is none, or there are too many."""
    found = _found(tutor, chosen)
    if not found:
        raise TutorError(tr("There is no question to write."))
    if len(found) > MOST:
        raise TutorError(
            tr("More than {count} questions are too many for one file.", count=MOST),
            tr("Choose some of them, or search for fewer."),
        )
    known = {course.path.name: course for course in tutor.courses()}
    return [past_turn(tutor, kept, known) for kept in sorted(found, key=lambda kept: kept.id)]


def title_of(turns: Sequence[PastTurn]) -> str:
    """What a handout of these is called."""
    titles = {past.title for past in turns}
    return tr("Questions about {title}", title=titles.pop()) if len(titles) == 1 else tr("Questions")


def _found(tutor: Tutor, chosen: Chosen) -> list[KeptTurn]:
    if chosen.ids:
        return tutor.history.those(chosen.ids)
    if chosen.course and chosen.day:
        ends = _midnight(chosen.day), _midnight(chosen.day + timedelta(days=1))
        return tutor.history.asked_between(chosen.course, *ends)
    found: list[KeptTurn] = []
    for page in tutor.history.pages(chosen.words, chosen.course):
        found += page
        if len(found) > MOST:
            break
    return found


def _midnight(day: date) -> datetime:
    """Where a day begins on the clock of this machine, whether it has 23, 24 or 25 hours."""
    return datetime.combine(day, time()).astimezone()
