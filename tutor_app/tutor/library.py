"""The courses on this machine."""

import shutil
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.course.folder import CourseFolder, open_folder
from tutor_app.course.ingest import known_course
from tutor_app.settings.home import RESOURCES, Home

SAMPLES = RESOURCES / "courses"


def courses(home: Home) -> list[CourseFolder]:
    """Every course, by title. A folder that is no course, or is being made, is passed over."""
    found = []
    for folder in home.courses.glob("*/course.json"):
        try:
            found.append(open_folder(folder.parent))
        except (OSError, ValueError, KeyError):
            continue
    return sorted(found, key=lambda course: course.title)


def course(home: Home, name: str) -> CourseFolder:
    """The course with this folder name, title or path.

    Raises:
        TutorError: there is none.
    """
    wanted = Path(name).expanduser()
    for known in courses(home):
        if name in (known.path.name, known.title) or wanted.absolute() == known.path:
            return known
    raise TutorError(
        tr("There is no course {name}.", name=name), tr("See the courses with: tutor course list")
    )


def sample_sources() -> list[Path]:
    """The material of the sample courses, the first one first."""
    return [*sorted(SAMPLES.glob("motion/*.pdf")), SAMPLES / "ml-zh"]


def remove(course: CourseFolder) -> None:
    """Delete a course's folder. Raises: TutorError."""
    try:
        (course.path / "course.json").unlink()  # first, so that half a course is never opened
        shutil.rmtree(course.path)
    except OSError as error:
        raise TutorError(
            tr("{title} can't be removed.", title=course.title),
            tr("Close programs that have its files open."),
        ) from error


def samples(home: Home) -> list[tuple[Path, CourseFolder | None]]:
    """The material of each sample course, with the course that was made of it."""
    return [(source, known_course(home, source)) for source in sample_sources()]
