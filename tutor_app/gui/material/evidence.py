"""Evidence on pages: tinted lines with their number beside them, one of them shown more strongly."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QVariantAnimation

from tutor_app.core.material import PageLocator
from tutor_app.gui.material.colours import Colours
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.material.page import PageItem
from tutor_app.gui.material.tint import Badge, Mark, badge_centre, rect_of, take_off

ATTENTION_MS = 900


class EvidenceMarks(QObject):
    """The marks and badges that lie on the pages."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._marks: dict[int, list[Mark]] = {}
        self._badges: list[Badge] = []
        self._attention = QVariantAnimation(self)
        self._attention.setStartValue(1.0)
        self._attention.setEndValue(0.0)
        self._attention.setDuration(ATTENTION_MS)
        self._attention.valueChanged.connect(self._set_halo)
        self._watched: Sequence[Mark] = ()

    def mark(
        self, highlights: Sequence[Highlight], shown: int, pages: Sequence[PageItem], colours: Colours
    ) -> None:
        """Put these marks in place of all others; the shown one lies on top."""
        self._attention.stop()
        take_off([*self._badges, *(mark for marks in self._marks.values() for mark in marks)])
        self._badges, self._marks, self._watched = [], {}, ()
        for highlight in sorted(highlights, key=lambda h: h.number == shown):
            for locator in highlight.locators:
                if isinstance(locator, PageLocator) and locator.page < len(pages) and locator.boxes:
                    page = pages[locator.page]
                    self._mark(highlight, locator, page, highlight.number == shown, colours)

    def lines(self, number: int) -> list[QRectF]:
        """Where the lines of an evidence stand in the scene."""
        return [
            mark.mapRectToScene(rect_of(box)) for mark in self._marks.get(number, []) for box in mark.boxes
        ]

    def draw_the_eye(self, number: int) -> None:
        """A halo around an evidence that fades."""
        self._watched = self._marks.get(number, [])
        self._attention.start()

    def _mark(
        self, highlight: Highlight, locator: PageLocator, page: PageItem, is_shown: bool, colours: Colours
    ) -> None:
        colour = colours.evidence_strong if is_shown else colours.evidence
        framed = colours.accent if highlight.kind == "figure" else None
        mark = Mark(page, locator.boxes, colour, colours.blend, framed)
        mark.setZValue(1 if is_shown else 0)
        self._marks.setdefault(highlight.number, []).append(mark)
        taken = [badge.pos() for badge in self._badges if badge.parentItem() is page]
        centre = badge_centre(locator.boxes, taken)
        self._badges.append(Badge(page, highlight.number, centre, colours.accent, colours.on_accent))

    def _set_halo(self, halo: float) -> None:
        for mark in self._watched:
            mark.set_halo(halo)
