"""Version, licences, model cards, and what to send when something is wrong."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from tutor_app import __version__
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.preferences.program import Program
from tutor_app.gui.theme import styled
from tutor_app.settings.home import MANIFESTS, Home
from tutor_app.tutor import models

CARD_LINES = 16


class About(Page):
    """What the application is made of.

    Signals:
        tour_asked, keys_asked: the learner wants to see it.
    """

    tour_asked = Signal()
    keys_asked = Signal()

    def __init__(self, home: Home, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Help and about"))
        self._home = home
        self.tour = QPushButton(self.tr("The tour again"))
        self.tour.clicked.connect(self.tour_asked)
        self.keys = with_icon(QPushButton(self.tr("All keys")), "keyboard")
        self.keys.clicked.connect(self.keys_asked)
        self.diagnostics = with_icon(QPushButton(self.tr("Copy diagnostics")), "copy")
        self.diagnostics.clicked.connect(self.copy_diagnostics)
        self.told = styled(QLabel(wordWrap=True), "quiet")
        self._add_rows()

    def copy_diagnostics(self) -> None:
        """What works on this machine, to the clipboard; nothing of a course or a question is in it."""
        self.diagnostics.setEnabled(False)
        self.told.setText(self.tr("Looking…"))
        self.told.show()
        Program(self, self._home, "doctor").told.connect(self._copy)

    def _copy(self, _code: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.diagnostics.setEnabled(True)
        lines = len(text.splitlines())
        self.told.setText(self.tr("%n line(s) are in the clipboard.", "", lines))
        announce(self, self.told.text())

    def _add_rows(self) -> None:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        row = Flow(NEAR_PX)
        for button in (self.tour, self.keys, self.diagnostics):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.told)
        self.told.hide()
        self.add_row(" ".join(b.text() for b in (self.tour, self.keys, self.diagnostics)), line)
        self._tell(f"Tutor {__version__}", self.tr("Nothing you say, show or write leaves this machine."))
        self._tell(self.tr("Licences"), "\n".join(self._licences()))
        for card in sorted(MANIFESTS.glob("*/README.md")):
            self._show_card(card)

    def _show_card(self, file: Path) -> None:
        title = self.tr("Model card: {name}").format(name=file.parent.name)
        card = styled(QTextBrowser(openLinks=False), "card")
        card.setMarkdown(file.read_text(encoding="utf-8"))
        card.setMinimumHeight(CARD_LINES * self.fontMetrics().height())
        card.setTabChangesFocus(True)
        self.add(title, card)

    def _licences(self) -> list[str]:
        return [
            self.tr("{what}: {licence}").format(what=what, licence=licence)
            for what, licence in (
                (self.tr("Application"), "Apache-2.0"),
                (self.tr("Icons (Lucide)"), "ISC, MIT"),
                (self.tr("Letters (Atkinson Hyperlegible)"), "OFL-1.1"),
                (self.tr("Sample courses"), "CC BY 4.0"),
                *((status.manifest.title, status.manifest.licence) for status in models.statuses(self._home)),
            )
        ]

    def _tell(self, title: str, text: str) -> None:
        self.add_row(title, styled(QLabel(title, wordWrap=True), "heading"))
        self.add_row(f"{title} {text}", QLabel(text, wordWrap=True))
