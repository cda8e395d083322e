"""PDF files → headings, blocks and figures with their boxes. A part is a page."""

import ctypes
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from statistics import median

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor_app.core.arrays import Pixels
from tutor_app.core.errors import TutorError
from tutor_app.core.formula import ReadFormula
from tutor_app.core.language import tr
from tutor_app.core.material import Box, PageLocator
from tutor_app.course.memory_limit import limit_memory
from tutor_app.course.pdf_figures import drawings, figures
from tutor_app.course.pdf_formulas import FormulaLines, ReadFormulaPicture, formula_text
from tutor_app.course.pdf_layout import layout
from tutor_app.course.pdf_lines import TextLine
from tutor_app.course.pdf_look import Look, Outline, PageLook, look_at, without_margins
from tutor_app.course.pdf_page import PdfPage
from tutor_app.course.pdf_roots import BAR_PT
from tutor_app.course.pdf_scan import ReadPage, TurnPage, read_scan, with_scan
from tutor_app.course.pdf_title import is_title
from tutor_app.course.pdf_trust import Trust, is_language, legible_lines, trust_in, turns_to_try
from tutor_app.course.raw import RawBlock, RawFigure, RawHeading, RawItem
from tutor_app.course.trials import Trials

MOST_PAGES = 20_000
SAMPLE_PAGES = 24
OUTLINE_LEVELS = 4
NEAR_PAGES = (-2, -1, 1, 2)  # on which the same head may stand
KEPT_LOOKS = 8
FORMULA_SCALE, FORMULA_MARGIN_PT = 3.0, 3.0
MOST_FORMULAS = 12  # of a page are read as pictures: each takes a second
MORE = 1.5  # times as many letters on its picture as a page has itself: its own are a stamp
HEIGHT_TO_SIZE = 1.1  # of lines in a picture: their heights vary with their letters
_DAMAGE = (
    pdfium.PdfiumError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    OSError,
    ctypes.ArgumentError,
)


