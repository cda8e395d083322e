"""A review: the question, the learner's answer, the key with its evidence, a grade. By keys alone."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.practice import FALSE, TRUE, Grade, Item
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.tokens import AROUND_PX, NEAR_PX
from tutor_app.gui.maths.text import FormulaText
from tutor_app.gui.notice import announce
from tutor_app.gui.theme import styled
from tutor_app.gui.wrapped_button import WrappedButton
from tutor_app.tutor.practice.practice import GivenAnswer
from tutor_app.tutor.practice.wording import answer_in_words, gap_in_words

TYPED = ("cloze", "short_answer", "label_figure", "formula", "exercise")  # kinds with a line to write in
KEYS = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4}


class ReviewPage(QWidget):
    """One item at a time. Space shows the answer, 1 to 4 grade it, Ctrl+Z takes the last one back.

    Signals:
        answered: GivenAnswer.
        undo_asked, bury_asked, suspend_asked, delete_asked, flag_asked, ended: as they say.
        source_asked: the item's lines are to be shown in the material.
    """

    answered = Signal(object)
    undo_asked = Signal()
    bury_asked = Signal()
    suspend_asked = Signal()
    delete_asked = Signal()
    flag_asked = Signal()
    source_asked = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Item | None = None
        self._begun, self._hints = 0.0, 0
        self.place = styled(QLabel(), "quiet")
        self.prompt = styled(FormulaText(), "question")
        self.typed = QLineEdit()
        self.typed.setAccessibleName(self.tr("Your answer"))
        self.typed.setPlaceholderText(self.tr("Your answer, or think it"))
        self.options: list[WrappedButton] = []
        self._option_room = QVBoxLayout()
        self.hint = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.show_answer = styled(QPushButton(self.tr("Show the answer (Space)")), "main")
        self.more = QPushButton(self.tr("Hint (H)"))
        self.key = styled(FormulaText(), "question")
        self.evidence = styled(FormulaText(), "explanation")
        self.source = QPushButton(self.tr("In the book"))
        self.grades = {grade: QPushButton() for grade in Grade}
        self.tools = {
            "undo": QPushButton(self.tr("Undo (Ctrl+Z)")),
            "bury": QPushButton(self.tr("Not today")),
            "suspend": QPushButton(self.tr("Not any more")),
            "flag": QPushButton(self.tr("Something is wrong")),
            "delete": QPushButton(self.tr("Delete")),
            "end": QPushButton(self.tr("End (Esc)")),
        }
        self._arrange()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the answer is shown."""
        return self.key.isVisibleTo(self)

    def show_item(self, item: Item, gaps: dict[Grade, float], left: int) -> None:
        """Ask an item; `gaps` are the days that each grade would keep it away, `left` how many wait."""
        self._item, self._hints, self._begun = item, 0, time.monotonic()
        self.place.setText(self.tr("{count} left").format(count=left))
        self.prompt.setText(item.prompt)
        self.prompt.setAccessibleName(item.prompt)
        self._show_options(item)
        self.typed.clear()
        self.typed.setVisible(item.kind in TYPED)
        self.hint.clear()
        self.more.setVisible(bool(item.hints))
        self.source.setVisible(False)
        for widget in (self.key, self.evidence, *self.grades.values()):
            widget.hide()
        self.show_answer.show()
        names = self._grade_names()
        for grade, button in self.grades.items():
            button.setText(f"{int(grade)}  {names[grade]} · {gap_in_words(gaps[grade])}")
        (self.typed if self.typed.isVisibleTo(self) else self).setFocus()
        announce(self, item.prompt)

    def open_answer(self, chosen: str = "") -> None:
        """Show the key; an option that was chosen is marked."""
        item = self._item
        if item is None or self.is_open:
            return
        self._chosen = chosen or self.typed.text().strip()
        for option in self.options:
            if option.words in item.key:
                option.mark("✓", self.tr("{words}: the right answer").format(words=option.words))
            elif option.words == chosen:
                option.mark("✗", self.tr("{words}: your choice, not right").format(words=option.words))
            option.setEnabled(False)
        self.key.setText(answer_in_words(item))
        self.evidence.setText(item.explanation or item.source.quote)
        self.show_answer.hide()
        self.more.hide()
        self.key.show()
        self.evidence.setVisible(bool(item.explanation or item.source.quote))
        self.source.setVisible(bool(item.source.locators))
        for button in self.grades.values():
            button.show()
        self.grades[self._likely_grade()].setFocus()
        announce(self, self.tr("Answer: {words}").format(words=answer_in_words(item)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_writing = event.key(), self.typed.hasFocus()
        if self.is_open and key in KEYS:
            self._grade(Grade(KEYS[Qt.Key(key)]))
        elif not self.is_open and key in KEYS and not is_writing and KEYS[Qt.Key(key)] <= len(self.options):
            self.options[KEYS[Qt.Key(key)] - 1].click()
        elif not self.is_open and key == Qt.Key.Key_Space and not is_writing:
            self.open_answer()
        elif key == Qt.Key.Key_H and not is_writing and not self.is_open:
            self._show_hint()
        else:
            super().keyPressEvent(event)

    def _show_options(self, item: Item) -> None:
        for option in self.options:
            option.hide()
            option.deleteLater()
        self.options = []
        choices = item.options if item.kind == "multiple_choice" else ()
        if item.kind == "true_false":
            choices = (self.tr("True"), self.tr("False"))
        values = (TRUE, FALSE) if item.kind == "true_false" else choices
        for words, value in zip(choices, values, strict=True):
            button = styled(WrappedButton(words), "example")
            button.clicked.connect(lambda _=False, chosen=value: self.open_answer(chosen))
            self._option_room.addWidget(button)
            self.options.append(button)
        if item.kind in ("order_steps", "match_terms"):
            self.hint.setText("\n".join(item.options))

    def _likely_grade(self) -> Grade:
        """The grade that the answer speaks for: it has the focus, the learner decides."""
        item = self._item
        if item is None or not self._chosen:
            return Grade.GOOD
        is_right = self._chosen.casefold() in {key.casefold() for key in item.key}
        if item.kind in ("multiple_choice", "true_false") and not is_right:
            return Grade.AGAIN
        return Grade.HARD if self._hints else Grade.GOOD

    def _grade(self, grade: Grade) -> None:
        item = self._item
        if item is None or not self.is_open:
            return
        self._item = None  # a key that is held down grades one item
        took_ms = int((time.monotonic() - self._begun) * 1000)
        self.answered.emit(
            GivenAnswer(grade=grade, words=self._chosen, duration_ms=took_ms, hints=self._hints)
        )

    def _show_hint(self) -> None:
        if self._item and self._hints < len(self._item.hints):
            self._hints += 1
            self.hint.setText("\n".join(self._item.hints[: self._hints]))
            announce(self, self._item.hints[self._hints - 1])
            self.more.setEnabled(self._hints < len(self._item.hints))

    def _grade_names(self) -> dict[Grade, str]:
        return {
            Grade.AGAIN: self.tr("Again"),
            Grade.HARD: self.tr("Hard"),
            Grade.GOOD: self.tr("Good"),
            Grade.EASY: self.tr("Easy"),
        }

    def _arrange(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(AROUND_PX, AROUND_PX, AROUND_PX, AROUND_PX)
        column.setSpacing(NEAR_PX)
        above: tuple[QWidget, ...] = (self.place, self.prompt, self.typed)
        below: tuple[QWidget, ...] = (self.hint, self.key, self.evidence, self.source)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(self._option_room)
        for widget in below:
            column.addWidget(widget)
        self.source.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        foot = QVBoxLayout()
        foot.setContentsMargins(AROUND_PX, NEAR_PX, AROUND_PX, AROUND_PX)
        first = QHBoxLayout()
        for widget in (self.show_answer, self.more, *self.grades.values()):
            first.addWidget(widget)
        foot.addLayout(first)
        tools = Flow(NEAR_PX)
        for widget in self.tools.values():
            tools.addWidget(widget)
        foot.addLayout(tools)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Review"))

    def _connect(self) -> None:
        self._chosen = ""
        self.show_answer.clicked.connect(lambda: self.open_answer())
        self.typed.returnPressed.connect(self.open_answer)
        self.more.clicked.connect(self._show_hint)
        self.source.clicked.connect(self.source_asked)
        for grade, button in self.grades.items():
            button.clicked.connect(lambda _=False, chosen=grade: self._grade(chosen))
        for name, signal in (
            ("undo", self.undo_asked),
            ("bury", self.bury_asked),
            ("suspend", self.suspend_asked),
            ("flag", self.flag_asked),
            ("delete", self.delete_asked),
            ("end", self.ended),
        ):
            self.tools[name].clicked.connect(signal)
