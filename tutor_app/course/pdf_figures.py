"""Pictures and drawings of a PDF page, each with its caption."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from tutor_app.core.figure_labels import is_caption, label_of
from tutor_app.core.material import Box, PageLocator
from tutor_app.course.passages import words_in
from tutor_app.course.pdf_lines import TextLine
from tutor_app.course.pdf_objects import PageObject
from tutor_app.course.raw import RawBlock, RawFigure, joined

DRAWN = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
MOST_OBJECTS = 4000  # a page with more is a map or a bomb; its first ones show where it is
NEAR_PT = 14.0
LABEL_NEAR_PT, LABEL_LETTERS = 9.0, 30
LEAST_SIDE_PT = 36.0
LEAST_CAPTIONED_PT = 20.0
LEAST_SHARE = 0.012  # of the page
MOST_SHARE = 0.92
SCALE = 2.0
LONGEST_PX = 1400
MOST_PAGE_PX = 24_000_000
CAPTION_NEAR_PT = 60.0
PROSE_LINE_WORDS = 4.0
FRAME_OBJECTS = 3
RULE_PT = 2.5

_AXIS_NUMBER = re.compile(r"[-−+±~]?\s*\d+(?:[.,]\d+)*\s*(?:[%°‰kMGµ]|×?\s?10[⁰-⁹⁻]*)?")
_LONG = re.compile(r"[^\W\d_]{3,}|[㐀-鿿]{2}")


@dataclass(frozen=True)
class Drawing:
    """Where something is drawn, and the lines of text that belong to it."""

    box: Box  # with the labels that stand just outside, as those of axes do
    words: str
    labels: tuple[TextLine, ...] = ()

    def holds(self, line: TextLine) -> bool:
        """Tell whether a line is the drawing's, not the text's."""
        return any(line is label for label in self.labels)


def drawings(objects: Sequence[PageObject], paper: Box, lines: Sequence[TextLine]) -> list[Drawing]:
    """Find clusters of images and drawing strokes large enough to be a figure."""
    boxes = [box for box in _drawn(objects, paper) if not _is_rule(box, paper)]
    clusters = _clusters(boxes)
    found = []
    for caption in (line.box for line in lines if is_caption(line.text)):
        if box := _above(caption, clusters, lines):
            clusters = [cluster for cluster in clusters if not inside(cluster, box)]
            found.append(_drawing(box, lines))
    for box in clusters:
        sides = min(box.x1 - box.x0, box.y1 - box.y0)
        held = [line for line in lines if inside(line.box, box)]
        if (
            sides >= LEAST_SIDE_PT
            and LEAST_SHARE * paper.area <= box.area <= MOST_SHARE * paper.area
            and not _is_prose([line.text for line in held])
            and not (held and _is_frame(box, objects))
            and not (len(held) > 1 and _is_ruled(box, objects))
            and not _is_code(held)
        ):
            found.append(_drawing(box, lines))
    return sorted(found, key=lambda drawing: (drawing.box.y0, drawing.box.x0))


def _drawing(box: Box, lines: Sequence[TextLine]) -> Drawing:
    """A drawing with its labels. Numbers at its axes are no words: they would be found for any number."""
    whole, beside = _with_labels(box, lines)
    within = [line for line in lines if inside(line.box, box)]
    labels = [line for line in lines if any(line is one for one in (*within, *beside))]
    words = " ".join(line.text for line in labels if not _AXIS_NUMBER.fullmatch(line.text))
    return Drawing(whole, words, tuple(labels))


def figures(
    page: pdfium.PdfPage, number: int, found: Sequence[Drawing], captions: Sequence[RawBlock]
) -> list[RawFigure]:
    """Make a figure of each drawing; drawings that share a caption are one."""
    grouped: dict[int, list[Drawing]] = {}
    for position, drawing in enumerate(found):
        key = _caption_of(drawing.box, captions, number)
        grouped.setdefault(key if key is not None else -1 - position, []).append(drawing)
    shown = render(page) if grouped else None
    made = []
    for key, group in grouped.items():
        caption = joined(captions[key].lines, " ")[0] if key >= 0 else ""
        words = " ".join(drawing.words for drawing in group).strip()
        box = _around([drawing.box for drawing in group])
        picture = _cut(page, shown, box) if shown else None
        if picture is not None:
            made.append(RawFigure(label_of(caption), caption, words, picture, PageLocator(number, (box,))))
    return made


def render(page: pdfium.PdfPage, scale: float = SCALE) -> Image.Image | None:
    """The page as a picture of at most 24 million pixels; None if it has no size."""
    width, height = page.get_size()
    if width < 1 or height < 1:
        return None
    bound = (MOST_PAGE_PX / (width * height)) ** 0.5
    if min(scale, bound) * min(width, height) < 1:
        return None
    picture: Image.Image = page.render(scale=min(scale, bound)).to_pil()
    return picture.convert("RGB")


def inside(inner: Box, outer: Box) -> bool:
    """Tell whether most of `inner` lies in `outer`."""
    return inner.overlap(outer) > 0.6 * max(inner.area, 1e-6)


def _drawn(objects: Iterable[PageObject], paper: Box) -> list[Box]:
    boxes: list[Box] = []
    for item in objects:
        if item.kind not in DRAWN:
            continue
        if len(boxes) >= MOST_OBJECTS:
            break
        box = item.box
        x0, y0, x1, y1 = max(box.x0, 0), max(box.y0, 0), min(box.x1, paper.x1), min(box.y1, paper.y1)
        if x0 < x1 and y0 < y1:
            boxes.append(Box(x0, y0, x1, y1))
    return boxes


def _is_rule(box: Box, paper: Box) -> bool:
    """Lines below headings, table rules, and page backgrounds are no figures."""
    thin = min(box.x1 - box.x0, box.y1 - box.y0) < 2.0
    return (thin and box.x1 - box.x0 > 0.5 * paper.x1) or box.area > MOST_SHARE * paper.area


def _above(caption: Box, clusters: Sequence[Box], lines: Sequence[TextLine]) -> Box | None:
    """Around all that is drawn between a caption and the text above it: the parts of one figure."""
    ends = [line.box.y1 for line in lines if line.box.y1 <= caption.y0 and len(_LONG.findall(line.text)) >= 5]
    top = max(ends, default=0.0) - 2
    parts = [box for box in clusters if box.y0 >= top and box.y1 <= caption.y0 + 4 and not _is_bar(box)]
    if not parts:
        return None
    box = _around(parts)
    beside = box.x1 < caption.x0 or box.x0 > caption.x1  # of another column
    small = min(box.x1 - box.x0, box.y1 - box.y0) < LEAST_CAPTIONED_PT
    return None if beside or small or caption.y0 - box.y1 > CAPTION_NEAR_PT else box


def _with_labels(box: Box, lines: Sequence[TextLine]) -> tuple[Box, list[TextLine]]:
    """Around a drawing and its labels: first the numbers at an axis, then what is written beside them."""
    candidates = [line for line in lines if _is_label(line) and not _ends_paragraph(line, lines)]
    labels: list[TextLine] = []
    for _ in range(2):
        labels = [line for line in candidates if _near(line.box, box, LABEL_NEAR_PT)]
        box = _around([box, *(line.box for line in labels)])
    return box, labels


def _is_label(line: TextLine) -> bool:
    """A few letters that are neither a caption, a heading nor a line of a paragraph."""
    if line.turn:
        return len(line.text) <= 2 * LABEL_LETTERS
    is_short = len(line.text) <= LABEL_LETTERS and words_in(line.text) < PROSE_LINE_WORDS
    return is_short and not line.bold and not is_caption(line.text)


def _ends_paragraph(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Tell whether a short line is the last one of a text that stands above it."""
    return any(
        abs(other.box.x0 - line.box.x0) < 3
        and -2 < line.box.y0 - other.box.y1 < 0.9 * line.size
        and words_in(other.text) >= PROSE_LINE_WORDS
        for other in lines
    )


