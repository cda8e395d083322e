"""The courses on this machine."""

import json
import shutil
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.valid_text import parse_json, to_valid_text
from tutor_app.course.block_rows import ROLES_VERSION
from tutor_app.course.folder import CourseFolder, open_folder
from tutor_app.course.index import CourseIndex
from tutor_app.course.making import known_course
from tutor_app.engine.fusion.identity import identity, picture_for
from tutor_app.engine.registry.installed import is_installed
from tutor_app.settings.home import RESOURCES, Home
from tutor_app.settings.permissions import ONLY_OWNER_FILE

SAMPLES = RESOURCES / "courses"
MAX_TITLE = 200  # letters
ORDER = "course-order.json"


def courses(home: Home) -> list[CourseFolder]:
    """Every course, in the learner's order, then by title.

    A folder that is no course, or is being made, is passed over.
    """
    found = []
    for folder in home.courses.glob("*/course.json"):
        try:
            found.append(open_folder(folder.parent))
        except (OSError, ValueError, KeyError):
            continue
    order = _order(home)
    return sorted(
        found, key=lambda course: (order.get(course.path.name, len(order)), course.title, course.path.name)
    )


def damaged(home: Home) -> list[str]:
    """The names of folders whose `course.json` names no course."""
    names = []
    for file in home.courses.glob("*/course.json"):
        try:
            open_folder(file.parent)
        except (OSError, ValueError, KeyError):
            names.append(file.parent.name)
    return names


def course(home: Home, name: str) -> CourseFolder:
    """The course with this folder name or path; else the only one of this title, or whose name begins so.

    Raises:
        TutorError: there is none, or several could be meant.
    """
    wanted, known = Path(name).expanduser().absolute(), courses(home)
    by_folder = [one for one in known if name == one.path.name or wanted == one.path]
    by_title = [one for one in known if name == one.title]
    begun = [one for one in known if name and one.path.name.startswith(name.lower())]
    for meant in (by_folder, by_title, begun):
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise TutorError(
                tr("Several courses are called {name}.", name=name),
                tr("Give the folder of one: {names}", names=", ".join(one.path.name for one in meant)),
            )
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


def rename(course: CourseFolder, title: str) -> CourseFolder:
    """Give a course another title; its folder's name, by which questions and marks know it, stays.

    Raises:
        TutorError: the title is empty, or can't be written.
    """
    title = " ".join(to_valid_text(title).split())[:MAX_TITLE]
    if not title:
        raise TutorError(tr("A course needs a name."))
    file = course.path / "course.json"
    try:
        about = parse_json(file.read_text(encoding="utf-8"))
        _write_whole(file, json.dumps({**about, "title": title}, ensure_ascii=False))
    except (OSError, ValueError, TypeError) as error:
        raise TutorError(
            tr("{title} can't be renamed.", title=course.title), tr("Check that its folder can be written.")
        ) from error
    return open_folder(course.path)


def put_in_order(home: Home, names: Sequence[str]) -> None:
    """Keep the order of the list of courses: these folders first, the others by title behind them.

    Raises:
        TutorError: it can't be written.
    """
    try:
        home.data.mkdir(parents=True, exist_ok=True)
        _write_whole(home.data / ORDER, json.dumps(list(names), ensure_ascii=False))
    except OSError as error:
        raise TutorError(
            tr("The order of the courses can't be kept."), tr("Check that the disk is not full.")
        ) from error


def _order(home: Home) -> dict[str, int]:
    """The place of each folder that has one; a damaged file costs the order alone."""
    try:
        names = parse_json((home.data / ORDER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    texts = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return {name: place for place, name in enumerate(texts)}


def _write_whole(file: Path, text: str) -> None:
    """Write a file that is there whole or as it was. Raises: OSError."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.touch(ONLY_OWNER_FILE)
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def unread(home: Home) -> list[CourseFolder]:
    """Courses that were read by an older version: without terms, roles, or their fusion model."""
    models: dict[str, str] = {}
    found = []
    for course in courses(home):
        with suppress(TutorError), closing(CourseIndex.open(course)) as index:
            encoder = index.encoder
            if encoder not in models:
                models[encoder] = _fusion_of(home, encoder)
            is_old = not index.about("terms") or index.about("roles") != ROLES_VERSION
            is_old = is_old or models[encoder] not in ("", index.about("fused"))
            if index.about("linked") and is_old:
                found.append(course)
    return found


def _fusion_of(home: Home, encoder: str) -> str:
    """The fusion model that could read a course now; empty if one of its encoders is missing."""
    return identity(encoder) if all(is_installed(home, n) for n in (encoder, picture_for(encoder))) else ""


def samples(home: Home) -> list[tuple[Path, CourseFolder | None]]:
    """The material of each sample course, with the course that was made of it."""
    return [(source, known_course(home, source)) for source in sample_sources()]
