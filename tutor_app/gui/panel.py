"""Where a turn's question, evidence and explanation stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.answer import Answer, Pin
from tutor_app.core.citing import CITATION
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.language import language_of
from tutor_app.core.material import Figure, PageLocator, Passage, Section
from tutor_app.core.maths.in_text import speakable
from tutor_app.core.plain import plain, snippet
from tutor_app.gui.aloud.button import AloudButton
from tutor_app.gui.aloud.mark import spoken_mark
from tutor_app.gui.aloud.spoken import Finder
from tutor_app.gui.check_card import CheckCard
from tutor_app.gui.cited_text import CitedText
from tutor_app.gui.counted.view import CountedView
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tab_order import tab_in_reading_order
from tutor_app.gui.design.tokens import HAIR_PX
from tutor_app.gui.figure_card import FigureCard
from tutor_app.gui.maths.evidence_button import EvidenceButton
from tutor_app.gui.maths.read_formulas import ReadFormulas
from tutor_app.gui.maths.text import FormulaText
from tutor_app.gui.notice import announce
from tutor_app.gui.onward import Onward
from tutor_app.gui.theme import styled
from tutor_app.gui.thread import ThreadScroll, ThreadTurn, ThreadView
from tutor_app.gui.wrapped_button import WrappedButton
from tutor_app.tutor.places import bare_spot, place_in_words
from tutor_app.tutor.session import Cited
from tutor_app.tutor.typesetting import is_loaded

REFRESH_MS = 60  # pieces of an explanation are shown together, so that long ones stay smooth
SNIPPET = 360  # characters of the tool tip; a line of the button shows less
THUMBNAIL = QSize(72, 48)
AT_ONCE = 3  # pieces of evidence that are made in one step


class Panel(QWidget):
    """One turn open, those of its thread above it.

    Signals:
        cited: the number of evidence to show on the page.
        pinned: the very lines of one citation to show there.
        new_thread_asked: what is on the panel is done with.
        example_chosen: the text of an example question.
        section_chosen: a Locator, where a section begins.
        formula_spoken: a formula in words, which the learner wants to hear.
        aloud_asked: the explanation, to be read aloud; empty: be silent.
        aloud_expected: the explanation, which may be asked to be read soon.
    """

    cited = Signal(int)
    pinned = Signal(object)  # Pin
    new_thread_asked = Signal()
    formula_spoken = Signal(str)
    example_chosen = Signal(str)
    section_chosen = Signal(object)
    aloud_asked = Signal(str)
    aloud_expected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._written = ""
        self._pins: tuple[Pin, ...] = ()  # of the citations written, in their order
        self._course = Path()
        self.earlier = ThreadView()
        self.question = styled(FormulaText(), "question")
        self.question.setAccessibleName(self.tr("What was asked"))
        self.detail = styled(QLabel(wordWrap=True), "quiet")
        self.counted = CountedView()
        self.read = ReadFormulas()
        self.figure = FigureCard()
        self.explanation = styled(CitedText(), "explanation")
        self.explanation.setAccessibleName(self.tr("Explanation"))
        self.explanation.cited.connect(self.cited)
        self.explanation.pinned.connect(self.pinned)
        self.original = _OriginalButton(self._show)
        self.new_thread = with_icon(QPushButton(self.tr("New thread")), "plus")
        self.new_thread.setToolTip(self.tr("Put these questions away and begin anew"))
        self.new_thread.clicked.connect(self.new_thread_asked)
        self.copy = with_icon(QPushButton(self.tr("Copy")), "copy")
        self.copy.setToolTip(self.tr("Copy the explanation as Markdown"))
        self.copy.clicked.connect(self._copy)
        self.aloud = AloudButton()
        self.aloud.pressed_on.connect(self.toggle_aloud)
        self.aloud.expected.connect(lambda: self.aloud_expected.emit(self._written))
        self._spoken = Finder("")
        self.onward = Onward()
        self.check = CheckCard()
        self.evidence = QVBoxLayout()
        self.examples = QVBoxLayout()
        self._refresh = QTimer(self, interval=REFRESH_MS, singleShot=True)
        self._refresh.timeout.connect(self._show)
        self._arrange()
        for text in self.findChildren(FormulaText):
            text.formula_spoken.connect(self.formula_spoken)
        self.earlier.formula_spoken.connect(self.formula_spoken)
        for number in range(1, 10):
            shortcut = QShortcut(f"Alt+{number}", self)
            shortcut.activated.connect(lambda n=number: self.cited.emit(n))
        self._show()

    def welcome(self, title: str, questions: Sequence[str]) -> None:
        """Before the first question: what can be asked."""
        self.clear(title)
        ways = self.tr("Hold the button and speak, frame a figure, or type. For example:")
        self.detail.setText(
            ways if questions else self.tr("Hold the button and speak, frame a figure, or type.")
        )
        self.detail.show()
        for text in questions:
            button = styled(WrappedButton(text), "example")
            button.clicked.connect(lambda _=False, t=text: self.example_chosen.emit(t))
            self.examples.addWidget(button)
        tab_in_reading_order(self, self.counted.toggle)

    def offer_start(self, sections: Sequence[Section], terms: Mapping[str, str]) -> None:
        """Below the questions: where to begin reading, and terms with the question that each asks."""
        if sections:
            self.examples.addWidget(styled(QLabel(self.tr("Or begin reading:")), "quiet"))
        for section in sections:
            button = styled(WrappedButton(section.title), "evidence")
            button.setAccessibleName(self.tr("Go to {section}").format(section=section.title))
            button.clicked.connect(lambda _=False, place=section.locator: self.section_chosen.emit(place))
            self.examples.addWidget(button)
        if terms:
            self.examples.addWidget(styled(QLabel(self.tr("Or ask what a term means:")), "quiet"))
            self.examples.addWidget(self._term_chips(terms))
        tab_in_reading_order(self, self.counted.toggle)

    def _term_chips(self, terms: Mapping[str, str]) -> QWidget:
        row = QWidget()
        chips = Flow(HAIR_PX)
        for term, question in terms.items():
            chip = styled(QPushButton(term.replace("&", "&&")), "chip")
            chip.setAccessibleName(question)
            chip.setToolTip(question)
            chip.clicked.connect(lambda _=False, asked=question: self.example_chosen.emit(asked))
            chips.addWidget(chip)
        row.setLayout(chips)
        return row

    def clear(self, title: str = "", detail: str = "") -> None:
        """Show no turn at all."""
        self.earlier.clear()
        self.begin(title, detail)
        self.new_thread.hide()

    def keep_turn(self, id: int) -> None:
        """Move what is written of a turn of the record above the next one; nothing, where nothing is."""
        if self._written:
            question, detail = self.question.text(), self.detail.text()
            written, pins = self._written, self._pins
            self.earlier.add(ThreadTurn(id=id, question=question, detail=detail, answer=written, pins=pins))

    def begin(self, question: str, detail: str) -> None:
        """A new turn."""
        self._written, self._pins = "", ()
        self.original.keep("", ())
        self.question.setText(question)
        self.show_thread(detail)
        self.counted.clear()
        self.read.show_formulas(())
        self.figure.clear()
        self.onward.hide()
        self.check.clear()
        _empty(self.evidence)
        _empty(self.examples)
        self.aloud.hide()  # until it is written to its end
        self.new_thread.show()
        self._show()
        self._scroll.follow(self.question)

    @property
    def written(self) -> str:
        """What is shown of the explanation so far, as Markdown."""
        return self._written

    def understand(self, question: str) -> None:
        """The question as it was heard."""
        self.question.setText(question)

    def show_thread(self, detail: str) -> None:
        """A quiet line: what the question goes on from; empty where it stands for itself."""
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))

    def show_evidence(self, cited: Sequence[Cited], course: Path, *, veiled: bool = False) -> None:
        """Show the evidence at once; `veiled`: its place alone."""
        for _ in self.bring_evidence(cited, course, veiled=veiled):
            pass

    def bring_evidence(self, cited: Sequence[Cited], course: Path, *, veiled: bool = False) -> Iterator[None]:
        """Show the evidence in small steps, before a word of explanation."""
        is_loaded()  # what formulas need, before the explanation has some
        _empty(self.evidence)
        self._course = course
        made: list[QWidget] = [styled(QLabel(self.tr("In your material")), "quiet")] if cited else []
        for one in cited:
            made.append(self._veiled(one) if veiled else self._evidence(one))
            if len(made) % AT_ONCE == 0:
                yield
        for widget in made:
            self.evidence.addWidget(widget)
        tab_in_reading_order(self, self.counted.toggle)
        announce(self, self.tr("%n passage(s) found", "", len(cited)))
        yield

    def show_figure(self, figure: Figure, told: FigureTold, course: Path) -> None:
        """The figure that the question is about."""
        self.figure.show_figure(figure, QPixmap(str(course / figure.image)), told)

    def write(self, piece: str, pins: tuple[Pin, ...] = (), *, replaces: bool = False) -> None:
        """Append a piece of the explanation, or put it in place of all; `pins`: of its citations."""
        if replaces:
            self.original.keep(self._written, self._pins)
        self._written = piece if replaces else self._written + piece
        self._pins = pins if replaces else self._pins + pins
        self.explanation.pins = self._pins
        if not self._refresh.isActive():
            self._refresh.start()

    def finish(self, answer: Answer, *, goes_on: bool = True) -> None:
        """The whole explanation, and what goes on from it where something can."""
        self._written, self._pins = answer.text, answer.pins
        self._refresh.stop()
        self._show()
        self.aloud.setVisible(bool(answer.text))
        if goes_on:
            self.onward.offer(answer)
            self.check.offer(answer.check)
        announce(self.explanation, answer.text)

    def toggle_aloud(self) -> None:
        """Have the explanation read aloud, or silence it; harmless before there is one."""
        if not self.aloud.isHidden():
            self.aloud_asked.emit("" if self.aloud.is_reading else self._written)

    def show_reading(self, is_on: bool) -> None:
        """Whether the explanation is being read aloud."""
        self.aloud.show_reading(is_on)
        self._spoken = Finder(self.explanation.toPlainText())
        self.explanation.setExtraSelections([])

    def mark_spoken(self, stretches: Sequence[str]) -> None:
        """Mark the sentence that is spoken now."""
        if found := self._spoken.find(stretches):
            self.explanation.setExtraSelections([spoken_mark(self.explanation, found)])

    def _evidence(self, cited: Cited) -> QPushButton:
        number, place = cited.evidence.number, place_in_words(cited.source)
        words = _words(cited.source)
        button = styled(EvidenceButton(f"{number}   {place}", words), "evidence")
        button.setToolTip(words)
        button.setAccessibleName(self.tr("Citation {number}: {place}").format(number=number, place=place))
        button.setAccessibleDescription(speakable(words, language_of(words)))
        if isinstance(cited.source, Figure):
            button.setIcon(QIcon(QPixmap(str(self._course / cited.source.image))))
            button.setIconSize(THUMBNAIL)
        button.clicked.connect(lambda: self.cited.emit(number))
        return button

    def _veiled(self, cited: Cited) -> QPushButton:
        """A place without its words, which could be the answer."""
        number, place = cited.evidence.number, bare_spot(cited.source)
        button = styled(EvidenceButton(f"{number}   {place}", ""), "evidence")
        button.setAccessibleName(self.tr("Look at {place}").format(place=place))
        button.clicked.connect(lambda: self.cited.emit(number))
        return button

    def _arrange(self) -> None:
        inner = _Whole()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.earlier)
        column.addWidget(self.question)
        column.addWidget(self.detail)
        column.addWidget(self.read)
        column.addWidget(self.counted)
        column.addLayout(self.examples)
        column.addWidget(self.figure)
        column.addWidget(self.explanation)
        column.addWidget(self.original, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.addWidget(self.new_thread)
        foot.addStretch(1)
        foot.addWidget(self.aloud)
        foot.addWidget(self.copy)
        column.addLayout(foot)
        column.addWidget(self.onward)
        column.addWidget(self.check)
        column.addLayout(self.evidence)
        self._scroll = ThreadScroll()
        self._scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        column.addStretch(1)

    def _show(self) -> None:
        self.explanation.setVisible(bool(self._written))
        self.copy.setVisible(bool(self._written))
        shown = self.original.quotation if self.original.isChecked() else (self._written, self._pins)
        self.explanation.show_answer(*shown)
        tab_in_reading_order(self, self.counted.toggle)  # a text is a stop only when there are links in it

    @property
    def plain_answer(self) -> str:
        """The explanation without its citations."""
        return CITATION.sub("", self._written).strip()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._written)


class _OriginalButton(QPushButton):
    """Leads back from a language model's words to the quotation that they replaced."""

    def __init__(self, toggled: Callable[[], None]) -> None:
        super().__init__(self.tr("In the material's words"))
        styled(self, "chip")
        self.setToolTip(self.tr("What was quoted before it was said plainly"))
        self.setCheckable(True)
        self.quotation: tuple[str, tuple[Pin, ...]] = ("", ())
        self.toggled.connect(toggled)
        self.hide()

    def keep(self, text: str, pins: tuple[Pin, ...]) -> None:
        """Keep what is replaced; hide where there is nothing."""
        self.quotation = (text, pins)
        self.setChecked(False)
        self.setVisible(bool(text))


class _Whole(QWidget):
    """Scrolled rather than squeezed: a style sheet's least heights would let buttons cut their text."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        high = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else -1
        return QSize(super().minimumSizeHint().width(), max(high, layout.totalSizeHint().height()))


def _words(source: Passage | Figure) -> str:
    """The beginning of it; what a PDF holds is no Markdown, whatever its signs are."""
    text = source.text if isinstance(source, Passage) else source.caption
    first = source.locators[0] if isinstance(source, Passage) else source.locator
    return snippet(text, SNIPPET, clean=str if isinstance(first, PageLocator) else plain)


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