def _is_bar(box: Box) -> bool:
    """The bar of a fraction."""
    return box.y1 - box.y0 < 2.0 and box.x1 - box.x0 < 60.0


def _is_prose(lines: Sequence[str]) -> bool:
    """A box around sentences or code is text with a frame; the labels of a drawing are short."""
    return bool(lines) and sum(map(words_in, lines)) >= PROSE_LINE_WORDS * len(lines)


def _is_frame(box: Box, objects: Sequence[PageObject]) -> bool:
    """Tell whether a few strokes or a ground, and no picture, are all that is drawn around a text."""
    drawn = [item for item in objects if item.kind in DRAWN and item.box.overlap(box) > 0]
    return len(drawn) <= FRAME_OBJECTS and all(item.kind == raw.FPDF_PAGEOBJ_PATH for item in drawn)


def _is_ruled(box: Box, objects: Sequence[PageObject]) -> bool:
    """Tell whether all that is drawn is straight rules, as between the cells of a table."""
    drawn = [item for item in objects if item.kind in DRAWN and item.box.overlap(box) > 0]
    return all(
        item.kind == raw.FPDF_PAGEOBJ_PATH
        and min(item.box.x1 - item.box.x0, item.box.y1 - item.box.y0) < RULE_PT
        for item in drawn
    )


