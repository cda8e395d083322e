"""A PDF and Markdown files small enough to know every word and place of."""

from collections.abc import Sequence
from pathlib import Path

from tutor_app.core.material import Box, Figure, Locator, PageLocator, Region, Section
from tutor_app.course.folder import CourseFolder

WIDTH, HEIGHT = 400.0, 500.0


def write_pdf(path: Path, pages: Sequence[str], page_keys: Sequence[str] = ()) -> Path:
    """Each page says its words once, in 20 point type, 100 points below its top and 50 from its left."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number, words in enumerate(pages):
        content = f"BT /F1 20 Tf 50 {HEIGHT - 100:g} Td ({words}) Tj ET".encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        keys = page_keys[number] if number < len(page_keys) else f"/MediaBox[0 0 {WIDTH:g} {HEIGHT:g}]"
        page = (
            f"<</Type/Page/Parent 2 0 R{keys}/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects)} 0 R>>"
        )
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    path.write_bytes(_joined(objects))
    return path


def _joined(objects: Sequence[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


class SmallIndex:
    """What the view reads of a course."""

    def __init__(self, sections: Sequence[Section] = (), figures: Sequence[Figure] = ()) -> None:
        self._sections, self._figures = sections, figures

    def sections(self) -> Sequence[Section]:
        return self._sections

    def figure(self, id: int) -> Figure:
        return self._figures[id]

    def figure_places(self) -> Sequence[Locator]:
        return [figure.locator for figure in self._figures]

    def figures_in(self, region: Region) -> list[int]:
        return [
            figure.id
            for figure in self._figures
            if isinstance(figure.locator, PageLocator)
            and figure.locator.page == region.page
            and figure.locator.boxes[0].overlap(region.box) > 0
        ]


def section(id: int, title: str, locator: Locator, level: int = 1) -> Section:
    return Section(id, level, title, (title,), locator)


def figure(locator: Locator) -> Figure:
    return Figure(0, 0, "Figure 1", "", "", "", locator, ())


def pdf_course(folder: Path, pages: Sequence[str], page_keys: Sequence[str] = ()) -> CourseFolder:
    write_pdf(folder / "book.pdf", pages, page_keys)
    return CourseFolder(folder, "A book", "en", "pdf", "book.pdf")


def text_course(folder: Path, **files: str) -> CourseFolder:
    (folder / "text").mkdir()
    for name, text in files.items():
        (folder / "text" / f"{name}.md").write_text(text, encoding="utf-8")
    return CourseFolder(folder, "A text", "en", "markdown", "text")


LINE = Box(50, 82, 200, 106)  # around the words of a page
