"""A button that shows a piece of evidence: its place, and its first words with formulas typeset."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from tutor_app.core.maths.in_text import formulas_in
from tutor_app.core.plain import IDEOGRAPH
from tutor_app.gui.material.insets import InsetLayout
from tutor_app.gui.maths.writing import marked_text, typeset_all

AIR_PX = 8
FEW = 4  # formulas that its menu offers
MORE, LOOSE = "…", (" ", ",", ";", "，", "；", "、")  # not before an ellipsis


class EvidenceButton(QPushButton):
    """As wide as its place; what is longer than a line is cut after a word."""

    def __init__(self, place: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._words = place, words
        self._document = QTextDocument(self)
        self._insets = InsetLayout(self)
        self._set_for: tuple[float, str, int] | None = None  # setting formulas at each paint would be slow
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lines = 2 if self._words else 1
        height = lines * QFontMetrics(self.font()).lineSpacing() * 1.15 + 2 * AIR_PX
        return QSize(
            200, round(max(height, self.iconSize().height() + AIR_PX if not self.icon().isNull() else 0))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon, icon = "", QIcon(), self.icon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        area = QRectF(self.rect()).adjusted(AIR_PX, AIR_PX / 2, -AIR_PX, -AIR_PX / 2)
        if not icon.isNull():
            size = self.iconSize()
            spot = QRectF(area.left(), area.center().y() - size.height() / 2, size.width(), size.height())
            icon.paint(painter, spot.toRect())
            area.setLeft(spot.right() + AIR_PX)
        self._write(painter, area)

    def _write(self, painter: QPainter, area: QRectF) -> None:
        metrics = QFontMetrics(self.font())
        place = metrics.elidedText(self._place, Qt.TextElideMode.ElideRight, int(area.width()))
        line = metrics.lineSpacing() * 1.15
        top = area.center().y() - (line if self._words else line / 2)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.drawText(QPointF(area.left(), top + metrics.ascent()), place)
        if not self._words:
            return
        self._set_words(area.width())
        painter.save()
        painter.translate(area.left(), top + line + (line - self._document.size().height()) / 2)
        painter.setClipRect(QRectF(0, -AIR_PX, area.width(), self._document.size().height() + 2 * AIR_PX))
        self._document.drawContents(painter)
        painter.restore()

    def _set_words(self, width: float) -> None:
        """One line: what does not fit is cut after a word."""
        ink = self.palette().color(QPalette.ColorRole.ButtonText)
        if self._set_for == (width, self.font().key(), ink.rgba()):
            return
        self._set_for = width, self.font().key(), ink.rgba()
        self._document.setDefaultFont(self.font())
        self._document.setDocumentMargin(0)
        self._document.setDefaultTextOption(_one_line())
        self._document.setPlainText(marked_text(self._words))
        typeset_all(self._document, self._insets, ink, links=False)
        self._document.setTextWidth(-1)
        if self._document.idealWidth() > width:
            self._cut(width - QFontMetrics(self.font()).horizontalAdvance(MORE))

    def _cut(self, width: float) -> None:
        """End the line after the last word or ideograph that is no wider, with an ellipsis."""
        line = self._document.firstBlock().layout().lineAt(0)
        cursor = QTextCursor(self._document)
        cursor.setPosition(line.xToCursor(width, QTextLine.CursorPosition.CursorOnCharacter))
        whole = cursor.position()
        if not IDEOGRAPH.match(self._document.characterAt(whole - 1)):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
        if cursor.atStart():  # one word, longer than the line
            cursor.setPosition(whole)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        while self._document.characterAt(cursor.position() - 1) in LOOSE:
            cursor.deletePreviousChar()
        cursor.insertText(MORE)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        formulas = [formula.latex for formula in formulas_in(self._words)][:FEW]
        if formulas:
            self.formula_menu(formulas).popup(event.globalPos())

    def formula_menu(self, formulas: list[str]) -> QMenu:
        menu = QMenu(self)
        for latex in formulas:
            copy = menu.addAction(
                self.tr("Copy as LaTeX: {formula}").format(formula=latex.replace("&", "&&"))
            )
            copy.triggered.connect(lambda _=False, text=latex: QGuiApplication.clipboard().setText(text))
        return menu


def _one_line() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
