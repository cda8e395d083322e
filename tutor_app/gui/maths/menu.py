"""What can be done with a formula."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from tutor_app.core.language import language_of
from tutor_app.core.maths.said import said


class FormulaMenu(QMenu):
    """Copy it as LaTeX; have it said, in the language of the text around it."""

    def __init__(self, latex: str, around: str, parent: QWidget, say: Callable[[str], None]) -> None:
        super().__init__(parent)
        copy, speak = QAction(self.tr("Copy formula as LaTeX"), self), QAction(self.tr("Say formula"), self)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(latex))
        speak.triggered.connect(lambda: say(said(latex, language_of(around))))
        self.addActions([copy, speak])
