"""The pages of a book as small pictures; only those in view are drawn."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QWidget

from tutor_app.gui.material.raster import Raster

WIDE_PX, HIGH_PX = 132, 172
LOOK_MS = 60  # after the last scroll, before the pages in view are asked for
AnyIndex = QModelIndex | QPersistentModelIndex


class Thumbnails(QListView):
    """Pages to jump to.

    Signals:
        chosen: a page, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages(self)
        self._raster: Raster | None = None
        self.setModel(self._pages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(WIDE_PX, HIGH_PX))
        self.setGridSize(QSize(WIDE_PX + 24, HIGH_PX + 34))
        self.setAccessibleName(self.tr("Pages"))
        self._look = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._look.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._look.start)
        self.activated.connect(lambda index: self.chosen.emit(index.row()))
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def open(self, raster: Raster | None, pages: int) -> None:
        """Show another book's pages; none closes it."""
        if self._raster is not None:
            self._raster.arrived_small.disconnect(self._pages.renew)
        self._raster = raster
        self._pages.open(raster, pages, self.tr("Page {page}"))
        if raster is not None:
            raster.arrived_small.connect(self._pages.renew)
            self._look.start()

    def mark(self, page: int) -> None:
        """The page in view."""
        index = self._pages.index(page, 0)
        if index.row() != self.currentIndex().row():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._look.start()

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        if self._raster is not None:
            self._raster.want_thumbnails(())

    def _ask(self) -> None:
        if self._raster is None or not self.isVisible():
            return
        area = self.viewport().rect()
        rows = [row for row in self._around() if self.visualRect(self._pages.index(row, 0)).intersects(area)]
        self._raster.want_thumbnails(rows)

    def _around(self) -> range:
        """The rows that may be in view."""
        columns = max(self.viewport().width() // self.gridSize().width(), 1)
        first = self.verticalScrollBar().value() // self.gridSize().height() * columns
        shown = (self.viewport().height() // self.gridSize().height() + 2) * columns
        return range(max(first - columns, 0), min(first + shown + columns, self._pages.rowCount()))


class _Pages(QAbstractListModel):
    """One row for each page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._raster: Raster | None = None
        self._count, self._words = 0, ""

    def open(self, raster: Raster | None, pages: int, words: str) -> None:
        self.beginResetModel()
        self._raster, self._count, self._words = raster, pages, words
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else self._count

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(index.row() + 1)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._words.format(page=index.row() + 1)
            case Qt.ItemDataRole.DecorationRole:
                picture = self._raster.small(index.row()) if self._raster else None
                return _framed(picture)
        return None

    def renew(self, page: int) -> None:
        index = self.index(page, 0)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _framed(picture: QImage | None) -> QPixmap:
    if picture is not None and not picture.isNull():
        smooth = Qt.TransformationMode.SmoothTransformation
        return QPixmap.fromImage(picture.scaled(WIDE_PX, HIGH_PX, Qt.AspectRatioMode.KeepAspectRatio, smooth))
    blank = QPixmap(WIDE_PX, HIGH_PX)
    blank.fill(QColor(128, 128, 128, 60))
    return blank
