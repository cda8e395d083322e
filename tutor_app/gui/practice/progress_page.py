"""What is known, fading and unseen: a bar for each concept, and the same as a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tutor_app.gui.design.tokens import AROUND_PX, NEAR_PX
from tutor_app.gui.practice.charts import KnownBar, KnownChart
from tutor_app.gui.theme import styled
from tutor_app.tutor.practice.practice import ConceptProgress
from tutor_app.tutor.practice.wording import state_in_words

COLUMNS = 5


class ProgressPage(QWidget):
    """Shows concepts in the order of the material."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = styled(QLabel(self.tr("What you know")), "heading")
        self.summary = QLabel(wordWrap=True)
        self.chart = KnownChart()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setAccessibleName(self.tr("Chart of what is known"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.chart)
        self.table = QTableWidget(0, COLUMNS)
        self.table.setAccessibleName(self.tr("Table of what is known"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Concept"),
                self.tr("State"),
                self.tr("Known"),
                self.tr("Interval (90 %)"),
                self.tr("Answers"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.tabs = QTabWidget()
        self.tabs.addTab(scroll, self.tr("Chart"))
        self.tabs.addTab(self.table, self.tr("Table"))
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND_PX, AROUND_PX, AROUND_PX, AROUND_PX)
        column.setSpacing(NEAR_PX)
        column.addWidget(self.title)
        column.addWidget(self.summary)
        column.addWidget(self.tabs, 1)

    def show_progress(self, rows: Sequence[ConceptProgress]) -> None:
        """Show each concept with its mastery."""
        counts = {state: sum(row.state == state for row in rows) for state in ("known", "fading", "learning")}
        self.summary.setText(
            self.tr("{known} known, {fading} fading, {learning} being learnt, {unseen} unseen").format(
                **counts, unseen=sum(row.state == "unseen" for row in rows)
            )
        )
        self.chart.show_bars([_to_bar(row) for row in rows])
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, words in enumerate(_cells(row)):
                self.table.setItem(place, column, QTableWidgetItem(words))
        self.table.resizeColumnsToContents()


def _cells(row: ConceptProgress) -> tuple[str, ...]:
    mastery = row.mastery
    if not mastery.count:
        return row.concept.name, state_in_words(row.state), "", "", "0"
    interval = f"{mastery.low:.0%} – {mastery.high:.0%}"
    return row.concept.name, state_in_words(row.state), f"{mastery.mean:.0%}", interval, str(mastery.count)


def _to_bar(row: ConceptProgress) -> KnownBar:
    mastery = row.mastery
    words = " ".join(filter(None, _cells(row)[:4]))
    return KnownBar(row.concept.name, mastery.mean, mastery.low, mastery.high, mastery.count > 0, words)
