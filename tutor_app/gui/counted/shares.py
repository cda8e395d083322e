"""Each way of asking with its share: a name, a bar and a percentage."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from tutor_app.core.counted import Way
from tutor_app.gui.theme import styled
from tutor_app.tutor.ways import share_in_words, way_in_words


class ShareBars(QWidget):
    """Readable as text, by eye and by ear."""

    def __init__(self, percents: Mapping[Way, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setColumnStretch(1, 1)
        for row, (way, percent) in enumerate(percents.items()):
            bar = QProgressBar(textVisible=False)
            bar.setValue(percent)
            bar.setAccessibleName(share_in_words(way, percent))
            rows.addWidget(styled(QLabel(way_in_words(way)), "quiet"), row, 0)
            rows.addWidget(bar, row, 1)
            rows.addWidget(styled(QLabel(f"{percent} %"), "quiet"), row, 2)
