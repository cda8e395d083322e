"""Today: what is due, the next best step with its reason, what comes in the next days."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tutor_app.gui.design.tokens import AROUND_PX, NEAR_PX
from tutor_app.gui.practice.charts import DueChart
from tutor_app.gui.theme import styled
from tutor_app.tutor.practice.practice import Today

DAYS_IN_TABLE = 14


class TodayPage(QWidget):
    """Shows one day.

    Signals:
        review_asked: the learner begins.
        make_asked: items of the open course are to be made.
        card_asked: the learner writes a card.
        stop_asked: nothing more is to be made.
        test_asked: a test is to be written.
    """

    review_asked = Signal()
    make_asked = Signal()
    card_asked = Signal()
    stop_asked = Signal()
    test_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = styled(QLabel(self.tr("Today")), "heading")
        self.counts = QLabel(wordWrap=True)
        self.reason = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.begin = styled(QPushButton(self.tr("Begin")), "main")
        self.begin.setDefault(True)
        self.make = QPushButton(self.tr("Make items of this course"))
        self.test = QPushButton(self.tr("Make a test…"))
        self.making = styled(QLabel(), "quiet")
        self.stop = QPushButton(self.tr("Stop"))
        self.card = QPushButton(self.tr("Write a card…"))
        self.ahead = styled(QLabel(self.tr("In the next 30 days")), "quiet")
        self.chart = DueChart()
        self.table = _table(self.tr("Items due each day"), (self.tr("Day"), self.tr("Items")))
        self._arrange()
        self.begin.clicked.connect(self.review_asked)
        self.make.clicked.connect(self.make_asked)
        self.card.clicked.connect(self.card_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.test.clicked.connect(self.test_asked)
        self.show_making(None)

    def show_today(self, today: Today, count: int) -> None:
        """Show what is due; `count`: the items that there are."""
        queue = today.queue
        due = len(queue.learning) + len(queue.reviews)
        words = self.tr("{due} due · {new} new · {done} done today").format(
            due=due, new=len(queue.new), done=today.done
        )
        if queue.held_back:
            words += " · " + self.tr("{count} more wait for tomorrow").format(count=queue.held_back)
        if not count:
            words = self.tr("There is nothing to practise yet: make items of the course, or write a card.")
        self.counts.setText(words)
        self.reason.setText(today.reason if count else "")
        self.begin.setEnabled(queue.next is not None)
        self.test.setEnabled(count > 0)
        self.chart.show_counts(today.forecast)
        self.table.setRowCount(min(DAYS_IN_TABLE, len(today.forecast)))
        for day, number in enumerate(today.forecast[:DAYS_IN_TABLE]):
            self.table.setItem(day, 0, QTableWidgetItem(self.tr("today") if day == 0 else f"+{day}"))
            self.table.setItem(day, 1, QTableWidgetItem(str(number)))

    def show_making(self, count: int | None) -> None:
        """Tell how many items are made so far; None: none is being made."""
        self.make.setEnabled(count is None)
        self.making.setVisible(count is not None)
        self.stop.setVisible(count is not None)
        self.making.setText(self.tr("Making items: {count} so far").format(count=count or 0))

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.begin, self.make, self.card, self.test, self.making, self.stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND_PX, AROUND_PX, AROUND_PX, AROUND_PX)
        column.setSpacing(NEAR_PX)
        for widget in (self.title, self.reason, self.counts):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addSpacing(AROUND_PX)
        column.addWidget(self.ahead)
        column.addWidget(self.chart)
        column.addWidget(self.table, 1)


def _table(name: str, headings: tuple[str, ...]) -> QTableWidget:
    """A table that is read, beside a chart."""
    table = QTableWidget(0, len(headings))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headings))
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    return table
