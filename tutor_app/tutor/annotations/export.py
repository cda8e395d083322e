"""A course's annotations as a file of the kind that its name says."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tutor_app.core.annotation import Annotation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import LineLocator
from tutor_app.course.folder import CourseFolder
from tutor_app.tutor.annotations.markdown import as_markdown
from tutor_app.tutor.annotations.pdf_copy import write_pdf
from tutor_app.tutor.annotations.web import as_web_annotations
from tutor_app.tutor.whole_file import whole_file

Writer = Callable[[CourseFolder, Sequence[Annotation], Path], None]


def export(course: CourseFolder, annotations: Sequence[Annotation], file: Path) -> None:
    """Write annotations in the order of the material; the old file stays whole if that fails.

    Raises:
        TutorError: the name says no kind that is known, the material is no PDF, or nothing can be written.
    """
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise TutorError(
            tr("It isn't known how to write {file}.", file=file.name),
            tr("Give a name that ends in .md, .json or .pdf."),
        )
    with whole_file(file) as part:
        write(course, sorted(annotations, key=_order), part)


def _order(annotation: Annotation) -> tuple[str, int, int]:
    locator = annotation.anchor.locator
    if isinstance(locator, LineLocator):
        return locator.file, locator.first_line, annotation.anchor.start
    return "", locator.page, annotation.anchor.start


def _write_markdown(course: CourseFolder, annotations: Sequence[Annotation], file: Path) -> None:
    file.write_text(as_markdown(course.title, annotations), encoding="utf-8")


def _write_web(course: CourseFolder, annotations: Sequence[Annotation], file: Path) -> None:
    file.write_text(as_web_annotations(course.source, annotations), encoding="utf-8")


def _write_pdf(course: CourseFolder, annotations: Sequence[Annotation], file: Path) -> None:
    if course.kind != "pdf":
        raise TutorError(
            tr("{title} is not a PDF.", title=course.title), tr("Give a name that ends in .md or .json.")
        )
    write_pdf(course.source_path, annotations, file)


WRITERS: dict[str, Writer] = {".md": _write_markdown, ".json": _write_web, ".pdf": _write_pdf}
