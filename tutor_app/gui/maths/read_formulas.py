"""Formulas that were read on the learner's picture: typeset, to be checked and copied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tutor_app.core.formula import ReadFormula, in_text
from tutor_app.gui.maths.text import FormulaText
from tutor_app.gui.theme import styled


class ReadFormulas(QWidget):
    """Certain ones, which were asked along with the question, apart from doubtful ones, which were not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.certain, self.doubtful = styled(FormulaText(), "plain"), styled(FormulaText(), "plain")
        self.certain.setAccessibleName(self.tr("Formulas read on your picture"))
        self.doubtful.setAccessibleName(self.tr("Formulas read with doubt"))
        self._certain_title = styled(QLabel(self.tr("Read on your picture and asked along:")), "quiet")
        self._doubtful_title = styled(
            QLabel(self.tr("Perhaps this, but not sure enough to be asked along:"), wordWrap=True), "quiet"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._certain_title, self.certain, self._doubtful_title, self.doubtful):
            column.addWidget(widget)
        self.hide()

    def show_formulas(self, formulas: Sequence[ReadFormula]) -> None:
        """None hide it."""
        for title, text, are_certain in (
            (self._certain_title, self.certain, True),
            (self._doubtful_title, self.doubtful, False),
        ):
            shown = [in_text(formula) for formula in formulas if formula.is_certain == are_certain]
            text.setText("\n".join(shown))
            title.setVisible(bool(shown))
            text.setVisible(bool(shown))
        self.setVisible(bool(formulas))
