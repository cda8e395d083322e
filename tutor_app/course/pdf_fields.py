"""What was typed into a PDF page: values of its form's fields, and free text laid upon it."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor_app.core.material import Box
from tutor_app.course.pdf_lines import TextLine
from tutor_app.course.pdf_placing import Placing

MOST_ANNOTATIONS = 2000
MOST_BYTES = 40_000  # of one value
USUAL_SIZE = 10.0
_WRITTEN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13


def field_lines(pdf: pdfium.PdfDocument, page: pdfium.PdfPage, placing: Placing) -> list[TextLine]:
    """List what was typed into fields and upon the page; passwords and what isn't shown are left out."""
    form = pdf.formenv.raw if pdf.formenv else None
    found: list[TextLine] = []
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            found.extend(_lines(form, annotation, placing))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def with_fields(lines: Sequence[TextLine], typed: Sequence[TextLine]) -> list[TextLine]:
    """Put each typed line after the printed one beside it, else after the one above it."""
    placed = list(lines)
    for line in typed:
        before = [number for number, other in enumerate(placed) if _is_before(other.box, line.box)]
        nearest = max(before, key=lambda number: _nearness(placed[number].box, line.box), default=-1)
        placed.insert(nearest + 1, line)
    return placed


def _is_before(printed: Box, typed: Box) -> bool:
    return (printed.y0 + printed.y1) / 2 <= typed.y1 and printed.x0 < typed.x1


def _nearness(printed: Box, typed: Box) -> tuple[float, float]:
    middle = (printed.y0 + printed.y1) / 2
    beside = middle > typed.y0
    return (typed.y0 if beside else printed.y1), printed.x1


def _lines(form: Any, annotation: Any, placing: Placing) -> Iterator[TextLine]:
    rect = raw.FS_RECTF()
    if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN or not raw.FPDFAnnot_GetRect(annotation, rect):
        return
    texts = [text.strip() for text in _value(form, annotation).splitlines() if text.strip()]
    box = placing.box(rect.left, rect.bottom, rect.right, rect.top)
    high = (box.y1 - box.y0) / max(len(texts), 1)
    size = _size(form, annotation) or min(high, USUAL_SIZE)
    for number, text in enumerate(texts):
        top = box.y0 + number * high
        yield TextLine(text, Box(box.x0, top, box.x1, top + high), round(size, 1), False)


def _value(form: Any, annotation: Any) -> str:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _text(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
    if kind != raw.FPDF_ANNOT_WIDGET or form is None:
        return ""
    is_password = raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD
    if is_password or raw.FPDFAnnot_GetFormFieldType(form, annotation) not in _WRITTEN:
        return ""
    return _text(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))


def _text(read: Callable[[Any, int], int]) -> str:
    """What pdfium writes into a buffer: UTF-16, with a zero at its end."""
    size = read(None, 0)
    if not 2 < size <= MOST_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    read(buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")


def _size(form: Any, annotation: Any) -> float:
    size = ctypes.c_float()
    known = form is not None and raw.FPDFAnnot_GetFontSize(form, annotation, size)
    return float(size.value) if known else 0.0
