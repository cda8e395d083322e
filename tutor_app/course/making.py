"""Make the folder of a new course, whole or not at all, and find the one made of the same material."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import language_of, tr
from tutor_app.core.valid_text import parse_json, to_valid_text
from tutor_app.course.copying import copy_material, file_states, list_files
from tutor_app.course.folder import CourseFolder, Kind, open_folder
from tutor_app.course.markdown import MarkdownReader
from tutor_app.course.pdf import PdfReader
from tutor_app.course.preparation import Preparation, Progress, Report
from tutor_app.course.raw import Reader
from tutor_app.course.report import add_omissions
from tutor_app.course.trials import Trials
from tutor_app.course.writer import IndexWriter
from tutor_app.settings.home import Home

ADDING_LOCK = "adding.lock"
DISCARD_WAIT_S = 0.04  # the window waits for it, too
MAKING = "making-course"  # a course that can't be opened yet, in the data folder
TRIALS = "trials.json"  # in a course's folder; before there is one, beside the locks


def begin_course(home: Home, source: Path, print_of_source: str, report: Report) -> CourseFolder:
    """Make the folder with a copy of the material and, last, `course.json`: from then on it can be opened.

    Raises: TutorError: the material can't be read. OSError: the course can't be written.
    """
    kind: Kind = "pdf" if source.suffix.lower() == ".pdf" and source.is_file() else "markdown"
    making = home.data / MAKING  # whoever adds holds the lock: what stands there is a crash's
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    noted = home.state / f"{print_of_source[:16]}.{TRIALS}"
    trials = Trials(noted)
    try:
        copied = copy_material(source, making, trials)
        if copied.omissions:
            add_omissions(making, copied.omissions)
        folder = CourseFolder(making, source.stem, "en", kind, copied.name)
        with closing(open_reader(folder, None, trials)) as reader:
            report(Progress("read", 0, reader.parts))
            title, language = _title(reader, source), language_of(reader.sample())
        about = {
            "title": title,
            "language": language,
            "kind": kind,
            "source": copied.name,
            "sha256": print_of_source,
        }
        path = _free_folder(home, title)
        IndexWriter(CourseFolder(making, title, language, kind, copied.name)).__exit__(None, None, None)
        trials.move(making / TRIALS)
        part = making / "course.part"
        part.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(making / "course.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        making.rename(path)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)  # nothing in it is the learner's
        noted.unlink(missing_ok=True)
        raise
    return CourseFolder(path, title, language, kind, copied.name)


def fingerprint(source: Path) -> str:
    """SHA-256 over what a course would be made of; read again only where a file has changed.

    Raises:
        TutorError: there is nothing of the kind, or it can't be read.
    """
    return _fingerprint_as_of(source, file_states(list_files(source)))


@lru_cache(maxsize=16)  # the samples' is asked whenever a course is opened
def _fingerprint_as_of(source: Path, state: tuple[tuple[Path, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for file, _, _ in state:
        if source.is_dir():
            digest.update(file.relative_to(source).as_posix().encode("utf-8", "surrogateescape"))
        try:
            with file.open("rb") as content:
                while chunk := content.read(1 << 20):
                    digest.update(chunk)
        except OSError as error:
            raise TutorError(
                tr("{name} can't be read.", name=file.name),
                tr("Check that it is still there and may be read."),
            ) from error
    return digest.hexdigest()


def known_course(home: Home, source: Path) -> CourseFolder | None:
    """The course that was made of this material. Raises: TutorError: it is no material."""
    return find_known(home, fingerprint(source))


def find_known(home: Home, print_of_source: str) -> CourseFolder | None:
    """The course that was made of the same material."""
    for about in home.courses.glob("*/course.json"):
        try:
            known = parse_json(about.read_text(encoding="utf-8"))
            if isinstance(known, dict) and known.get("sha256") == print_of_source:
                return open_folder(about.parent)
        except (OSError, ValueError, KeyError):
            continue
    return None


def discard_unfinished(home: Home) -> None:
    """Remove what a killed process left of a course it had begun to make, unless another makes one now."""
    try:
        home.state.mkdir(parents=True, exist_ok=True)
        with FileLock(home.state / ADDING_LOCK).acquire(timeout=DISCARD_WAIT_S):
            shutil.rmtree(home.data / MAKING, ignore_errors=True)
            for noted in home.state.glob(f"*.{TRIALS}"):
                noted.unlink(missing_ok=True)
    except (Timeout, OSError):
        return


@contextmanager
def hold_lock(file: Path, cancel: Cancellation) -> Iterator[None]:
    """Hold a lock that the system takes back when its holder dies; waits while another process holds it.

    Raises: Cancelled.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    while True:
        cancel.check()
        try:
            lock.acquire(timeout=0.2)
            break
        except Timeout:
            continue
    try:
        yield
    finally:
        lock.release()


def _title(reader: Reader, source: Path) -> str:
    """The material's own title; without one the name of its file or folder."""
    found = to_valid_text(" ".join(reader.title.split()))
    return found if found and found != "…" else to_valid_text(source.stem)


def _free_folder(home: Home, title: str) -> Path:
    slug = re.sub(r"[^\w]+", "-", title.lower()).strip("-_")[:40] or "course"
    numbered = (home.courses / (slug if n == 1 else f"{slug}-{n}") for n in range(1, 10_000))
    return next(path for path in numbered if not path.exists())


def open_reader(folder: CourseFolder, preparation: Preparation | None, trials: Trials) -> Reader:
    """Open a course's material; without a preparation its own words are read alone. Raises: TutorError."""
    if folder.kind == "markdown":
        return MarkdownReader(folder.source_path, trials)
    if preparation is None:
        return PdfReader(folder.source_path, trials=trials)
    return PdfReader(
        folder.source_path, preparation.read_page, preparation.turn_page, preparation.read_formula, trials
    )
