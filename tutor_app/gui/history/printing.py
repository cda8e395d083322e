"""A handout as PDF on A4. It takes its time: run it in a process of its own."""

import html
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from tutor_app.core.cancel import Cancellation
from tutor_app.gui.design.fonts import font
from tutor_app.gui.material.insets import InsetLayout
from tutor_app.gui.maths.writing import marked, typeset_all
from tutor_app.tutor.handout.body import sheet_html
from tutor_app.tutor.handout.chosen import title_of
from tutor_app.tutor.handout.picture import Picture
from tutor_app.tutor.handout.sheet import Sheet, sheets
from tutor_app.tutor.past import PastTurn
from tutor_app.tutor.session import Tutor
from tutor_app.tutor.whole_file import whole_file

PER_INCH = 96
MARGIN_PX, FOOT_PX = 57, 30  # 15 mm of A4; where the number of the page stands
TYPE_PX = 14
STYLE = """
h2 { font-size: large; } h3 { font-size: medium; }
.about, .caption, blockquote { color: #625c50; font-size: small; }
blockquote { margin-left: 16px; }
a { color: #8a4b08; text-decoration: none; }
"""


class InDocument:
    """Formulas as marks that are typeset later, pictures as resources of a document."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._count = 0

    def formula(self, latex: str, *, is_display: bool) -> str:
        return marked(html.escape(latex), is_display=is_display)

    def picture(self, picture: Picture) -> str:
        self._count += 1
        name = f"picture:{self._count}"
        image = QImage.fromData(picture.encoded)
        self._document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        return name


def write_pdf(
    tutor: Tutor,
    turns: Sequence[PastTurn],
    file: Path,
    say: Callable[[float], None] = lambda _: None,
    cancel: Cancellation | None = None,
) -> None:
    """Each question begins a page; `say` hears how much is written, 0 to 1.

    Raises:
        TutorError: nothing can be written; what was there stays.
        Cancelled: `cancel` was requested.
    """
    cancel, title = cancel or Cancellation(), title_of(turns)
    with whole_file(file) as part:
        paper = _Paper(part, title)
        try:
            for sheet, number in sheets(tutor, turns, say, cancel):
                paper.print(_document(sheet, number, paper))
        finally:
            trouble = paper.end()
        if trouble:
            raise OSError(trouble)


class _Paper:
    """The pages, one after another, with their numbers."""

    def __init__(self, file: Path, title: str) -> None:
        """Raises: OSError."""
        self._file, self._title, self._pages = QFile(str(file)), title, 0
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise OSError(self._file.errorString())
        self.writer = QPdfWriter(self._file)
        self.writer.setResolution(PER_INCH)
        self.writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self.writer.setPageMargins(QMarginsF())
        self.writer.setTitle(title)
        self.writer.setCreator("Tutor")
        self._painter = QPainter(self.writer)

    @property
    def size(self) -> QSizeF:
        return QSizeF(self.writer.width(), self.writer.height())

    def print(self, document: QTextDocument) -> None:
        for page in range(document.pageCount()):
            if self._pages:
                self.writer.newPage()
            self._pages += 1
            self._print_page(document, page)

    def end(self) -> str:
        """Close the file; what went wrong, or nothing if all of it reached the disk."""
        self._painter.end()
        self._file.flush()
        is_whole = self._file.error() == QFile.FileError.NoError
        trouble = "" if is_whole else self._file.errorString()
        self._file.close()
        return trouble

    def _print_page(self, document: QTextDocument, page: int) -> None:
        size = self.size
        seen = QRectF(0, page * size.height(), size.width(), size.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = seen
        context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))
        self._painter.save()
        self._painter.translate(0, -seen.top())
        self._painter.setClipRect(seen)
        document.documentLayout().draw(self._painter, context)
        self._painter.restore()
        foot = QRectF(MARGIN_PX, size.height() - MARGIN_PX + 8, size.width() - 2 * MARGIN_PX, FOOT_PX)
        self._painter.setFont(document.defaultFont())
        self._painter.setPen(QColor("#625c50"))
        self._painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(self._pages))


def _document(sheet: Sheet, number: int, paper: _Paper) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(paper.writer)
    type = font(11)
    type.setPixelSize(TYPE_PX)
    document.setDefaultFont(type)
    document.setDefaultStyleSheet(STYLE)
    document.setDocumentMargin(MARGIN_PX)
    document.setHtml(sheet_html(sheet, number, InDocument(document)))
    typeset_all(document, InsetLayout(document), QColor("black"), links=False)
    document.setPageSize(paper.size)
    return document
