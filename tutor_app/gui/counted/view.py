"""The view of what counted: closed it says the largest shares, opened it shows where they lie."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from tutor_app.core.counted import Counted, single_spaced
from tutor_app.core.turn import Turn
from tutor_app.gui.counted.heat import HeatPicture
from tutor_app.gui.counted.shares import ShareBars
from tutor_app.gui.counted.strip import SoundStrip
from tutor_app.gui.counted.words import WeighedWords
from tutor_app.gui.theme import styled
from tutor_app.tutor.ways import shares_in_words

SUMMED_UP = 2  # shares that are named while it is closed


class CountedView(QWidget):
    """Hidden until the fusion model has answered; stays open or closed as the reader left it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Counted, Turn, str] | None = None
        self.toggle = styled(QToolButton(), "counted")
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        )  # as wide as the panel
        self.toggle.toggled.connect(self._open)
        self._body: QWidget | None = None  # made when it is first seen: a picture takes time to read
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.toggle)
        self.hide()

    def clear(self) -> None:
        """For a new question."""
        self._shown = None
        self._empty()
        self.hide()

    def show_counted(self, counted: Counted, turn: Turn, heard: str) -> None:
        """What counted in a turn, in which this was heard."""
        self._shown = counted, turn, heard
        self._sum_up()
        self._empty()
        self._open(self.toggle.isChecked())
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sum_up()

    def _sum_up(self) -> None:
        """The largest shares, as many as fit in a line; one at least."""
        if self._shown is None:
            return
        text, shares = "", sorted(self._shown[0].percentages.items(), key=lambda share: -share[1])
        letters = self.toggle.fontMetrics()
        around_px = self.toggle.sizeHint().width() - letters.horizontalAdvance(self.toggle.text())
        for count in range(min(SUMMED_UP, len(shares)), 0, -1):
            words = shares_in_words(shares[:count])
            text = self.tr("What counted: {shares}").format(shares=words)
            if letters.horizontalAdvance(text) + around_px <= self.width():
                break
        if text != self.toggle.text():
            self.toggle.setText(text)

    def _open(self, wanted: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        layout = self.layout()
        if wanted and self._body is None and self._shown and layout:
            self._body = self._filled(*self._shown)
            layout.addWidget(self._body)
        if self._body:
            self._body.setVisible(wanted)

    def _filled(self, counted: Counted, turn: Turn, heard: str) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 4, 0, 8)
        column.setSpacing(8)
        column.addWidget(ShareBars(counted.percentages))
        if turn.image and (counted.cells or counted.spots):
            picture = HeatPicture(turn.image, counted)
            if picture.is_there:
                column.addWidget(picture)
                column.addSpacing(-4)
                self._note(column, self.tr("Most counted: {part}").format(part=picture.part()))
            else:
                self._note(column, self.tr("The picture is no longer there."))
        for text, stretches, name in (
            (turn.note, counted.note, self.tr("What you typed")),
            (heard, counted.heard, self.tr("What was heard")),
        ):
            if stretches:
                self._note(column, name)
                column.addWidget(WeighedWords(single_spaced(text), stretches, name))
        if counted.sound:
            column.addWidget(SoundStrip(counted.sound))
        return body

    def _note(self, column: QVBoxLayout, text: str) -> None:
        column.addWidget(styled(QLabel(text, wordWrap=True), "quiet"))

    def _empty(self) -> None:
        if self._body:
            self._body.hide()
            self._body.deleteLater()
            self._body = None
