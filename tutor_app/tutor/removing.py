"""Removing a course so that it can be brought back until the application starts again."""

import shutil
from contextlib import suppress
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.course.folder import CourseFolder
from tutor_app.settings.home import Home


def set_aside(home: Home, course: CourseFolder) -> Path:
    """Take a course off the shelf; where it is until it is forgotten. Raises: TutorError."""
    aside = _aside(home) / course.path.name
    try:
        aside.parent.mkdir(parents=True, exist_ok=True)
        if aside.exists():
            shutil.rmtree(aside)
        course.path.rename(aside)
    except OSError as error:
        raise TutorError(
            tr("{title} can't be removed.", title=course.title),
            tr("Close programs that have its files open."),
        ) from error
    return aside


def bring_back(home: Home, aside: Path) -> Path:
    """Put it on the shelf again; the course's folder. Raises: TutorError."""
    course = home.courses / aside.name
    try:
        aside.rename(course)
    except OSError as error:
        raise TutorError(
            tr("{title} can't be brought back.", title=aside.name),
            tr("A course of the same name was added since, or a program has its files open."),
        ) from error
    return course


def forget_removed(home: Home) -> None:
    """Delete what was removed before this start."""
    with suppress(OSError):
        shutil.rmtree(_aside(home))


def size_bytes(course: CourseFolder) -> int:
    """Of everything in a course's folder."""
    return sum(file.stat().st_size for file in course.path.rglob("*") if file.is_file())


def _aside(home: Home) -> Path:
    return home.data / "removed-courses"
