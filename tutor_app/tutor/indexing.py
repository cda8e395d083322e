"""Reading new material, in this process or in one of its own, beside the models that answer turns."""

import logging
import multiprocessing
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import speak, tr
from tutor_app.course import ingest
from tutor_app.course.folder import CourseFolder, open_folder
from tutor_app.course.making import discard_unfinished
from tutor_app.course.preparation import Progress, Report
from tutor_app.settings.home import Home
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.settings import load
from tutor_app.tutor.logs import log_to_file
from tutor_app.tutor.reading_watch import ReadingWatch, RestartBudget
from tutor_app.tutor.stopping import stopped_by

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Indexed:
    """The course is whole."""

    course: Path


@dataclass(frozen=True)
class IndexingStopped:
    """What was read so far is kept, and can be resumed."""


@dataclass(frozen=True)
class IndexingFailed:
    """The words are for the learner."""

    message: str
    hint: str


Material: TypeAlias = Path | CourseFolder  # to add, or to read on
IndexingOutcome: TypeAlias = Indexed | IndexingStopped | IndexingFailed


def add_course(
    home: Home, source: Path, report: Report = lambda _: None, cancel: Cancellation | None = None
) -> CourseFolder:
    """Read a PDF, a Markdown file or a folder of them into a course; goes on where an earlier try stopped.

    Raises:
        TutorError: the material can't be read, or the course can't be written.
        Cancelled: `cancel` was requested; what was read is kept.
    """
    from tutor_app.tutor.preparation import preparation  # with onnxruntime, so never in the window's process

    cancel = cancel or Cancellation()
    return ingest.add(
        home, source, preparation(home, load(home.settings_file).device, cancel), report, cancel
    )


def complete_course(
    home: Home,
    course: CourseFolder,
    report: Report = lambda _: None,
    cancel: Cancellation | None = None,
) -> CourseFolder:
    """Let the models read what they have not read of a course. Raises: TutorError, Cancelled."""
    from tutor_app.tutor.preparation import preparation

    cancel = cancel or Cancellation()
    ingest.complete(course, preparation(home, load(home.settings_file).device, cancel), report, cancel)
    return course


def add_supervised(
    home: Home, source: Path, report: Report = lambda _: None, cancel: Cancellation | None = None
) -> CourseFolder:
    """`add_course` in a process of its own, which is killed where it takes too much and begun anew.

    A part that ends it twice is left out, as the course's report says; the rest is read.

    Raises:
        TutorError: the material can't be read, or the course can't be written.
        Cancelled: `cancel` was requested; what was read is kept.
    """
    cancel = cancel or Cancellation()
    budget = RestartBudget()
    while True:
        outcome, watch = _run_once(home, source, report, cancel)
        match outcome:
            case Indexed(course=course):
                return open_folder(course)
            case IndexingFailed(message=message, hint=hint):
                raise TutorError(message, hint)
            case IndexingStopped():
                discard_unfinished(home)
                raise Cancelled
        cancel.check()
        if not budget.spend(watch):
            discard_unfinished(home)
            raise TutorError(*budget.describe_refusal())


def _run_once(
    home: Home, source: Path, report: Report, cancel: Cancellation
) -> "tuple[IndexingOutcome | None, ReadingWatch]":
    """One process until it ends, and what was seen of it; None where it died or had to be killed."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=serve_indexing, args=(theirs, home, source), name="indexing", daemon=True
    )
    process.start()
    theirs.close()
    watch = ReadingWatch(process.pid or 0)
    try:
        while True:
            if cancel.is_requested and watch.stopped_at is None:
                watch.note_stop()
                with suppress(OSError):
                    ours.send("stop")
            if ours.poll(0.1):
                message = ours.recv()
                watch.note(message)
                if isinstance(message, Indexed | IndexingStopped | IndexingFailed):
                    return message, watch
                report(message)
            if fault := watch.find_fault():
                log.warning("reading was killed: %s", fault)
                return (IndexingStopped() if fault == "stop" else None), watch
    except (EOFError, OSError):
        return None, watch
    finally:
        process.join(1.0) if not process.is_alive() else process.kill()
        process.join()
        ours.close()


def serve_indexing(window: Connection, home: Home, material: Material) -> None:
    """`add_course` or `complete_course` in a process of its own: sends Progress and one outcome.

    What it receives stops it.
    """
    log_to_file(home, "indexing")
    speak(language_of_reader(load(home.settings_file)))
    cancel = stopped_by(window)
    try:
        window.send(_outcome(window, home, material, cancel))
    except (BrokenPipeError, ConnectionResetError):
        log.info("the window has gone")


def _outcome(window: Connection, home: Home, material: Material, cancel: Cancellation) -> IndexingOutcome:
    try:
        if isinstance(material, CourseFolder):
            return Indexed(complete_course(home, material, window.send, cancel).path)
        return Indexed(add_course(home, material, window.send, cancel).path)
    except Cancelled:
        return IndexingStopped()
    except TutorError as error:
        return IndexingFailed(str(error), error.hint)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:
        log.exception("indexing")
        return IndexingFailed(tr("Something went wrong inside the tutor."), tr("See Help > Open log."))


__all__ = [
    "IndexingOutcome",
    "Material",
    "Progress",
    "add_course",
    "add_supervised",
    "complete_course",
    "serve_indexing",
]
