"""An explanation as it is read: its citations are links to the page."""

from itertools import count

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QWidget

from tutor_app.core.answer import Pin
from tutor_app.core.citing import CITATION
from tutor_app.core.maths.in_text import replaced
from tutor_app.gui.maths.text import FormulaText
from tutor_app.gui.maths.writing import markdown_to_html


class CitedText(FormulaText):
    """Markdown with numbers in brackets, which are pressed.

    Signals:
        cited: the number of evidence to show on the page.
        pinned: the very lines of one citation to show there.
    """

    cited = Signal(int)
    pinned = Signal(object)  # Pin

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = markdown_to_html()
        self.pins: tuple[Pin, ...] = ()  # of the citations, in their order; more may come than are shown
        self.anchorClicked.connect(self._follow)

    def show_answer(self, text: str, pins: tuple[Pin, ...]) -> None:
        """Show an answer's text; `pins`: of its citations, in their order."""
        self.pins = pins
        places = count()
        linked = replaced(
            text,
            lambda formula: text[formula.start : formula.end],  # `x[1]` in it is no citation
            lambda prose: CITATION.sub(lambda mark: f"[{mark[0]}](cite:{mark[1]}/{next(places)})", prose),
        )
        self.setHtml(self._markdown.render(linked))

    def _follow(self, link: QUrl) -> None:
        """Our own links only: material may hold others."""
        if link.scheme() != "cite":
            return
        number, _, place = link.path().partition("/")
        pins = self.pins[int(place or 0) :][:1]  # none in answers kept of old
        if pins and pins[0].number == int(number) and pins[0].locators:
            self.pinned.emit(pins[0])
        else:
            self.cited.emit(int(number))
