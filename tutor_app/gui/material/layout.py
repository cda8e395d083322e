"""Where pages lie: below each other or one at a time, singly or as open book; in points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Spread = Literal["continuous", "single", "two"]
SPREADS: tuple[Spread, ...] = ("continuous", "single", "two")
GAP_PT = 14.0
MARGIN_PT = 18.0  # around the pages, for badges and rest


@dataclass(frozen=True)
class Row:
    """Pages side by side."""

    first: int
    count: int
    top: float
    width: float
    height: float


class Layout:
    """All pages of a book in one plane, its middle at x = 0."""

    def __init__(self, sizes: Sequence[tuple[float, float]], spread: Spread) -> None:
        self.spread = spread
        self.rows: list[Row] = []
        self.origins: list[tuple[float, float]] = []
        top = 0.0
        for first, count in _rows(len(sizes), spread):
            pages = sizes[first : first + count]
            width = sum(size[0] for size in pages) + GAP_PT * (count - 1)
            height = max(size[1] for size in pages)
            left = -width / 2
            for page_width, page_height in pages:
                self.origins.append((left, top + (height - page_height) / 2))
                left += page_width + GAP_PT
            self.rows.append(Row(first, count, top, width, height))
            top += height + GAP_PT
        self._tops = [row.top for row in self.rows]
        self._firsts = [row.first for row in self.rows]
        self.height = top - GAP_PT
        self.width = max(row.width for row in self.rows)

    def row_of(self, page: int) -> Row:
        return self.rows[bisect_right(self._firsts, page) - 1]

    def row_at(self, y: float) -> Row:
        """The row at a height; gaps belong to the row above."""
        return self.rows[max(bisect_right(self._tops, y) - 1, 0)]

    def page_at(self, x: float, y: float) -> int:
        """The page at or nearest to a point."""
        row = self.row_at(y)
        pages = range(row.first, row.first + row.count)
        return next((page for page in reversed(pages) if self.origins[page][0] <= x), row.first)

    def position(self, y: float) -> float:
        """A height as the page there, and the part of its row that lies above."""
        row = self.row_at(y)
        part = (y - row.top) / (row.height + GAP_PT)
        return row.first + row.count * min(max(part, -0.1), 0.999)

    def height_of(self, position: float) -> float:
        """What `position` came from."""
        row = self.row_of(min(max(int(position), 0), len(self.origins) - 1))
        return row.top + (position - row.first) / row.count * (row.height + GAP_PT)


def _rows(pages: int, spread: Spread) -> list[tuple[int, int]]:
    """First page and number of pages of each row; the cover of an open book stands alone."""
    if spread != "two":
        return [(page, 1) for page in range(pages)]
    return [(0, 1)] + [(page, min(2, pages - page)) for page in range(1, pages, 2)]
