"""How a row of the history looks: the question, and below it, quieter, where and when."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tutor_app.gui.design.tokens import APART_PX, HAIR_PX, NEAR_PX, Type
from tutor_app.gui.history.rows import DETAIL

SMALLER = Type().small / Type().body


class RowPainter(QStyledItemDelegate):
    """Two lines, each cut where there is no room: the tool tip has them whole."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        font = option.font
        high = QFontMetrics(font).height() + QFontMetrics(_smaller(font)).height()
        return QSize(100, high + HAIR_PX + 2 * NEAR_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        row.text = ""
        view = row.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, view)
        area: QRect = row.rect.adjusted(APART_PX, NEAR_PX, -APART_PX, -NEAR_PX)
        font: QFont = row.font
        palette: QPalette = view.palette()
        painter.save()
        painter.setLayoutDirection(row.direction)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        high = _write(painter, area, index.data(), font)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        _write(painter, area.adjusted(0, high + HAIR_PX, 0, 0), index.data(DETAIL), _smaller(font))
        painter.restore()


def _write(painter: QPainter, area: QRect, text: str, font: QFont) -> int:
    """One line on the baseline of its font, whatever other letters are in it; its height."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = area.right() - metrics.horizontalAdvance(shown) if is_mirrored else area.left()
    painter.drawText(left, area.top() + metrics.ascent(), shown)
    return metrics.height()


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(1.0, SMALLER * font.pointSizeF()))
    return small
