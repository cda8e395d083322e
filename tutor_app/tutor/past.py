"""Earlier turns as they are listed: what was asked, of which course, and where its answer points first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.citing import first_cited, pinned
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import Locator
from tutor_app.core.shelf import place_of
from tutor_app.core.teaching import Wish
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.store.kept_turn import KeptTurn, State
from tutor_app.tutor.places import spot_in_words
from tutor_app.tutor.session import Tutor


@dataclass(frozen=True, slots=True)
class PastTurn:
    """What a list tells of a turn: small, since ten thousand of them may be held."""

    id: int  # of the record
    asked_at: datetime
    state: State
    question: str  # in words
    folder: str  # the name of its course's
    course: CourseFolder | None  # None: it has been removed
    place: str  # of the first citation, in words; empty: there is none

    @property
    def title(self) -> str:
        """Of its course; of one that was removed, its folder's name."""
        return self.course.title if self.course else self.folder


def past_turns(tutor: Tutor, words: str = "", course: str | None = None) -> Iterator[list[PastTurn]]:
    """The learner's history in short steps, as `store.history` has it."""
    known = {one.path.name: one for one in tutor.courses()}
    for turns in tutor.history.pages(words, course):
        yield [past_turn(tutor, kept, known) for kept in turns]


def past_turn(tutor: Tutor, kept: KeptTurn, known: Mapping[str, CourseFolder]) -> PastTurn:
    """One of them, with its course among those that are known by their folders' names."""
    folder = kept.turn.course.name
    course = known.get(folder)
    place = _place(tutor, course, kept.answer)
    return PastTurn(kept.id, kept.asked_at, kept.state, question_of(kept), folder, course, place)


def question_of(kept: KeptTurn) -> str:
    """What was asked, in words: written, heard, or, of a wish, the question before with the wish."""
    turn, heard = kept.turn, kept.answer.transcript if kept.answer else ""
    if own := "\n".join(filter(None, (turn.note.strip(), heard))):
        return own
    if turn.follows and turn.goes_on:
        asked = turn.follows.question.splitlines()[-1:] or [tr("A question without words")]
        return f"{asked[0]} – {_wish(turn.wish)}"
    return tr("A recording") if turn.audio else tr("A picture")


def still_there(index: CourseIndex, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """What a course still holds: it can have been read anew since."""
    return tuple(one for one in evidence if _is_there(index, one))


def _place(tutor: Tutor, course: CourseFolder | None, answer: Answer | None) -> str:
    first = first_cited(answer) if answer else None
    if course is None or answer is None or first is None:
        return ""
    locators: tuple[Locator, ...] = pinned(answer, first.number)
    try:
        locators = locators or place_of(tutor.index(course), first.kind, first.id)
    except (KeyError, TutorError):
        return ""
    return spot_in_words(locators[0]) if locators else ""


def _is_there(index: CourseIndex, one: Evidence) -> bool:
    try:
        return bool(place_of(index, one.kind, one.id))
    except KeyError:
        return False


def _wish(wish: Wish) -> str:
    return {
        "explain": tr("the next hint"),
        "simpler": tr("more simply"),
        "more": tr("more about it"),
        "example": tr("an example"),
        "why": tr("why that is so"),
        "compare": tr("compared"),
        "en": tr("in English"),
        "zh": tr("in Chinese"),
    }[wish]
