"""Annotations written into a copy of the PDF, as any reader of PDFs shows them."""

from collections.abc import Sequence
from datetime import UTC
from itertools import groupby
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tutor_app.core.annotation import Annotation, Colour
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import Box, PageLocator
from tutor_app.course.pdf_placing import Placing

PRINTED = 4  # the flag without which an annotation is not printed
COLOURS: dict[Colour, tuple[int, int, int]] = {
    "yellow": (253, 224, 71),
    "green": (134, 212, 120),
    "blue": (120, 190, 245),
    "pink": (245, 150, 195),
}
SUBTYPES = {"highlight": pdfium.FPDF_ANNOT_HIGHLIGHT, "underline": pdfium.FPDF_ANNOT_UNDERLINE}


def write_pdf(source: Path, annotations: Sequence[Annotation], file: Path) -> None:
    """A copy of `source` with annotations, given in the order of pages; the copy begins with the very bytes.

    Raises:
        TutorError: the PDF can't be read.
        OSError: the copy can't be written.
    """
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise TutorError(
            tr("{name} can't be read.", name=source.name), tr("Remove the course and add it again.")
        ) from error
    try:
        for page, group in groupby(annotations, key=_page):
            if 0 <= page < len(document):
                _mark(document[page], list(group))
        document.save(file, flags=pdfium.FPDF_INCREMENTAL)
    finally:
        document.close()


def _page(annotation: Annotation) -> int:
    locator = annotation.anchor.locator
    return locator.page if isinstance(locator, PageLocator) else -1


def _mark(page: pypdfium2.PdfPage, annotations: Sequence[Annotation]) -> None:
    placing = Placing.of(page)
    for annotation in annotations:
        locator = annotation.anchor.locator
        if isinstance(locator, PageLocator) and locator.boxes:
            _add(page, placing, annotation, locator.boxes)
    page.close()


def _add(page: pypdfium2.PdfPage, placing: Placing, annotation: Annotation, boxes: Sequence[Box]) -> None:
    mark = pdfium.FPDFPage_CreateAnnot(page, SUBTYPES[annotation.style])
    points = [_points(placing, box) for box in boxes]
    for quad in points:
        pdfium.FPDFAnnot_AppendAttachmentPoints(mark, quad)
    xs = [x for quad in points for x in (quad.x1, quad.x2, quad.x3, quad.x4)]
    ys = [y for quad in points for y in (quad.y1, quad.y2, quad.y3, quad.y4)]
    pdfium.FPDFAnnot_SetRect(mark, pdfium.FS_RECTF(min(xs), max(ys), max(xs), min(ys)))
    pdfium.FPDFAnnot_SetColor(mark, pdfium.FPDFANNOT_COLORTYPE_Color, *COLOURS[annotation.colour], 255)
    pdfium.FPDFAnnot_SetFlags(mark, PRINTED)
    _say(mark, "Contents", annotation.note)
    _say(mark, "M", annotation.changed_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    _say(mark, "NM", f"tutor-{annotation.id}")
    pdfium.FPDFPage_CloseAnnot(mark)


def _points(placing: Placing, box: Box) -> pdfium.FS_QUADPOINTSF:
    """The corners of a line: top left, top right, bottom left, bottom right, as readers draw them."""
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1))
    return pdfium.FS_QUADPOINTSF(*(number for corner in corners for number in placing.back(*corner)))


def _say(mark: object, key: str, text: str) -> None:
    units = (text + "\0").encode("utf-16-le")
    wide = (pdfium.FPDF_WCHAR * (len(units) // 2)).from_buffer_copy(units)
    pdfium.FPDFAnnot_SetStringValue(mark, key.encode(), wide)
