"""Words that the learner marks on pages with the mouse, to copy them."""

from dataclasses import dataclass

from tutor_app.core.material import Box
from tutor_app.gui.material.book import PdfBook

Character = tuple[int, int]  # page, number on it


@dataclass(frozen=True)
class Selection:
    """From where the mouse went down to where it is now; both ends are in it."""

    anchor: Character
    head: Character

    def parts(self, book: PdfBook) -> list[tuple[int, int, int]]:
        """Page, first character and how many, for each page it touches."""
        (first_page, first), (last_page, last) = sorted((self.anchor, self.head))
        parts = []
        for page in range(first_page, last_page + 1):
            begin = first if page == first_page else 0
            end = last + 1 if page == last_page else book.count_characters(page)
            parts.append((page, begin, end - begin))
        return parts

    def boxes(self, book: PdfBook) -> dict[int, tuple[Box, ...]]:
        """Where it stands, page by page."""
        return {page: book.boxes(page, first, count) for page, first, count in self.parts(book)}

    def text(self, book: PdfBook) -> str:
        return "\n".join(book.words(page, first, count) for page, first, count in self.parts(book))
