"""PDF files → headings, blocks and figures with their boxes. A part is a page."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor_app.core.arrays import Pixels
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import Box
from tutor_app.course.pdf_figures import drawings, figures, inside, render
from tutor_app.course.pdf_layout import Look, is_margin, layout, running_key, without_margins
from tutor_app.course.pdf_lines import Placing, TextLine, lines_of
from tutor_app.course.raw import RawBlock, RawItem

# a page's picture → words or lines with their boxes in its pixels
ReadPage: TypeAlias = Callable[[Pixels], Sequence[tuple[str, Box]]]

MOST_PAGES = 20_000
SAMPLE_PAGES = 24
SCAN_LETTERS = 12  # a page with fewer is a picture of a page
OCR_SCALE = 2.0
OUTLINE_LEVELS = 4


class PdfReader:
    """One PDF file. pdfium is not thread-safe: one thread of a process."""

    def __init__(self, file: Path, read_page: ReadPage | None = None) -> None:
        """Raises: TutorError: encrypted, damaged, empty, or no PDF."""
        self._file, self._read_page = file, read_page
        self._pdf = _open(file)
        self._look = self._usual()

    @property
    def title(self) -> str:
        named = self._pdf.get_metadata_value("Title").strip()
        return (
            named
            if len(named) > 2 and not named.lower().endswith((".doc", ".docx", ".tex"))
            else self._file.stem
        )

    @property
    def parts(self) -> int:
        return len(self._pdf)

    def sample(self) -> str:
        texts = (line.text for page in self._sampled() for line in self._lines(page)[1])
        return " ".join(texts)

    def read(self, part: int) -> Sequence[RawItem]:
        page = self._load(part)
        try:
            return self._items(page, part)
        finally:
            page.close()

    def close(self) -> None:
        self._pdf.close()

    def _items(self, page: pdfium.PdfPage, number: int) -> list[RawItem]:
        placing = Placing.of(page)
        lines = lines_of(page, placing)
        if sum(len(line.text) for line in lines) < SCAN_LETTERS and (seen := self._scanned(page)):
            return layout(seen, Look(1e9), number)
        height = page.get_size()[1]
        lines = without_margins(lines, self._look, height)
        found = drawings(page, placing, lines)
        prose = [line for line in lines if not any(inside(line.box, drawing.box) for drawing in found)]
        items = layout(prose, self._look, number)
        captions = [item for item in items if isinstance(item, RawBlock) and item.kind == "caption"]
        return [*items, *figures(page, number, found, captions)]

    def _scanned(self, page: pdfium.PdfPage) -> list[TextLine]:
        """The lines of a page that is only a picture; none without a reader of pictures."""
        picture = render(page, OCR_SCALE) if self._read_page else None
        if picture is None or self._read_page is None:
            return []
        scale = picture.width / page.get_size()[0]
        lines = []
        for text, box in self._read_page(np.asarray(picture)):
            shown = Box(box.x0 / scale, box.y0 / scale, box.x1 / scale, box.y1 / scale)
            lines.append(TextLine(text, shown, round(shown.y1 - shown.y0, 1), False))
        return lines

    def _load(self, number: int) -> pdfium.PdfPage:
        try:
            return self._pdf[number]
        except pdfium.PdfiumError as error:
            raise TutorError(
                tr("Page {page} of {name} is damaged.", page=number + 1, name=self._file.name),
                tr("Save the file again from its source, or give another copy."),
            ) from error

    def _sampled(self) -> range:
        return range(0, self.parts, max(1, self.parts // SAMPLE_PAGES))

    def _lines(self, number: int) -> tuple[float, list[TextLine]]:
        """The height of a page and its lines; none of a page that is damaged."""
        try:
            page = self._pdf[number]
        except pdfium.PdfiumError:
            return 0.0, []
        try:
            return page.get_size()[1], lines_of(page, Placing.of(page))
        finally:
            page.close()

    def _usual(self) -> Look:
        sizes: Counter[float] = Counter()
        margins: Counter[str] = Counter()
        sampled = self._sampled()
        for number in sampled:
            height, lines = self._lines(number)
            for line in lines:
                sizes[line.size] += len(line.text)
            margins.update({running_key(line.text) for line in lines if is_margin(line.box, height)})
        often = max(3, len(sampled) // 6)
        body = sizes.most_common(1)[0][0] if sizes else 1.0
        outline = self._outline()
        titles = {running_key(title) for found in outline.values() for _, title in found}
        running = titles | {key for key, count in margins.items() if count >= often}
        return Look(max(body, 0.1), frozenset(running), outline)

    def _outline(self) -> dict[int, tuple[tuple[int, str], ...]]:
        titles: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for mark in self._pdf.get_toc(max_depth=OUTLINE_LEVELS):
            target = mark.get_dest()
            page = target.get_index() if target else None
            if page is not None and (title := mark.get_title().strip()):
                titles[page].append((mark.level + 1, title))
        return {page: tuple(found) for page, found in titles.items()}


def _open(file: Path) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(file)
        pages = len(pdf)
    except FileNotFoundError as error:
        raise TutorError(
            tr("There is no file {file}.", file=file), tr("Check its name and folder.")
        ) from error
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise TutorError(
                tr("{name} is locked with a password.", name=file.name),
                tr("Open it in a PDF program, save a copy without a password, and add that."),
            ) from error
        raise TutorError(
            tr("{name} is damaged or is not a PDF.", name=file.name),
            tr("Save the file again from its source, or give another copy."),
        ) from error
    if not pages:
        raise TutorError(tr("{name} has no pages.", name=file.name), tr("Give another copy."))
    if pages > MOST_PAGES:
        raise TutorError(
            tr("{name} has too many pages.", name=file.name), tr("Divide it into several files.")
        )
    return pdf
