"""The rows of the history: they come page by page, as far as somebody scrolls."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from tutor_app.core.language import language_of
from tutor_app.core.maths.in_text import speakable
from tutor_app.tutor.past import PastTurn

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Pages: TypeAlias = Iterator[Sequence[PastTurn]]

AT_ONCE = 60  # more rows than a view shows
DETAIL = Qt.ItemDataRole.UserRole
_ROLES = Qt.ItemDataRole


class Rows(QAbstractListModel):
    """Takes one short step between two events of the window, until there is enough to look at.

    Signals:
        looked: enough was found, or all there is.
    """

    looked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns: list[PastTurn] = []
        self._pages: Pages | None = None
        self._wanted = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    @property
    def is_looking(self) -> bool:
        return self._timer.isActive()

    def begin(self, pages: Pages) -> None:
        """List these in place of those before."""
        self.beginResetModel()
        self._turns, self._pages = [], pages
        self.endResetModel()
        self.fetchMore(QModelIndex())

    def close(self) -> None:
        """Look no further."""
        self._timer.stop()
        self._pages = None

    def turn(self, row: int) -> PastTurn | None:
        return self._turns[row] if 0 <= row < len(self._turns) else None

    def remove(self, ids: Sequence[int]) -> None:
        """Take turns off the list, by their numbers in the record."""
        for row in reversed(range(len(self._turns))):
            if self._turns[row].id in ids:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._turns[row]
                self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._turns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._pages is not None

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._wanted = len(self._turns) + AT_ONCE
            self._timer.start()

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        past = self.turn(index.row())
        if past is None:
            return None
        question = " ".join(past.question.split())
        match role:
            case _ROLES.DisplayRole:
                return question
            case _ROLES.UserRole:
                return self._detail(past)
            case _ROLES.ToolTipRole:
                return f"{past.question}\n{self._detail(past)}"
            case _ROLES.AccessibleTextRole:
                return f"{speakable(question, language_of(question))}. {self._detail(past)}"
        return None

    def _detail(self, past: PastTurn) -> str:
        """The page of its first citation, its course, when it was asked, how it ended."""
        moment = QDateTime.fromSecsSinceEpoch(int(past.asked_at.timestamp()))
        asked = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        return " · ".join(filter(None, (past.place, past.title, asked, self._state(past))))

    def _state(self, past: PastTurn) -> str:
        return {
            "answered": self.tr("answered"),
            "stopped": self.tr("stopped"),
            "failed": self.tr("not answered"),
            "asked": self.tr("not finished"),
        }[past.state]

    def _step(self) -> None:
        found = next(self._pages, None) if self._pages is not None else None
        if found is None:
            self._pages = None
        elif found:
            last = len(self._turns)
            self.beginInsertRows(QModelIndex(), last, last + len(found) - 1)
            self._turns += found
            self.endInsertRows()
        if self._pages is None or len(self._turns) >= self._wanted:
            self._timer.stop()
            self.looked.emit()
