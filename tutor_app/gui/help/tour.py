"""Four things that the window can do, shown once where they are; it can be skipped at any time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tutor_app.gui.design.tokens import APART_PX, AROUND_PX, NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.theme import styled

LETTERS = 44


@dataclass(frozen=True)
class Step:
    """What is said of a part of the window."""

    part: QWidget
    title: str
    text: str


class Tour(QFrame):
    """Stands beside the part that it is about.

    Signals:
        ended: seen to the end, or skipped.
    """

    ended = Signal()

    def __init__(self, window: QWidget, steps: Sequence[Step]) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self._window, self._steps, self._place = window, list(steps), 0
        self._spot = styled(QFrame(window), "spot")
        self._spot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title = styled(QLabel(wordWrap=True), "heading")
        self.text = QLabel(wordWrap=True)
        self.count = styled(QLabel(), "quiet")
        self.skip = QPushButton(self.tr("Skip"))
        self.skip.clicked.connect(self.end)
        self.next = styled(QPushButton(), "main")
        self.next.clicked.connect(self.step)
        self._arrange()
        window.installEventFilter(self)
        self._show_step()
        self.next.setFocus()

    def step(self) -> None:
        self._place += 1
        if self._place == len(self._steps):
            self.end()
        else:
            self._show_step()

    def end(self) -> None:
        self._window.removeEventFilter(self)
        self._spot.hide()
        self._spot.deleteLater()
        self.hide()
        self.ended.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def _show_step(self) -> None:
        step = self._steps[self._place]
        is_last = self._place == len(self._steps) - 1
        self.title.setText(step.title)
        self.text.setText(step.text)
        count = self.tr("{place} of {all}").format(place=self._place + 1, all=len(self._steps))
        self.count.setText(count)
        self.next.setText(self.tr("Begin") if is_last else self.tr("Next"))
        self.skip.setHidden(is_last)
        self._stand()
        self.show()
        announce(self, f"{step.title}. {step.text}")

    def _stand(self) -> None:
        """Below the part, above it or beside it, wherever there is room, and inside the window."""
        part = self._steps[self._place].part
        top = part.mapTo(self._window, QPoint(0, 0))
        self._spot.setGeometry(top.x(), top.y(), part.width(), part.height())
        self.setFixedWidth(min(LETTERS * self.fontMetrics().averageCharWidth(), self._window.width()))
        self.adjustSize()
        self.move(self._free_place(QRect(top, part.size())))
        for widget in (self._spot, self):
            widget.show()
            widget.raise_()

    def _free_place(self, part: QRect) -> QPoint:
        """The first place that leaves the part free; where there is none, the one that covers least."""
        room = self._window.rect()
        x = min(part.x() + AROUND_PX, room.width() - self.width() - AROUND_PX)
        y = min(part.y() + AROUND_PX, room.height() - self.height() - AROUND_PX)
        places = [
            QPoint(x, part.bottom() + NEAR_PX),
            QPoint(x, part.y() - self.height() - NEAR_PX),
            QPoint(part.x() - self.width() - NEAR_PX, y),
            QPoint(part.right() + NEAR_PX, y),
        ]
        inside = [QRect(place, self.size()).intersected(room).size() for place in places]
        free = (place for place, size in zip(places, inside, strict=True) if size == self.size())
        return next(free, QPoint(max(0, x), max(AROUND_PX, room.height() - self.height() - AROUND_PX)))

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(NEAR_PX)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND_PX, AROUND_PX, AROUND_PX, AROUND_PX)
        column.setSpacing(APART_PX)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(foot)
