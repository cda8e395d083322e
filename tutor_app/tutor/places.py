"""Where a passage or figure stands, in words."""

from tutor_app.core.answer import Evidence
from tutor_app.core.language import tr
from tutor_app.core.material import Figure, Locator, PageLocator, Passage
from tutor_app.course.index import CourseIndex


def place_in_words(source: Passage | Figure) -> str:
    """For example "Forces › Friction, page 12"."""
    if isinstance(source, Figure):
        title, locator = source.label or source.caption or tr("Figure"), source.locator
    else:
        title, locator = " › ".join(source.path), source.locators[0]
    return ", ".join(filter(None, (title, spot_in_words(locator))))


def bare_spot(source: Passage | Figure) -> str:
    """The page or line alone: a title can be the answer to a question, and so can the name of a file."""
    locator = source.locator if isinstance(source, Figure) else source.locators[0]
    if isinstance(locator, PageLocator):
        return spot_in_words(locator)
    return tr("line {line}", line=locator.first_line + 1)


def heading_of(index: CourseIndex, evidence: Evidence) -> Locator:
    """Where the section begins in which evidence stands."""
    source = index.passage(evidence.id) if evidence.kind == "passage" else index.figure(evidence.id)
    own = source.locator if isinstance(source, Figure) else source.locators[0]
    return next((section.locator for section in index.sections() if section.id == source.section), own)


def spot_in_words(locator: Locator) -> str:
    """For example "page 12"."""
    if isinstance(locator, PageLocator):
        return tr("page {page}", page=locator.page + 1)
    return tr("{file}, line {line}", file=locator.file, line=locator.first_line + 1)
