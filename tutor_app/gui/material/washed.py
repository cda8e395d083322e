"""Text with a soft wash behind what is evidence, and its number beside it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFontInfo, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from tutor_app.core.material import LineLocator
from tutor_app.gui.material.column import Column
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.material.tint import paint_badge

ATTENTION_MS = 900
BADGE_PX = 20.0
AIR_EM = 0.25  # of a wash above and below its letters


class WashedColumn(Column):
    """A column with evidence.

    Signals:
        number_pressed: the badge of this number was clicked.
    """

    number_pressed = Signal(int)

    _highlights: Sequence[Highlight] = ()  # before the first words are set

    def __init__(self, source: Path, files: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(source, files, parent)
        self._highlights = []
        self._shown = 0
        self._halo = 0.0
        self._attention: QVariantAnimation | None = None
        self._blocks: dict[int, list[int]] = {}

    def _end_setting(self) -> None:
        self._find_blocks()

    def highlight(self, highlights: Sequence[Highlight]) -> None:
        """Lay a soft wash behind all evidence, in place of what was there before."""
        self._highlights, self._shown = list(highlights), 0
        self._stop_attention()
        self._find_blocks()
        self.viewport().update()

    def show_number(self, number: int) -> None:
        """Go to the evidence of this number, strengthen its wash and draw the eye to it."""
        wanted = next((h for h in self._highlights if h.number == number), None)
        if wanted is None:
            return
        self._shown = number
        self._stop_attention()
        self.viewport().update()
        if wanted.locators:
            self.go_to(wanted.locators[0])
        if not self.is_still:
            self._draw_the_eye()

    def boxes_in_view(self, number: int) -> list[QRectF]:
        """Where the paragraphs of an evidence stand in the viewport, in its pixels."""
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return [self._letters(block).translated(-offset) for block in self._blocks.get(number, [])]

    def _letters(self, block: int) -> QRectF:
        """A text block from its first line on: Qt has it begin where a higher line would."""
        layout = self.document().findBlockByNumber(block).layout()
        above = layout.lineAt(0).y() if layout.lineCount() else 0.0
        return self._rect(block).translated(0, above)

    def _find_blocks(self) -> None:
        self._blocks = {
            highlight.number: sorted(
                {
                    block
                    for locator in highlight.locators
                    if isinstance(locator, LineLocator)
                    for block in self._typesetter.blocks_of(locator)
                }
            )
            for highlight in self._highlights
        }

    def _draw_the_eye(self) -> None:
        self._attention = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=ATTENTION_MS)
        self._attention.valueChanged.connect(self._set_halo)
        self._attention.start()

    def _set_halo(self, halo: float) -> None:
        self._halo = halo
        self.viewport().update()

    def _stop_attention(self) -> None:
        self._halo = 0.0
        if self._attention is not None:
            self._attention.stop()
            self._attention.deleteLater()
            self._attention = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(
            event.rect(), self.palette().color(QPalette.ColorRole.Base)
        )  # a style sheet may hide it
        taken: list[QRectF] = []
        for highlight in self._highlights:
            self._paint_wash(painter, highlight, taken)
        painter.end()
        super().paintEvent(event)

    def _paint_wash(self, painter: QPainter, highlight: Highlight, taken: list[QRectF]) -> None:
        boxes = self.boxes_in_view(highlight.number)
        if not boxes:
            return
        is_shown = highlight.number == self._shown
        colour = QColor(self._colours.wash_strong if is_shown else self._colours.wash)
        if is_shown and self._halo:
            colour.setAlphaF(min(colour.alphaF() * (1 + 0.8 * self._halo), 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        air = AIR_EM * QFontInfo(self.document().defaultFont()).pixelSize()
        for area in _joined(boxes):
            painter.drawRoundedRect(area.adjusted(-12, -air, 12, air), 6, 6)
        badge = self._badge_rect(boxes[0], taken)
        taken.append(badge)
        paint_badge(painter, badge, highlight.number, self._colours.accent, self._colours.on_accent)

    def _badge_rect(self, first: QRectF, taken: Sequence[QRectF]) -> QRectF:
        side = self.document().rootFrame().frameFormat().leftMargin()
        badge = QRectF(side - BADGE_PX - 18, first.top() + 1, BADGE_PX, BADGE_PX)
        while any(badge.intersects(other) for other in taken):
            badge.translate(0, BADGE_PX + 2)
        return badge

    def mousePressEvent(self, event: QMouseEvent) -> None:
        taken: list[QRectF] = []
        for highlight in self._highlights:
            boxes = self.boxes_in_view(highlight.number)
            if boxes:
                taken.append(self._badge_rect(boxes[0], taken))
                if taken[-1].contains(event.position()):
                    self.number_pressed.emit(highlight.number)
                    return
        super().mousePressEvent(event)


def _joined(boxes: Sequence[QRectF]) -> list[QRectF]:
    """Neighbouring paragraphs as one area."""
    areas: list[QRectF] = []
    for box in boxes:
        if areas and box.top() - areas[-1].bottom() < 24:
            areas[-1] = areas[-1].united(box)
        else:
            areas.append(QRectF(box))
    return areas
