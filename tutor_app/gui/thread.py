"""The questions and answers before the one that is open, and the scrolling that keeps the newest in sight."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tutor_app.core.answer import Pin
from tutor_app.gui.cited_text import CitedText
from tutor_app.gui.design.tokens import AROUND_PX, NEAR_PX
from tutor_app.gui.maths.text import FormulaText
from tutor_app.gui.theme import styled

MAX_EARLIER = 20  # answers above the open one: the record has all, the panel stays small


@dataclass(frozen=True, kw_only=True)
class ThreadTurn:
    """What stays on the screen of a turn that is over."""

    id: int  # of the record
    question: str
    detail: str  # a quiet line: what it went on from, or how it was wished
    answer: str  # Markdown
    pins: tuple[Pin, ...] = ()


class ThreadView(QWidget):
    """Earlier turns, the oldest first; hidden while there are none.

    Signals:
        cited: a turn of the record, the number of its evidence to show on the page.
        pinned: a turn of the record, the very lines of one of its citations.
        formula_spoken: a formula in words, which the learner wants to hear.
    """

    cited = Signal(int, int)
    pinned = Signal(int, object)  # Pin
    formula_spoken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turns: list[EarlierTurn] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(AROUND_PX)
        self.hide()

    def add(self, turn: ThreadTurn) -> None:
        """Show a turn below those that are there; the oldest gives way."""
        shown = EarlierTurn(turn)
        shown.answer.cited.connect(lambda number: self.cited.emit(turn.id, number))
        shown.answer.pinned.connect(lambda pin: self.pinned.emit(turn.id, pin))
        for text in (shown.question, shown.answer):
            text.formula_spoken.connect(self.formula_spoken)
        self.turns.append(shown)
        self._column.addWidget(shown)
        self.remove([one.id for one in self.turns[:-MAX_EARLIER]])
        self.show()

    def remove(self, ids: Collection[int]) -> None:
        """Take turns away; harmless where they are not there."""
        for shown in [one for one in self.turns if one.id in ids]:
            self.turns.remove(shown)
            shown.hide()
            shown.deleteLater()
        self.setVisible(bool(self.turns))

    def clear(self) -> None:
        """Begin a new thread."""
        self.remove([one.id for one in self.turns])


class EarlierTurn(QFrame):
    """One question with its answer, whose citations can still be pressed."""

    def __init__(self, turn: ThreadTurn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("earlier")
        self.id = turn.id
        self.question = styled(FormulaText(), "asked")
        self.question.setText(turn.question)
        self.question.setAccessibleName(self.tr("Asked before"))
        self.detail = styled(QLabel(turn.detail, wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.answer = styled(CitedText(), "explanation")
        self.answer.show_answer(turn.answer, turn.pins)
        self.answer.setAccessibleName(self.tr("Answer to: {question}").format(question=turn.question))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, AROUND_PX)
        column.setSpacing(NEAR_PX)
        for widget in (self.question, self.detail, self.answer):
            column.addWidget(widget)
        self.detail.setVisible(bool(turn.detail))


class ThreadScroll(QScrollArea):
    """Keeps the newest question at the upper edge while its answer grows, until the reader scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the keys
        self._newest: QWidget | None = None
        self._follows = False
        self._later = QTimer(self, interval=0, singleShot=True)  # not while a layout is at work
        self._later.timeout.connect(self._settle)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._later.start)
        bar.actionTriggered.connect(self._let_go)

    def follow(self, newest: QWidget) -> None:
        """Keep this widget, a child of what is scrolled, at the upper edge from now on."""
        if self._newest is not newest:
            self._newest = newest
            newest.installEventFilter(self)
        self._follows = True
        self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._newest and event.type() == QEvent.Type.Move:
            self._later.start()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """The Tab key shows what has the focus, wherever that is."""
        self._let_go()
        return super().focusNextPrevChild(next)

    def _settle(self) -> None:
        if self._follows and self._newest is not None:
            self.verticalScrollBar().setValue(self._newest.y() - AROUND_PX)

    def _let_go(self) -> None:
        self._follows = False
