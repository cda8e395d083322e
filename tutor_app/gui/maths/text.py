"""Text with formulas that are typeset, copied as LaTeX and told in words."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextBrowser, QWidget

from tutor_app.core.language import language_of
from tutor_app.core.maths.in_text import speakable
from tutor_app.core.maths.said import said
from tutor_app.gui.material.insets import InsetLayout, latex_of, source_of
from tutor_app.gui.maths.menu import FormulaMenu
from tutor_app.gui.maths.writing import latex_of_link, marked_text, typeset_all
from tutor_app.gui.notice import announce


class FormulaText(QTextBrowser):
    """As high as its text. Tab goes from formula to formula, Ctrl+C copies its LaTeX, Enter opens its menu.

    Signals:
        formula_spoken: a formula in words, which the learner wants to hear.
    """

    formula_spoken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._source, self._is_html = "", False
        self._insets = InsetLayout(self)
        self.anchorClicked.connect(self._open_formula)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def setText(self, text: str) -> None:
        """Plain text with formulas between dollar signs."""
        self._source, self._is_html = text, False
        super().setPlainText(marked_text(text))
        self._typeset()

    def setHtml(self, text: str) -> None:
        """HTML in which formulas are marked, as `writing.markdown_to_html` does."""
        self._source, self._is_html = text, True
        super().setHtml(text.strip())  # white space at the end would be a space
        self._typeset()

    def text(self) -> str:
        """What was set."""
        return self._source

    def plain(self) -> str:
        """All of it, with formulas as LaTeX between dollar signs."""
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        return source_of(everything)

    def said(self) -> str:
        """All of it, with formulas in words."""
        plain = self.plain()
        return speakable(plain, language_of(plain))

    def formula_at(self, place: QPoint) -> str:
        """The LaTeX of the formula there, or nothing."""
        return latex_of_link(self.anchorAt(place))

    def formula_menu(self, latex: str) -> QMenu:
        """What can be done with a formula."""
        return FormulaMenu(latex, self._source, self, self._speak)

    def createMimeDataFromSelection(self) -> QMimeData:
        selected = QMimeData()
        cursor = self.textCursor()
        source = source_of(cursor)
        only = latex_of(_after(cursor)) if cursor.selectionEnd() - cursor.selectionStart() == 1 else ""
        selected.setText(only or source)
        return selected

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        latex = latex_of(_after(self.textCursor())) if keys else self.formula_at(event.pos())
        if not latex:
            super().contextMenuEvent(event)
            return
        self.formula_menu(latex).popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and (
            latex := latex_of(_after(self.textCursor()))
        ):
            announce(self, said(latex, language_of(self._source)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_insets"):
            (self.setHtml if self._is_html else self.setText)(self._source)

    def _typeset(self) -> None:
        typeset_all(self.document(), self._insets, self.palette().color(QPalette.ColorRole.Text))
        self.setAccessibleDescription(self.said())
        holds_links = any(format.toCharFormat().isAnchor() for format in self.document().allFormats())
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if holds_links else Qt.FocusPolicy.ClickFocus
        )  # Tab stops only where something is to be reached

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 4)

    def _open_formula(self, link: QUrl) -> None:
        if latex := latex_of_link(link.toString(QUrl.ComponentFormattingOption.FullyEncoded)):
            place = self.cursorRect().bottomLeft()
            self.formula_menu(latex).popup(self.viewport().mapToGlobal(place))

    def _speak(self, words: str) -> None:
        announce(self, words)
        self.formula_spoken.emit(words)


def _after(cursor: QTextCursor) -> QTextCharFormat:
    """The format of the first character that is selected."""
    one = QTextCursor(cursor.document())
    one.setPosition(min(cursor.selectionStart() + 1, cursor.document().characterCount() - 1))
    return one.charFormat()
