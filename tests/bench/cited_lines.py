"""Whether the lines that a citation marks hold the sentence that is cited."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from tests.bench.row import Row, at_least
from tutor_app.core.material import Locator, PageLocator
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.engine.explain.units import units

AROUND_PT = 2  # a glyph reaches over its line's box
WORDS = 0.97  # of the sentence: a PDF's text is not read out in the same order everywhere


def of_course(course: CourseFolder, least: float = 95.0) -> Iterator[Row]:
    """All sentences of a course that can be cited."""
    index = CourseIndex.open(course)
    cited = held = 0
    for id in index.neighbourhoods()[0].tolist():
        for unit in units(index.passage(id).text):
            text = _squeezed("".join(_texts(course, index.lines_of(id, unit.start, unit.end))))
            words = unit.text.split()
            cited += 1
            held += sum(_squeezed(word) in text for word in words) >= WORDS * len(words)
    index.close()
    name = f"sentences of {course.title}, of {cited}, that stand in the lines cited for them"
    yield at_least(name, 100 * held / max(1, cited), "%", least)


def _texts(course: CourseFolder, locators: Sequence[Locator]) -> Iterator[str]:
    for locator in locators:
        if isinstance(locator, PageLocator):
            yield from _on_page(course, locator)
        else:
            lines = (course.source_path / locator.file).read_text(encoding="utf-8").splitlines()
            yield from lines[locator.first_line : locator.last_line + 1]


def _on_page(course: CourseFolder, locator: PageLocator) -> Iterator[str]:
    with pdfium.PdfDocument(course.source_path) as pdf:
        page = pdf[locator.page]
        text, height = page.get_textpage(), page.get_height()
        for box in locator.boxes:
            yield text.get_text_bounded(
                box.x0 - AROUND_PT, height - box.y1 - 1, box.x1 + AROUND_PT, height - box.y0 + 1
            )


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
