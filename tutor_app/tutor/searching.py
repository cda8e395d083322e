"""The words that a learner looks for, in all courses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.material import Locator, Passage
from tutor_app.core.words import search_words
from tutor_app.course.folder import CourseFolder
from tutor_app.tutor.places import place_in_words
from tutor_app.tutor.session import Tutor

MOST_IN_A_COURSE = 20
BEFORE, SHOWN = 40, 150  # letters of a passage
ENDING = 3  # letters by which a word that was found may end otherwise than the one looked for


@dataclass(frozen=True)
class CourseHit:
    """A passage that holds the words."""

    course: str  # the folder's name
    title: str
    place: str  # in words
    words: str  # around the first of those looked for
    locator: Locator


def search_courses(tutor: Tutor, words: str) -> Iterator[Sequence[CourseHit]]:
    """Course by course, the hits of each in the order of its pages."""
    for course in tutor.courses():
        index = tutor.index(course)
        found = [index.passage(hit.id) for hit in index.by_words("passage", words, MOST_IN_A_COURSE)]
        yield [_hit(course, passage, words) for passage in sorted(found, key=lambda passage: passage.id)]


def _hit(course: CourseFolder, passage: Passage, words: str) -> CourseHit:
    return CourseHit(
        Path(course.path).name,
        course.title,
        place_in_words(passage),
        _around(passage.text, words),
        passage.locators[0],
    )


def _around(text: str, words: str) -> str:
    """The part of a passage where the first word stands."""
    stems = [re.escape(word[:-ENDING] if len(word) > 2 * ENDING else word) for word in search_words(words)]
    match = re.search("|".join(stems), text, re.IGNORECASE) if stems else None
    start = max(match.start() - BEFORE, 0) if match else 0
    if start:
        start = text.find(" ", start, start + BEFORE) + 1 or start
    shown = " ".join(text[start : start + SHOWN].split())
    return f"{'… ' if start else ''}{shown}{' …' if start + SHOWN < len(text) else ''}"
