"""Words that were found, tinted on their pages."""

from collections.abc import Sequence

from tutor_app.core.material import Box
from tutor_app.gui.material.colours import Colours
from tutor_app.gui.material.page import PageItem
from tutor_app.gui.material.tint import Tint, shape_of, take_off

Boxes = tuple[Box, ...]


class HitMarks:
    """The tints of all hits, and a stronger one over the current hit."""

    def __init__(self) -> None:
        self._boxes: dict[int, Sequence[Boxes]] = {}
        self._pages: dict[int, PageItem] = {}
        self._tints: list[Tint] = []
        self._current: list[Tint] = []

    def add(self, page: PageItem, hits: Sequence[Boxes], colours: Colours) -> None:
        """The hits of one page."""
        self._boxes[page.number] = hits
        self._pages[page.number] = page
        shape = shape_of([box for hit in hits for box in hit])
        self._tints.append(Tint(page, shape, colours.hit, colours.blend))

    def show(self, page: PageItem, number: int, colours: Colours) -> Boxes:
        """Make one hit the current one; gives its boxes."""
        take_off(self._current)
        boxes = self._boxes[page.number][number]
        self._current = [Tint(page, shape_of(boxes), colours.hit_current, colours.blend)]
        return boxes

    def recolour(self, colours: Colours) -> None:
        """The same hits on other paper; which one is current shows when the reader steps on."""
        hits, pages = self._boxes, self._pages
        self.clear()
        for number, boxes in hits.items():
            self.add(pages[number], boxes, colours)

    def clear(self) -> None:
        take_off([*self._tints, *self._current])
        self._boxes, self._pages, self._tints, self._current = {}, {}, [], []
