"""Pages that several questions of a handout cite: each is shown once, with the marks of all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tutor_app.tutor.handout.picture import Mark


@dataclass(frozen=True)
class PageLink:
    """A page that is shown with an earlier question."""

    caption: str
    question: int  # it is shown with
    anchor: str


class SharedPages:
    """Knows the marks of every question before the first page is drawn."""

    def __init__(self) -> None:
        self._marks: dict[tuple[Path, int], list[tuple[int, Mark]]] = defaultdict(list)
        self._shown: dict[tuple[Path, int], int] = {}

    def add(self, course: Path, question: int, pages: Mapping[int, Sequence[Mark]]) -> None:
        """Note what a question, counted from 1, cites of the pages of a course."""
        for page, marks in pages.items():
            self._marks[course, page] += [(question, mark) for mark in marks]

    def marks(self, course: Path, page: int) -> list[Mark]:
        """All marks of a page; those of several questions are labelled with the question, too."""
        found = self._marks[course, page]
        if len({question for question, _ in found}) < 2:
            return [mark for _, mark in found]
        return [replace(mark, label=f"{question}.{mark.number}") for question, mark in found]

    def show(self, course: Path, page: int, question: int) -> int | None:
        """Note that a page is shown with a question; the question that it is shown with already."""
        before = self._shown.get((course, page))
        self._shown.setdefault((course, page), question)
        return before

    def name_anchor(self, course: Path, page: int) -> str:
        """Return the name of a page within the document."""
        courses = list(dict.fromkeys(path for path, _ in self._marks))
        return f"page-{courses.index(course) + 1 if course in courses else 0}-{page + 1}"
