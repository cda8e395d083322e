"""Where a passage or figure stands, in words."""

from tutor_app.core.language import tr
from tutor_app.core.material import Figure, Locator, PageLocator, Passage


def place_in_words(source: Passage | Figure) -> str:
    """For example "Forces › Friction, page 12"."""
    if isinstance(source, Figure):
        title, locator = source.label or source.caption or tr("Figure"), source.locator
    else:
        title, locator = " › ".join(source.path), source.locators[0]
    return ", ".join(filter(None, (title, spot_in_words(locator))))


def spot_in_words(locator: Locator) -> str:
    """For example "page 12"."""
    if isinstance(locator, PageLocator):
        return tr("page {page}", page=locator.page + 1)
    return tr("{file}, line {line}", file=locator.file, line=locator.first_line + 1)
