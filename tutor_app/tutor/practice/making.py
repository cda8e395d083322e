"""Make a course's concepts and items, with the models of this machine."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import speak
from tutor_app.core.practice import ConceptMap, Item
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.settings.home import Home
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.settings import load
from tutor_app.tutor.logs import log_to_file

if TYPE_CHECKING:
    from tutor_app.core.arrays import Pixels
    from tutor_app.engine.items.generate import FigureReading
    from tutor_app.engine.models import Models

Report = Callable[[int], None]  # how many items there are so far


def make_practice(
    home: Home, course: CourseFolder, report: Report = lambda _: None, cancel: Cancellation | None = None
) -> tuple[list[Item], ConceptMap]:
    """Find the concepts of a course and make its items. Not in the window's process.

    Raises:
        TutorError: the text encoder is missing, or the course is not read.
        Cancelled: nothing has changed.
    """
    from tutor_app.engine.items.concepts import find_concepts
    from tutor_app.engine.items.course_text import read_course
    from tutor_app.engine.items.generate import generate_items
    from tutor_app.engine.models import models_of

    cancel = cancel or Cancellation()
    name = course.path.name
    with closing(CourseIndex.open(course)) as index:
        text = read_course(index)
        models = models_of(home, load(home.settings_file).device)
        encoder = models.text_encoders[index.encoder].get()
        report(0)
        concepts = find_concepts(text, name, encoder, cancel)
        items = []
        figures = _find_figures(models, course) if text.figures else None
        for item in generate_items(text, name, encoder, cancel, figures=figures):
            items.append(item)
            report(len(items))
    return items, concepts


def _find_figures(models: "Models", course: CourseFolder) -> "FigureReading | None":
    """What reads the labels of figures; None where the text reader is missing: they are left out."""
    from tutor_app.engine.items.generate import FigureReading
    from tutor_app.engine.picture_file import read_picture

    def open_picture(image: str) -> "Pixels | None":
        try:
            return read_picture(course.path / image)
        except TutorError:
            return None

    try:
        return FigureReading(models.word_reader.get(), open_picture)
    except TutorError:
        return None


@dataclass(frozen=True)
class MadeItems:
    """All that was made of a course."""

    course: str  # the folder's name
    items: tuple[Item, ...]
    concepts: ConceptMap


@dataclass(frozen=True)
class MakingFailed:
    """Why nothing was made, in words; empty where it was stopped."""

    message: str = ""
    hint: str = ""


def serve_making(connection: Connection, home: Home, course: CourseFolder) -> None:
    """Make a course's practice in a process of its own; what comes through the pipe stops it.

    Sends how many items there are so far, then `MadeItems` or `MakingFailed`.
    """
    log_to_file(home, "practice")
    speak(language_of_reader(load(home.settings_file)))
    cancel = Cancellation()

    def report(count: int) -> None:
        if connection.poll():
            cancel.request()
        connection.send(count)

    try:
        items, concepts = make_practice(home, course, report, cancel)
        connection.send(MadeItems(course.path.name, tuple(items), concepts))
    except TutorError as error:
        connection.send(MakingFailed(str(error), error.hint))
    except Cancelled:
        connection.send(MakingFailed())
