"""The view of what counted: closed it says each way's share, opened it shows where."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.counted import Counted, percentages
from tutor_app.gui.counted.heat import HeatPicture
from tutor_app.gui.counted.strip import SoundStrip
from tutor_app.gui.counted.words import WeighedWords
from tutor_app.gui.theme import styled

SUMMED_UP = 2  # parts that are named while it is closed


class CountedView(QWidget):
    """Hidden until a question was answered with the fusion model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = styled(QToolButton(), "counted")
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        )  # as wide as the panel
        self.toggle.toggled.connect(self._open)
        self.body = QWidget()
        self.body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.toggle)
        column.addWidget(self.body)
        self.hide()

    def clear(self) -> None:
        """For a new question."""
        self.hide()

    def show_counted(self, counted: Counted, image: Path | None) -> None:
        """`image` is the learner's picture, if one was given."""
        percents = percentages(counted.shares)
        names = self._names()
        separator = self.tr(", ", "between two shares")
        first = sorted(percents, key=lambda part: -percents[part])[:SUMMED_UP]
        listed = separator.join(f"{names[part]} {percents[part]} %" for part in first)
        self.toggle.setText(self.tr("What counted: {shares}").format(shares=listed))
        self._fill(counted, image, percents)
        self.show()

    def _fill(self, counted: Counted, image: Path | None, percents: dict[str, int]) -> None:
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(8, 4, 0, 8)
        column.setSpacing(8)
        column.addLayout(self._bars(percents))
        if image and counted.cells:
            column.addWidget(HeatPicture(image, counted))
        if counted.note:
            column.addWidget(WeighedWords(counted.note, self.tr("Words of your note that counted most")))
        if counted.heard:
            column.addWidget(WeighedWords(counted.heard, self.tr("Spoken words that counted most")))
        if counted.sound:
            column.addWidget(SoundStrip(counted.sound))
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self.body, fresh)
        self.body.hide()
        self.body.deleteLater()
        self.body = fresh
        self.body.setVisible(self.toggle.isChecked())

    def _bars(self, percents: dict[str, int]) -> QGridLayout:
        rows = QGridLayout()
        rows.setColumnStretch(1, 1)
        for row, (part, percent) in enumerate(percents.items()):
            name = self._names()[part]
            bar = QProgressBar(textVisible=False)
            bar.setValue(percent)
            bar.setAccessibleName(f"{name}: {percent} %")
            rows.addWidget(styled(QLabel(name), "quiet"), row, 0)
            rows.addWidget(bar, row, 1)
            rows.addWidget(styled(QLabel(f"{percent} %"), "quiet"), row, 2)
        return rows

    def _names(self) -> dict[str, str]:
        return {
            "note": self.tr("note"),
            "picture": self.tr("picture"),
            "screen words": self.tr("words on it"),
            "speech": self.tr("speech"),
        }

    def _open(self, wanted: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        self.body.setVisible(wanted)