class PdfReader:
    """One PDF file. pdfium is not thread-safe: one thread of a process."""

    def __init__(
        self,
        file: Path,
        read_page: ReadPage | None = None,
        turn_page: TurnPage | None = None,
        read_formula: ReadFormulaPicture | None = None,
        trials: Trials | None = None,
    ) -> None:
        """Raises: TutorError: encrypted, damaged, empty, or no PDF."""
        self._trials = trials or Trials()
        self._file = file
        self._read_page, self._turn_page, self._read_formula = read_page, turn_page, read_formula
        self._pdf = _open(file)
        self._looks: OrderedDict[int, PageLook] = OrderedDict()

    @cached_property
    def _look(self) -> Look:
        """What is usual in the file: its pages are looked at when it is first asked for."""
        return look_at([self._page_look(number) for number in self._sampled()], self._outline())

    @property
    def title(self) -> str:
        try:
            named = self._pdf.get_metadata_value("Title").strip()
        except ValueError:  # half a character: pypdfium2 decodes strictly
            named = ""
        return named if is_title(named) else self._file.stem

    @property
    def parts(self) -> int:
        return len(self._pdf)

    @property
    def is_continuous(self) -> bool:
        return True

    def label(self, part: int) -> str:
        """Give the number that is printed on a page, if the file says it: "iv", "A-3"; else nothing."""
        size = raw.FPDF_GetPageLabel(self._pdf, part, None, 0)
        if not 2 < size < 200:
            return ""
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_GetPageLabel(self._pdf, part, buffer, size)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()

    def name(self, part: int) -> str:
        return tr("page {page}", page=part + 1)

    def sample(self) -> str:
        texts = (line.text for page in self._sampled() for line in self._page_look(page).lines)
        return " ".join(texts)

    def read(self, part: int) -> Sequence[RawItem]:
        """Raises: TutorError: the page is damaged, or ended a process; the others can still be read."""
        try:
            with self._trials.attempt(str(part)), limit_memory(), self._opened(part) as page:
                return self._items(page, part)
        except _DAMAGE as error:
            raise TutorError(
                tr("Page {page} of {name} is damaged.", page=part + 1, name=self._file.name),
                tr("Save the file again from its source, or give another copy."),
            ) from error

    def close(self) -> None:
        self._pdf.close()

    def _items(self, page: PdfPage, number: int) -> list[RawItem]:
        trust = self._trust(page)
        if trust != "text" and (read := self._scanned(page, trust)):
            lines, back = read
            if back is not None:
                lines = without_margins(lines, self._look, page.height, self._near(number)) or lines
                return [_move(item, back) for item in layout(lines, self._scan_look(lines), number)]
        else:
            lines = page.lines
        return self._written(page, legible_lines(lines), number)

    def _written(self, page: PdfPage, lines: Sequence[TextLine], number: int) -> list[RawItem]:
        """The items of a page that says itself what stands on it."""
        lines = without_margins(lines, self._look, page.upright_height, self._near(number))
        found = [] if page.turn else drawings(page.objects, page.paper, lines)
        prose = [line for line in lines if not any(drawing.holds(line) for drawing in found)]
        items = layout(prose, self._look, number, self._writer(page))
        captions = [item for item in items if isinstance(item, RawBlock) and item.kind == "caption"]
        shown = [*items, *figures(page.page, number, found, captions)]
        return [_move(item, page.back) for item in shown] if page.turn else shown

    def _writer(self, page: PdfPage) -> Callable[[FormulaLines], str]:
        """Give what writes the formulas of a page, reading so many of them as pictures."""
        left = MOST_FORMULAS

        def read(box: Box) -> ReadFormula | None:
            nonlocal left
            if self._read_formula is None or left <= 0:
                return None
            left -= 1
            picture = page.cut(page.back(box), FORMULA_SCALE, FORMULA_MARGIN_PT)
            return self._read_formula(np.asarray(picture)) if picture and not page.turn else None

        bars = [item.box for item in page.objects if item.box.y1 - item.box.y0 <= BAR_PT]
        return lambda formula: formula_text(formula, read, bars)

    def _trust(self, page: PdfPage) -> Trust:
        pictures = [picture for picture in page.pictures if picture.key not in self._look.grounds]
        return trust_in(page.lines, pictures, page.width * page.height)

    def _scanned(
        self, page: PdfPage, trust: Trust
    ) -> tuple[list[TextLine], Callable[[Box], Box] | None] | None:
        """The lines of a page's picture, and the way to their places; nothing where its own are better."""
        if self._read_page is None or page.picture is None:
            return None
        lines, back = self._read_scan(page, self._read_page)
        own = legible_lines(page.lines)
        seen, said = _letters(lines), _letters(own)
        if trust == "none":
            return (lines, back) if lines else None
        if trust == "doubtful":
            return (lines, back) if is_language(" ".join(line.text for line in lines)) else None
        if seen > MORE * said:
            return lines, back
        placed = [replace(line, box=back(line.box)) for line in lines]
        return with_scan(page.lines, placed), None

    def _read_scan(self, page: PdfPage, read_page: ReadPage) -> tuple[list[TextLine], Callable[[Box], Box]]:
        """Read a page's picture; in other positions, too, where nobody tells how it is turned."""
        assert page.picture is not None
        read = read_scan(page.picture, page.scale, read_page, self._turn_page)
        if self._turn_page is None:
            for turn in turns_to_try(read[0]):
                other = read_scan(page.picture, page.scale, read_page, partial(_same, turn))
                if is_language(" ".join(line.text for line in other[0])):
                    return other
        return read

    def _scan_look(self, lines: Sequence[TextLine]) -> Look:
        size = median(line.size for line in lines)
        return Look(
            body_size=max(HEIGHT_TO_SIZE * size, 0.1), is_rough=True, vocabulary=self._look.vocabulary
        )

    def _near(self, number: int) -> Iterator[PageLook]:
        return (self._page_look(number + step) for step in NEAR_PAGES if 0 <= number + step < self.parts)

    @contextmanager
    def _opened(self, number: int) -> Iterator[PdfPage]:
        page = self._pdf[number]
        try:
            yield PdfPage(self._pdf, page)
        finally:
            page.close()

    def _sampled(self) -> range:
        return range(0, self.parts, max(1, self.parts // SAMPLE_PAGES))

    def _page_look(self, number: int) -> PageLook:
        """The height of a page and its lines; none of a page that is damaged."""
        if number not in self._looks:
            try:
                with self._trials.attempt(str(number)), limit_memory(), self._opened(number) as page:
                    self._looks[number] = _look(page)
            except (*_DAMAGE, TutorError):
                self._looks[number] = PageLook(0.0, ())
            while len(self._looks) > max(KEPT_LOOKS, SAMPLE_PAGES * 2):
                self._looks.popitem(last=False)
        return self._looks[number]

    def _outline(self) -> Outline:
        titles: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for mark in self._pdf.get_toc(max_depth=OUTLINE_LEVELS):
            with suppress(*_DAMAGE):  # costs this title
                target = mark.get_dest()
                page = target.get_index() if target else None
                if page is not None and (title := mark.get_title().strip()):
                    titles[page].append((mark.level + 1, title))
        return {page: tuple(found) for page, found in titles.items()}


def _same(turn: int, _: Pixels) -> int:
    return turn


def _look(page: PdfPage) -> PageLook:
    pictures = frozenset(picture.key for picture in page.pictures)
    return PageLook(page.upright_height, tuple(legible_lines(page.lines)), pictures)


def _letters(lines: Sequence[TextLine]) -> int:
    return sum(len(line.text) for line in lines)


def _move(item: RawItem, back: Callable[[Box], Box]) -> RawItem:
    """An item where the page shows it, though it was read upright."""
    match item:
        case RawBlock(lines=lines):
            return replace(
                item, lines=tuple(replace(line, locator=_at(line.locator, back)) for line in lines)
            )
        case RawHeading() | RawFigure():
            return replace(item, locator=_at(item.locator, back))


def _at(locator: object, back: Callable[[Box], Box]) -> PageLocator:
    assert isinstance(locator, PageLocator)
    return PageLocator(locator.page, tuple(map(back, locator.boxes)))


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
    if pdf.get_formtype() != raw.FORMTYPE_NONE:
        pdf.init_forms()  # before any page is opened: their values are asked for, and drawn
    return pdf
