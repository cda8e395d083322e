"""One page of a PDF: its lines as they are seen, its pictures, and what it looks like."""

from collections import Counter
from functools import cached_property

import pypdfium2 as pdfium
from PIL import Image

from tutor_app.core.material import Box
from tutor_app.course.pdf_bullets import with_bullets
from tutor_app.course.pdf_fields import field_lines, with_fields
from tutor_app.course.pdf_figures import MOST_PAGE_PX, render
from tutor_app.course.pdf_holes import with_pieces
from tutor_app.course.pdf_letters import Gap, Letter, letters_on
from tutor_app.course.pdf_lines import TextLine, lines_from
from tutor_app.course.pdf_objects import PageObject, objects_on
from tutor_app.course.pdf_placing import Placing
from tutor_app.course.pdf_scan import is_blank
from tutor_app.course.pdf_trust import PageImage, images_among, mend_codes, shown_lines

SCALE = 2.0  # pixels a point, of the picture that is read
ON_PAGE = 0.3  # of a line: what is less on the page can't be seen
MOST_TURNED = 0.8  # of a page's letters: then all of it is turned


class PdfPage:
    """A page that is open; its parts are made when they are first asked for."""

    def __init__(self, pdf: pdfium.PdfDocument, page: pdfium.PdfPage) -> None:
        self._pdf, self.page = pdf, page
        self.width: float
        self.height: float
        self.width, self.height = page.get_size()

    @cached_property
    def placing(self) -> Placing:
        """Where raw page space is shown."""
        return Placing.of(self.page)

    @cached_property
    def turn(self) -> int:
        """By how many degrees nearly all of the page's letters are turned clockwise, in quarters."""
        turns = Counter(one.style.turn for one in self._letters if isinstance(one, Letter))
        turn, count = turns.most_common(1)[0] if turns else (0, 0)
        return turn if turn in (90, 180, 270) and count >= MOST_TURNED * turns.total() else 0

    @cached_property
    def upright(self) -> Placing:
        """Where raw page space would be shown if the page's letters were upright."""
        return self.placing.turned(self.turn, self.width, self.height) if self.turn else self.placing

    @property
    def paper(self) -> Box:
        """The page when its letters are upright."""
        width = self.height if self.turn in (90, 270) else self.width
        return Box(0, 0, max(width, 0.0), max(self.upright_height, 0.0))

    @property
    def upright_height(self) -> float:
        """The height of the page when its letters are upright."""
        return self.width if self.turn in (90, 270) else self.height

    def back(self, box: Box) -> Box:
        """Give the place on the page as it is shown of what stands on the upright page."""
        if not self.turn:
            return box
        corners = [
            self.placing.point(*self.upright.back(x, y)) for x, y in ((box.x0, box.y0), (box.x1, box.y1))
        ]
        (x0, y0), (x1, y1) = corners
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    @cached_property
    def lines(self) -> list[TextLine]:
        """The lines that can be seen, upright, in the order of the file; typed ones in their places."""
        letters = letters_on(self.page, self.upright) if self.turn else self._letters
        lines = [line for line in with_pieces(lines_from(letters)) if self._is_on_page(line.box)]
        lines = [line for line in mend_codes(shown_lines(lines, self.pictures)) if not self._is_unseen(line)]
        typed = field_lines(self._pdf, self.page, self.upright)
        return with_bullets(with_fields(lines, typed) if typed else lines, self.objects)

    @cached_property
    def pictures(self) -> list[PageImage]:
        """The pictures on the page, upright."""
        return images_among(self.objects, self.paper.x1, self.paper.y1)

    @cached_property
    def objects(self) -> list[PageObject]:
        """What is drawn on the page, upright."""
        return list(objects_on(self.page, self.upright))

    @cached_property
    def picture(self) -> Image.Image | None:
        """What the page looks like; nothing where it has no size."""
        return render(self.page, SCALE)

    def cut(self, box: Box, scale: float, margin_pt: float) -> Image.Image | None:
        """Draw a part of the page, as it is shown; nothing where there is none."""
        left, top = max(box.x0 - margin_pt, 0.0), max(box.y0 - margin_pt, 0.0)
        right, bottom = max(self.width - box.x1 - margin_pt, 0.0), max(self.height - box.y1 - margin_pt, 0.0)
        wide, high = self.width - left - right, self.height - top - bottom
        if wide < 1 or high < 1 or wide * high * scale * scale > MOST_PAGE_PX:
            return None
        drawn: Image.Image = self.page.render(scale=scale, crop=(left, bottom, right, top)).to_pil()
        return drawn.convert("RGB")

    @property
    def scale(self) -> float:
        """Pixels a point of `picture`."""
        return float(self.picture.width / self.width) if self.picture else 1.0

    @cached_property
    def _letters(self) -> list[Letter | Gap]:
        return letters_on(self.page, self.placing)

    def _is_on_page(self, box: Box) -> bool:
        return box.area <= 0 or box.overlap(self.paper) >= ON_PAGE * box.area

    def _is_unseen(self, line: TextLine) -> bool:
        """Tell whether pale letters are on pale ground."""
        letters = [one for one in line.letters if isinstance(one, Letter)]
        if not letters or not all(letter.style.is_pale for letter in letters):
            return False
        return self.picture is not None and is_blank(self.picture, self.back(line.box), self.scale)
