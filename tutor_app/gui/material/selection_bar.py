"""What can be done with the words just selected: beside them, and by keys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from tutor_app.core.annotation import COLOURS, Colour, Style
from tutor_app.gui.design.icons import icon_size
from tutor_app.gui.material.colours import Colours
from tutor_app.gui.material.icons import icon

AIR_PX = 8
LEAVES_NOTHING = ("copy", "ask")  # in the learner's record


class SelectionBar(QFrame):
    """Floats over the material beside the selection.

    Signals:
        marked: Style, Colour.
        note_asked, asked_about, copied: as they say.
    """

    marked = Signal(str, str)
    note_asked = Signal()
    asked_about = Signal()
    copied = Signal()

    def __init__(self, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("selection")
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("What to do with the selected words"))
        self._buttons: dict[str, QToolButton] = {}
        self._arrange(colours)
        self.hide()

    def _arrange(self, colours: Colours) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(2)
        for colour, words in self.names().items():
            self._buttons[colour] = self._dot(colour, words, colours.inks[colour], "highlight")
        ink = colours.inks["blue"]
        self._buttons["underline"] = self._dot("blue", self.tr("Underline"), ink, "underline")
        for words, name, signal in (
            (self.tr("Note"), "note", self.note_asked),
            (self.tr("Copy (Ctrl+C)"), "copy", self.copied),
            (self.tr("Ask about this"), "ask", self.asked_about),
        ):
            self._buttons[name] = self._button(words, signal.emit)
            self._buttons[name].setIcon(icon(name, self.palette()))
        for button in self._buttons.values():
            row.addWidget(button)

    def allow_marks(self, is_allowed: bool) -> None:
        """Offer to mark the words, or only what leaves nothing behind."""
        for name, button in self._buttons.items():
            button.setVisible(is_allowed or name in LEAVES_NOTHING)

    def tell(self, name: str, tip: str) -> None:
        """The tool tip of a button: a colour's, that of `underline`, `note`, `copy` or `ask`."""
        self._buttons[name].setToolTip(tip)

    def follow(self, sheet: QWidget) -> None:
        """Come after a sheet for the Tab key."""
        before = sheet
        for button in self.findChildren(QToolButton):
            QWidget.setTabOrder(before, button)
            before = button

    def names(self) -> dict[Colour, str]:
        """What the colours are for, in words."""
        words = (
            self.tr("Highlight in yellow"),
            self.tr("Highlight in green"),
            self.tr("Highlight in blue"),
            self.tr("Highlight in pink"),
        )
        return dict(zip(COLOURS, words, strict=True))

    def show_beside(self, area: QRect) -> None:
        """Below the selection, or above it where there is no room."""
        self.adjustSize()
        room = self._room.rect()
        top = area.bottom() + AIR_PX
        if top + self.height() > room.bottom():
            top = max(area.top() - AIR_PX - self.height(), 0)
        left = min(max(area.left(), 0), max(room.width() - self.width(), 0))
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._room.setFocus()
        else:
            super().keyPressEvent(event)

    def _dot(self, colour: Colour, name: str, ink: QColor, style: Style) -> QToolButton:
        button = self._button(name, lambda: self.marked.emit(style, colour))
        button.setIcon(QIcon(_patch(ink, style)))
        return button

    def _button(self, name: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(icon_size(button))
        button.clicked.connect(lambda: act())
        return button


def _patch(ink: QColor, style: Style) -> QPixmap:
    picture = QPixmap(60, 60)
    picture.setDevicePixelRatio(3)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if style == "highlight":
        painter.drawEllipse(QRect(3, 3, 14, 14))
    else:
        painter.drawRect(QRect(4, 15, 12, 2))
        font = painter.font()
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRect(0, 0, 20, 15), Qt.AlignmentFlag.AlignCenter, "U")
    painter.end()
    return picture
