"""What has just been done in the history, with the way back; what is being written, with a way to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.theme import styled


class Foot(QWidget):
    """Hidden lines that come when they are needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = styled(QLabel(wordWrap=True), "quiet")
        self.undo = with_icon(QPushButton(self.tr("Undo")), "undo-2")
        self.undo.setToolTip(self.tr("Bring back what was deleted last. Closing this deletes it for good."))
        self.share = QProgressBar(textVisible=False)
        self.share.setAccessibleName(self.tr("How much is written"))
        self.stop = with_icon(QPushButton(self.tr("Stop writing")), "square")
        for button in (self.undo, self.stop):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR_PX)
        for words, button in ((self.told, self.undo), (self.share, self.stop)):
            row = QHBoxLayout()
            row.addWidget(words, 1)
            row.addWidget(button)
            column.addLayout(row)
        for widget in (self.told, self.undo, self.share, self.stop):
            widget.hide()

    @property
    def is_writing(self) -> bool:
        return not self.stop.isHidden()

    def tell(self, text: str) -> None:
        """Say what was done; a screen reader hears it too."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        announce(self, text)

    def tell_deleted(self, count: int) -> None:
        """How many questions are deleted and can still come back."""
        self.tell(self.tr("%n question(s) deleted", "", count) if count else "")
        self.undo.setVisible(count > 0)

    def show_share(self, done: float) -> None:
        """How much of a file is written, 0 to 1."""
        self.share.setValue(round(100 * done))
        self.share.show()
        self.stop.show()

    def end_writing(self) -> None:
        self.share.hide()
        self.stop.hide()
