"""Formulas beside the material are typeset, copied as LaTeX, and told in words."""

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor

from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import LineLocator, PageLocator, Passage
from tutor_app.gui.material.insets import OBJECT_CHARACTER
from tutor_app.gui.maths.text import FormulaText
from tutor_app.gui.maths.writing import markdown_to_html
from tutor_app.gui.panel import Panel
from tutor_app.tutor.session import Cited

ENERGY = r"E = \frac{1}{2} m v^2"


@pytest.fixture
def text(qtbot):
    made = FormulaText()
    qtbot.addWidget(made)
    made.resize(400, 100)
    made.show()
    return made


@pytest.fixture
def panel(qtbot):
    made = Panel()
    qtbot.addWidget(made)
    made.resize(460, 700)
    made.show()
    return made


def actions(menu):
    return {action.text(): action for action in menu.actions()}


@pytest.mark.parametrize("given", ["$a^2$", "$$a^2$$", r"\(a^2\)", r"\[a^2\]"])
def test_every_way_to_write_a_formula_is_typeset(text, given):
    text.setHtml(markdown_to_html().render(f"So {given} it is."))
    assert text.toPlainText() == f"So {OBJECT_CHARACTER} it is."
    assert text.plain() == "So $a^2$ it is."


def test_prices_and_comparisons_are_left_alone(text):
    text.setHtml(markdown_to_html().render("It costs $5 or $6, and a<b."))
    assert text.toPlainText() == "It costs $5 or $6, and a<b."


def test_what_cannot_be_typeset_shows_its_source(text):
    text.setText(r"Look: $\begin{nope} x$ here")
    assert text.toPlainText() == r"Look: \begin{nope} x here"


def test_a_formula_of_the_material_cannot_smuggle_in_html(text):
    text.setHtml(markdown_to_html().render(r"$\nope{<b>&amp;}$"))
    assert text.toPlainText() == r"\nope{<b>&amp;}"


def test_tab_reaches_a_formula_and_copy_takes_its_latex(text, qtbot):
    text.setText(f"Energy is ${ENERGY}$ always, and ${'p = m v'}$.")
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.textCursor().hasSelection()
    text.copy()
    assert QGuiApplication.clipboard().text() == ENERGY
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    text.copy()
    assert QGuiApplication.clipboard().text() == "p = m v"


def test_a_selection_with_words_keeps_the_dollar_signs(text):
    text.setText(f"Energy ${ENERGY}$ grows")
    text.selectAll()
    text.copy()
    assert QGuiApplication.clipboard().text() == f"Energy ${ENERGY}$ grows"


