"""Pictures of a handout: pages with what is cited of them marked, figures, what the learner showed."""

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tutor_app.core.material import Box
from tutor_app.core.picture_decoding import decode_picture
from tutor_app.course.pdf_figures import render

PAGE_PX = 1100  # the width of a page's picture
SHOWN_PX, HIGHEST_PX = 620, 880  # of any picture where it stands, at 96 to the inch: on A4 with its margins
COLOURS, QUALITY = 64, 80
PRINT = 1.3  # times its PNG is what a JPEG of print takes at least, and of a photograph never
WASH, STRONG = (255, 241, 196), (255, 223, 128)  # of evidence, and of the very lines that are cited
INK, EDGE = (149, 87, 10), (221, 214, 201)
BADGE_PT = 13.0


@dataclass(frozen=True)
class Mark:
    """What is cited of one page under one number."""

    number: int
    boxes: tuple[Box, ...]
    lines: tuple[Box, ...] = ()  # of the boxes' text, the very lines
    label: str = ""  # what stands beside it; empty: the number


@dataclass(frozen=True)
class Picture:
    """A picture with its words; `alt` is for who doesn't see it."""

    encoded: bytes
    mime: str
    width_px: int
    height_px: int
    caption: str
    alt: str
    anchor: str = ""  # its name in the document, where others lead to it

    @property
    def shown_px(self) -> int:
        """Its width where it stands: no wider and no higher than a page has room."""
        return round(min(SHOWN_PX, self.width_px, HIGHEST_PX * self.width_px / max(1, self.height_px)))


def page_picture(source: Path, page: int, marks: Sequence[Mark], caption: str, alt: str) -> Picture | None:
    """A page of a PDF with its marks; None if it can't be drawn."""
    try:
        with closing(pypdfium2.PdfDocument(source)) as document:
            sheet = document[page]
            width = max(1.0, sheet.get_width())
            drawn = render(sheet, PAGE_PX / width)
            sheet.close()
    except (OSError, IndexError, pypdfium2.PdfiumError):
        return None
    if drawn is None:
        return None
    return _encoded(_marked(drawn, marks, drawn.width / width), caption, alt)


def file_picture(file: Path, caption: str, alt: str) -> Picture | None:
    """A picture of the course or of the learner; None if it has gone or is none."""
    try:
        with file.open("rb") as content:
            return _encoded(decode_picture(content), caption, alt)
    except (OSError, ValueError, SyntaxError):
        return None


def _marked(page: Image.Image, marks: Sequence[Mark], scale: float) -> Image.Image:
    """As a marker would: what is printed stays readable."""
    wash = Image.new("RGB", page.size, "white")
    brush = ImageDraw.Draw(wash)
    for boxes, colour in [(m.boxes, WASH) for m in marks] + [(m.lines, STRONG) for m in marks]:
        for box in boxes:
            brush.rectangle([scale * n for n in (box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1)], colour)
    marked = ImageChops.multiply(page, wash)
    pen = ImageDraw.Draw(marked)
    pen.rectangle([0, 0, page.width - 1, page.height - 1], outline=EDGE)  # of the paper
    taken: list[tuple[float, float]] = []
    for mark in marks:
        if mark.boxes:
            taken.append(_badge(pen, mark, scale, taken))
    return marked


def _badge(
    pen: ImageDraw.ImageDraw, mark: Mark, scale: float, taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """The number left of its first line, where no other one is; its place in points."""
    first = mark.boxes[0]
    left = max(min(box.x0 for box in mark.boxes) - BADGE_PT, BADGE_PT / 2 + 1)
    top = (first.y0 + min(first.y1, first.y0 + BADGE_PT)) / 2
    while any(abs(left - x) < BADGE_PT and abs(top - y) < BADGE_PT for x, y in taken):
        top += BADGE_PT + 1
    reach = BADGE_PT / 2
    pen.ellipse([scale * n for n in (left - reach, top - reach, left + reach, top + reach)], INK)
    share = 0.7 if len(mark.label) < 3 else 0.5
    font = ImageFont.load_default(round(share * BADGE_PT * scale))
    pen.text((scale * left, scale * top), mark.label or str(mark.number), "white", font, "mm")
    return left, top


def _encoded(image: Image.Image, caption: str, alt: str) -> Picture:
    if image.width > 2 * PAGE_PX:
        image.thumbnail((2 * PAGE_PX, 4 * PAGE_PX))
    png, jpeg = _as_png(image), _as_jpeg(image)
    encoded, mime = (png, "image/png") if PRINT * len(png) < len(jpeg) else (jpeg, "image/jpeg")
    return Picture(encoded, mime, image.width, image.height, caption, alt)


def _as_png(image: Image.Image) -> bytes:
    """In few colours: print and drawings stay sharp in half the room of a JPEG."""
    out = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def _as_jpeg(image: Image.Image) -> bytes:
    """What suits scans and photographs."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
