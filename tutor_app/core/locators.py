"""Locators as the JSON that the index and the record keep."""

import json

from tutor_app.core.material import Box, LineLocator, Locator, PageLocator


def to_json(locators: tuple[Locator, ...]) -> str:
    return json.dumps([_to_plain(locator) for locator in locators], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Locator, ...]:
    return tuple(_from_plain(plain) for plain in json.loads(text))


def page_of(locator: Locator) -> int | None:
    """The page, from 0; None in material without pages."""
    return locator.page if isinstance(locator, PageLocator) else None


def _to_plain(locator: Locator) -> list[object]:
    match locator:
        case PageLocator(page=page, boxes=boxes):
            return [page, *([round(n, 1) for n in (b.x0, b.y0, b.x1, b.y1)] for b in boxes)]
        case LineLocator(file=file, first_line=first, last_line=last):
            return [file, first, last]


def _from_plain(plain: list[object]) -> Locator:
    match plain:
        case [str() as file, int() as first, int() as last]:
            return LineLocator(file, first, last)
        case [int() as page, *boxes]:
            return PageLocator(page, tuple(Box(*box) for box in boxes))  # type: ignore[misc]
        case _:
            raise ValueError(f"not a locator: {plain}")
