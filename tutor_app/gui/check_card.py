"""A question about what was just explained, answered with one press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tutor_app.core.checking import CheckQuestion
from tutor_app.gui.design.tokens import NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.theme import styled
from tutor_app.gui.wrapped_button import WrappedButton


class CheckCard(QWidget):
    """A button at first, so that the question is no part of the answer; then the options.

    Signals:
        chosen: the place of an option.
        source_asked: a CheckQuestion, whose sentence is to be shown on the page.
    """

    chosen = Signal(int)
    source_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: CheckQuestion | None = None
        self.open = QPushButton(self.tr("Check yourself"))
        self.open.setToolTip(self.tr("A short question about what was explained"))
        self.open.clicked.connect(self._show_question)
        self.text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.options: list[WrappedButton] = []
        self.result = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.source = styled(QPushButton(self.tr("Show it on the page")), "chip")
        self.source.setToolTip(self.tr("The sentence of your material that the question rests on"))
        self.source.clicked.connect(lambda: self.source_asked.emit(self._asked))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR_PX)
        for widget in (self.open, self.text, self.result, self.source):
            self._column.addWidget(widget)
        self.clear()

    def clear(self) -> None:
        """No question."""
        self._asked = None
        for option in self.options:
            option.hide()
            option.deleteLater()
        self.options = []
        self.hide()

    def offer(self, asked: CheckQuestion | None) -> None:
        """A question can be asked; None: there is none."""
        self.clear()
        self._asked = asked
        self.open.show()
        self.text.hide()
        self.result.hide()
        self.source.hide()
        self.setVisible(asked is not None)

    def show_result(self, chosen: int) -> None:
        """Right or wrong, and the sentence of the material."""
        if self._asked is None:
            return
        right = self._asked.options[self._asked.right]
        is_right = chosen == self._asked.right
        for place, option in enumerate(self.options):
            option.setEnabled(False)
            if place == self._asked.right:
                option.mark("✓", self.tr("{words}: the right answer").format(words=option.words))
            elif place == chosen:
                option.mark("✗", self.tr("{words}: your choice, not right").format(words=option.words))
        told = self.tr("Right.") if is_right else self.tr("Not right. It is: {right}").format(right=right)
        says = self.tr("Your material says: {sentence}").format(sentence=self._asked.sentence)
        self.result.setText(f"{told}\n{says}")
        self.result.setAccessibleName(self.result.text())
        self.result.show()
        self.source.show()
        announce(self, self.result.text())

    def _show_question(self) -> None:
        if self._asked is None:
            return
        self.open.hide()
        self.text.setText(self._asked.text)
        self.text.setAccessibleName(self.tr("Which word is missing? {text}").format(text=self._asked.text))
        self.text.show()
        for place, words in enumerate(self._asked.options):
            option = styled(WrappedButton(words), "example")
            option.clicked.connect(lambda _=False, chosen=place: self.chosen.emit(chosen))
            self._column.insertWidget(self._column.count() - 2, option)
            self.options.append(option)
        self.options[0].setFocus()
        announce(self, self.text.accessibleName())
