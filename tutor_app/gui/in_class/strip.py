"""The line above the page while a class looks: what is shown, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import AROUND_PX, NEAR_PX
from tutor_app.gui.theme import styled


class Strip(QWidget):
    """For the teacher, so not large.

    Signals:
        ended: the class is over.
    """

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.course = styled(QLabel(), "heading")
        self.keep = QCheckBox(self.tr("Keep this class's questions in my history"))
        self.told = styled(QLabel(self.tr("Next and back: Page Down, Page Up. Dark: B.")), "quiet")
        self.end = with_icon(QPushButton(self.tr("End the class (Esc)")), "x")
        self.end.clicked.connect(self.ended)
        row = Flow(AROUND_PX)
        row.setContentsMargins(AROUND_PX, NEAR_PX, AROUND_PX, NEAR_PX)
        for widget in (self.course, self.end, self.keep, self.told):
            row.addWidget(widget)
        self.setLayout(row)
        self.hide()

    def begin(self, title: str) -> None:
        """A class keeps nothing unless that is asked anew."""
        self.course.setText(title)
        self.keep.setChecked(False)
        self.show()
