"""A test in a minute: how many questions, of which chapter, with or without the key; to a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QSpinBox,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.core.practice import Concept, Item
from tutor_app.gui.notice import NoticeBar
from tutor_app.practice.paper import draw_test
from tutor_app.tutor.practice.exchange.files import write_test
from tutor_app.tutor.practice.exchange.worksheet import to_markdown
from tutor_app.tutor.whole_file import whole_file

MAX_QUESTIONS, USUAL_QUESTIONS = 100, 20
MARGIN_MM, BODY_PT = 20.0, 11


class PaperDialog(QDialog):
    """Writes one file: PDF, Markdown, Moodle XML or a QTI package."""

    def __init__(
        self, items: Sequence[Item], concepts: Sequence[Concept], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items, self._concepts = items, {concept.id: concept for concept in concepts}
        self.setWindowTitle(self.tr("A test"))
        self.number = QSpinBox()
        self.number.setRange(1, MAX_QUESTIONS)
        self.number.setValue(USUAL_QUESTIONS)
        self.chapter = QComboBox()
        self.chapter.addItem(self.tr("All chapters"), "")
        for title in dict.fromkeys(concept.path[0] for concept in concepts if concept.path):
            self.chapter.addItem(title, title)
        self.with_key = QCheckBox(self.tr("With the key"))
        self.notice = NoticeBar()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.choose_file)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.notice)
        form.addRow(self.tr("Questions"), self.number)
        form.addRow(self.tr("Chapter"), self.chapter)
        form.addRow(self.with_key)
        form.addRow(self.buttons)

    def choose_file(self) -> None:
        """Ask where to, then write."""
        kinds = "PDF (*.pdf);;Markdown (*.md);;Moodle XML (*.xml);;QTI 3.0 (*.zip)"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("A test"), "test.pdf", kinds)
        if name:
            self.write(Path(name))

    def write(self, file: Path) -> None:
        """Draw the test and write it; what goes wrong is said."""
        chapter = self.chapter.currentData()
        chapters = [chapter] if chapter else []
        drawn = draw_test(self._items, self._concepts, self.number.value(), chapters=chapters)
        title, with_key = self.tr("Test"), self.with_key.isChecked()
        try:
            if file.suffix == ".pdf":
                with whole_file(file) as part:
                    print_markdown(to_markdown(title, drawn, with_key=with_key), part)
            else:
                write_test(title, drawn, file, with_key=with_key)
        except TutorError as error:
            self.notice.say(str(error), error.hint)
            return
        self.accept()


def print_markdown(text: str, file: Path) -> None:
    """Write Markdown as a PDF of A4 pages."""
    writer = QPdfWriter(str(file))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(BODY_PT)
    document.setDefaultFont(font)
    document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    document.print_(writer)
