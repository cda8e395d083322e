"""Make a course's concepts and items, with the models of this machine."""

from collections.abc import Callable
from contextlib import closing

from tutor_app.core.cancel import Cancellation
from tutor_app.core.practice import ConceptMap, Item
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.settings.home import Home
from tutor_app.settings.settings import load

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
        encoder = models_of(home, load(home.settings_file).device).text_encoders[index.encoder].get()
        concepts = find_concepts(text, name, encoder, cancel)
        items = []
        for item in generate_items(text, name, encoder, cancel):
            items.append(item)
            report(len(items))
    return items, concepts