def test_the_menu_of_a_formula_copies_and_says_it(text, qtbot):
    text.setText(f"${ENERGY}$")
    menu = actions(text.formula_menu(ENERGY))
    menu["Copy formula as LaTeX"].trigger()
    assert QGuiApplication.clipboard().text() == ENERGY
    with qtbot.waitSignal(text.formula_spoken) as spoken:
        menu["Say formula"].trigger()
    assert spoken.args == ["E equals one half m v squared"]


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_context_menu_is_the_formulas_under_the_mouse_or_the_focus(text, qtbot, monkeypatch, reason):
    asked = []
    monkeypatch.setattr(FormulaText, "formula_menu", lambda self, latex: asked.append(latex) or Popped())
    text.setText(f"${ENERGY}$ is energy")
    text.setFocus()
    if reason == QContextMenuEvent.Reason.Keyboard:
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    place = QPoint(20, text.height() // 2)
    text.contextMenuEvent(QContextMenuEvent(reason, place, text.mapToGlobal(place)))
    assert asked == [ENERGY]


class Popped:
    def popup(self, place):
        pass


def test_enter_on_a_formula_opens_its_menu_and_other_links_do_not(text, monkeypatch):
    asked = []
    monkeypatch.setattr(FormulaText, "formula_menu", lambda self, latex: asked.append(latex) or Popped())
    text.setText(f"${ENERGY}$")
    cursor = QTextCursor(text.document())
    cursor.setPosition(1)
    text.anchorClicked.emit(QUrl(cursor.charFormat().anchorHref()))
    text.anchorClicked.emit(QUrl("cite:1"))
    assert asked == [ENERGY]


def test_tab_stops_only_at_texts_with_something_to_reach(text):
    text.setText("Only words")
    assert text.focusPolicy() == Qt.FocusPolicy.ClickFocus
    text.setText(f"With ${ENERGY}$")
    assert text.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_every_formula_of_the_panel_can_be_said(panel, qtbot):
    for text in (panel.question, panel.explanation, panel.read.certain, panel.figure.caption):
        with qtbot.waitSignal(panel.formula_spoken) as spoken:
            actions(text.formula_menu("a = b"))["Say formula"].trigger()
        assert spoken.args == ["a equals b"]


def test_a_screen_reader_hears_words_not_signs(text):
    text.setText(f"Energy ${ENERGY}$ grows")
    assert " ".join(text.accessibleDescription().split()) == "Energy E equals one half m v squared grows"
    text.setText("动能是 $E = m v^2$ 吗")
    assert "m v 的平方" in text.accessibleDescription()


def test_the_explanation_keeps_citations_out_of_formulas(panel):
    panel.finish(Answer("Look at $x[1]$ there [1].", (), True, "quote"))
    html = panel.explanation.toHtml()
    assert html.count('href="cite:1/0"') == 1
    assert panel.explanation.plain() == "Look at $x[1]$ there [1]."


def test_a_question_with_a_formula_is_typeset(panel):
    panel.begin(f"What is ${ENERGY}$?", "")
    assert OBJECT_CHARACTER in panel.question.toPlainText()
    assert panel.question.text() == f"What is ${ENERGY}$?"


def test_snippets_of_evidence_offer_their_formulas(panel):
    passage = Passage(1, 0, ("Energy",), f"So ${ENERGY}$ and $p = m v$.", (LineLocator("a.md", 0, 0),))
    panel.show_evidence([Cited(Evidence(1, "passage", 1, 1.0), passage)], None)
    [button] = [b for b in panel.findChildren(type(panel.copy)) if b.objectName() == "evidence"]
    assert "one half m v squared" in button.accessibleDescription()
    drawn = button.grab().toImage()
    menu = actions(button.formula_menu([ENERGY, "p = m v"]))
    menu["Copy as LaTeX: p = m v"].trigger()
    assert QGuiApplication.clipboard().text() == "p = m v"
    plain = Passage(1, 0, ("Energy",), "So it is.", (LineLocator("a.md", 0, 0),))
    panel.show_evidence([Cited(Evidence(1, "passage", 1, 1.0), plain)], None)
    other = [b for b in panel.findChildren(type(panel.copy)) if b.objectName() == "evidence"][-1]
    assert other.grab().toImage() != drawn


def evidence_of(panel, source):
    panel.show_evidence([Cited(Evidence(1, "passage", 1, 1.0), source)], None)
    return [b for b in panel.findChildren(type(panel.copy)) if b.objectName() == "evidence"][-1]


def test_snippets_of_evidence_are_plain_words_with_an_ellipsis(panel):
    text = "**Force** is a *push* or a [pull](laws.md). " * 20
    button = evidence_of(panel, Passage(1, 0, ("Energy",), text, (LineLocator("a.md", 0, 0),)))
    assert button.toolTip().startswith("Force is a push or a pull. Force is")
    assert button.toolTip().endswith(("push…", "pull.…", "Force…", "is…", "a…", "or…"))
    assert "*" not in button.toolTip() + button.accessibleDescription()


def test_signs_of_a_pdf_are_no_markdown(panel):
    text = "call f(*args, **more) and 2*3"
    button = evidence_of(panel, Passage(1, 0, ("Calls",), text, (PageLocator(0, ()),)))
    assert button.toolTip() == text


@pytest.mark.parametrize(
    "words", ["a push or a pull " * 30, "重的石头受到的拉力更大" * 30, "unbreakable" * 40]
)
def test_the_line_of_a_snippet_ends_with_an_ellipsis_where_it_does_not_fit(panel, words):
    button = evidence_of(panel, Passage(1, 0, ("Energy",), words, (LineLocator("a.md", 0, 0),)))
    button.grab()
    line = button._document.toPlainText()
    assert line.endswith("…")
    assert words.startswith(line[:-1])
    assert words[len(line) - 1] == " " or " " not in words
    assert button.width() / 2 < button._document.idealWidth() <= button.width()


def test_formulas_read_with_doubt_stand_apart(panel):
    panel.read.show_formulas([ReadFormula("a=b", -0.001, True), ReadFormula("c=d", -0.05, True)])
    assert panel.read.certain.plain() == "$a=b$"
    assert panel.read.doubtful.plain() == "$c=d$"
    panel.read.show_formulas([ReadFormula("a=b", -0.001, True)])
    assert panel.read.doubtful.isHidden()
    panel.begin("another", "")
    assert panel.read.isHidden()