def _is_code(lines: Sequence[TextLine]) -> bool:
    """Tell whether the text in a box is lines of a program."""
    return bool(lines) and sum(line.is_fixed for line in lines) > 0.5 * len(lines)


def _clusters(boxes: Sequence[Box]) -> list[Box]:
    """Boxes joined while they nearly touch."""
    clusters: list[Box] = []
    for box in boxes:
        near = [other for other in clusters if _near(box, other)]
        while near:
            clusters = [other for other in clusters if other not in near]
            box = _around([box, *near])
            near = [other for other in clusters if _near(box, other)]
        clusters.append(box)
    return sorted(clusters, key=lambda box: (box.y0, box.x0))


def _near(one: Box, other: Box, most_pt: float = NEAR_PT) -> bool:
    return (
        max(one.x0, other.x0) - min(one.x1, other.x1) < most_pt
        and max(one.y0, other.y0) - min(one.y1, other.y1) < most_pt
    )


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )


def _caption_of(box: Box, captions: Sequence[RawBlock], page: int) -> int | None:
    """The caption nearest below a drawing, else above it."""
    best: tuple[float, int] | None = None
    for position, caption in enumerate(captions):
        boxes = [
            b for line in caption.lines if isinstance(line.locator, PageLocator) for b in line.locator.boxes
        ]
        words = _around(boxes)
        if min(words.x1, box.x1) <= max(words.x0, box.x0):
            continue
        below, above = words.y0 - box.y1, box.y0 - words.y1
        distance = below if below > -6 else above + 12  # below is the custom; above must be nearer
        if -6 < distance < CAPTION_NEAR_PT and (best is None or distance < best[0]):
            best = (distance, position)
    return best[1] if best else None


def _cut(page: pdfium.PdfPage, shown: Image.Image, box: Box) -> Image.Image | None:
    scale = shown.width / page.get_size()[0]
    corners = (box.x0 - 4, box.y0 - 4, box.x1 + 4, box.y1 + 4)
    left, top, right, bottom = (round(c * scale) for c in corners)
    edges = (max(left, 0), max(top, 0), min(right, shown.width), min(bottom, shown.height))
    if edges[2] - edges[0] < 8 or edges[3] - edges[1] < 8:
        return None
    picture = shown.crop(edges)
    picture.thumbnail((LONGEST_PX, LONGEST_PX))
    return picture
