"""What can be wished under an answer: the next hint, or the same simpler, longer, otherwise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tutor_app.core.answer import Answer
from tutor_app.core.language import language_of
from tutor_app.core.teaching import ANSWER, Wish
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.tokens import HAIR_PX, NEAR_PX
from tutor_app.gui.theme import styled


class Onward(QWidget):
    """Hidden until there is an answer to go on from.

    Signals:
        hint_asked: one level more.
        wished: a `core.teaching.Wish`.
    """

    hint_asked = Signal()
    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = styled(QPushButton(), "main")
        self.hint.clicked.connect(self.hint_asked)
        self.wishes: dict[Wish, QPushButton] = {
            "simpler": self._chip("simpler", self.tr("Simpler"), self.tr("Explain it more simply")),
            "more": self._chip("more", self.tr("More"), self.tr("Say more about it")),
            "example": self._chip("example", self.tr("Example"), self.tr("Give an example")),
            "why": self._chip("why", self.tr("Why?"), self.tr("Say why that is so")),
            "compare": self._chip("compare", self.tr("Compare"), self.tr("Compare what it is about")),
            "zh": self._chip("zh", self.tr("In Chinese"), self.tr("Answer in Chinese")),
            "en": self._chip("en", self.tr("In English"), self.tr("Answer in English")),
        }
        self._arrange()
        self.hide()

    def offer(self, answer: Answer) -> None:
        """What goes on from this answer: a hint has a next one, an explanation can be wished otherwise."""
        told = answer.level == ANSWER and answer.in_material
        its_own = language_of(answer.text)
        for wish, chip in self.wishes.items():
            chip.setVisible(told and wish != its_own)
        is_last = answer.next_level == ANSWER
        self.hint.setText(self.tr("Show the answer") if is_last else self.tr("Next hint"))
        self.hint.setVisible(answer.next_level is not None)
        self.setVisible(told or answer.next_level is not None)

    def label(self, wish: Wish) -> str:
        """What a wish is called, for the line above its answer."""
        return self.wishes[wish].accessibleName()

    def _chip(self, wish: Wish, text: str, name: str) -> QPushButton:
        chip = styled(QPushButton(text), "chip")
        chip.setAccessibleName(name)
        chip.setToolTip(name)
        chip.clicked.connect(lambda: self.wished.emit(wish))
        return chip

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR_PX)
        column.addWidget(self.hint)
        chips = Flow(HAIR_PX)
        for chip in self.wishes.values():
            chips.addWidget(chip)
        column.addLayout(chips)
