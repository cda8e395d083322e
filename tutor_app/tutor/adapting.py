"""Learning from a course how to search it, and undoing that. Nothing leaves the machine."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.course.writer import IndexWriter
from tutor_app.engine.adapting.adapt import Progress, Report, Way, adapt
from tutor_app.settings.home import Home
from tutor_app.settings.settings import load

if TYPE_CHECKING:  # with onnxruntime, so never in the window's process
    from tutor_app.engine.models import Models

NOTE = "adaptation"  # in the index: one row, written at once or not at all


@dataclass(frozen=True)
class Adapted:
    """Whether the course is searched otherwise now, and the figures that decided."""

    kept: bool
    held_back: int
    found_before: int
    found_after: int
    luck: float  # how probable so many are by chance


def adapt_course(
    home: Home, course: CourseFolder, report: Report, cancel: Cancellation | None = None
) -> Adapted:
    """Learn from some of the questions that a course gives; keep it if the others find more.

    Raises:
        TutorError: a model is missing, the course is not read to its end or too short, or can't be written.
        Cancelled: nothing has changed.
    """
    from tutor_app.engine.models import models_of

    cancel = cancel or Cancellation()
    with closing(CourseIndex.open(course)) as index:
        way = way_for(index, models_of(home, load(home.settings_file).device))
        return adapt_with(way, course, index, report, cancel)


def adapt_with(
    way: Way, course: CourseFolder, index: CourseIndex, report: Report, cancel: Cancellation
) -> Adapted:
    """`adapt_course` with models that are open."""
    outcome = adapt(index, way, report, cancel)
    cancel.check()
    if outcome.is_kept or index.adaptation:
        _write(course, outcome.adaptation.to_text() if outcome.is_kept else "")
    judged = outcome.judged
    return Adapted(outcome.is_kept, len(judged.before), judged.found_before, judged.found_after, judged.luck)


def undo(course: CourseFolder) -> bool:
    """Search a course as if nothing had been learnt from it; false if nothing had. Raises: TutorError."""
    with closing(CourseIndex.open(course)) as index:
        learnt = bool(index.adaptation)
    if learnt:
        _write(course, "")
    return learnt


def way_for(index: CourseIndex, models: "Models") -> Way:
    """How this course is searched. Raises: TutorError: it isn't read whole, or its encoder is missing."""
    from tutor_app.engine.adapting.by_fusion import ByFusion
    from tutor_app.engine.adapting.by_reciprocal_rank import ByReciprocalRank
    from tutor_app.engine.fusion.turn import is_ready

    text = models.text_encoders[index.encoder].get() if index.encoder in models.text_encoders else None
    passages = len(index.neighbourhoods()[0])
    if text is None or not 0 < passages == len(index.text_vectors("passage")[0]):
        raise _not_read()
    model = models.fusion[index.encoder].get_or_none()
    if model is None:
        return ByReciprocalRank(text)
    if not is_ready(index, model):
        raise _not_read()
    return ByFusion(model, text)


def _not_read() -> TutorError:
    return TutorError(
        tr("The models have not read all of this course yet."),
        tr("Add it again: it goes on where it stopped. Then adapt it."),
    )


def _write(course: CourseFolder, text: str) -> None:
    try:
        with IndexWriter(course) as writer:
            writer.note(NOTE, text)
    except (OSError, sqlite3.Error) as error:
        raise TutorError(
            tr("The course can't be written in {folder}.", folder=course.path),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error


__all__ = ["Adapted", "Progress", "adapt_course", "adapt_with", "undo", "way_for"]
