"""Widgets in lines that break where there is no room, from the side that reading begins at."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class Flow(QLayout):
    """Large text and long languages make more lines, not clipped words."""

    def __init__(self, spacing_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing_px)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._lay(inner, is_real=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect.marginsRemoved(self.contentsMargins()), is_real=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() + self.spacing() for size in shown) - self.spacing()
        high = max((size.height() for size in shown), default=0)
        return QSize(max(0, wide), high).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """As wide as the widest."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _lay(self, rect: QRect, *, is_real: bool) -> int:
        """Put the items into lines; the height of all lines."""
        lines = self._lines(rect.width())
        top = rect.y()
        for line in lines:
            high = max(item.sizeHint().height() for item in line)
            left = rect.x()
            for item in line:
                size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 1 << 20))
                place = QRect(QPoint(left, top + (high - size.height()) // 2), size)
                left += size.width() + self.spacing()
                if is_real:
                    item.setGeometry(QStyle.visualRect(self._direction(), rect, place))
            top += high + self.spacing()
        return top - rect.y() - self.spacing() if lines else 0

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or wide > room:
                lines.append([])
                room = width
            lines[-1].append(item)
            room -= wide + self.spacing()
        return lines

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
