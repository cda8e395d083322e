"""What is drawn on a PDF page, and where it is shown, also inside forms."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor_app.core.material import Box
from tutor_app.course.pdf_placing import Placing

MOST_OBJECTS = 20_000  # a page with more is a map or a bomb; its first ones show where it is
MOST_DEPTH = 3  # of forms in forms

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class PageObject:
    """A picture, path, shading or text of a page."""

    handle: Any  # pdfium's, as long as the page is open
    kind: int
    box: Box


def objects_on(page: pdfium.PdfPage, placing: Placing) -> Iterator[PageObject]:
    """List what is drawn on a page, and in its forms, in the order in which it is drawn; at most 20,000."""
    for handle, matrix in islice(_handles(page), MOST_OBJECTS):
        kind = raw.FPDFPageObj_GetType(handle)
        if kind != raw.FPDF_PAGEOBJ_FORM and (box := _box(handle, matrix, placing)):
            yield PageObject(handle, kind, box)


def _handles(page: pdfium.PdfPage) -> Iterator[tuple[Any, _Matrix]]:
    for number in range(raw.FPDFPage_CountObjects(page)):
        if handle := raw.FPDFPage_GetObject(page, number):
            yield from _inside(handle, _SAME, 1)


def _inside(handle: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """An object, and those of a form."""
    yield handle, matrix
    if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_FORM or depth >= MOST_DEPTH:
        return
    own = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, own):
        return
    inner = _product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    for number in range(raw.FPDFFormObj_CountObjects(handle)):
        if child := raw.FPDFFormObj_GetObject(handle, number):
            yield from _inside(child, inner, depth + 1)


def _product(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _box(handle: Any, matrix: _Matrix, placing: Placing) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    points = [placing.point(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    try:
        return Box(min(xs), min(ys), max(xs), max(ys))
    except ValueError:
        return None  # no number
