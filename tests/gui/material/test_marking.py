"""Words of the sheet: selected, marked, asked about, listed, and found again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from tests.gui.material.sample import SmallIndex, figure, pdf_course, text_course
from tutor_app.core.annotation import Anchor, Annotation, Quote
from tutor_app.core.material import Box, LineLocator, PageLocator, Region
from tutor_app.gui.material.note_editor import NoteEditor
from tutor_app.gui.material.selection import Selection

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
PAGES = [f"Page number {n} on force and mass" for n in range(1, 9)]
TEXT = "# Forces\n\nA force is a push 𝑭 or a pull.\n\nIts unit is the newton.\n"


@pytest.fixture
def pages(view, tmp_path, qtbot):
    view.open(pdf_course(tmp_path, PAGES), SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    return view


@pytest.fixture
def text(view, tmp_path, qtbot):
    view.open(text_course(tmp_path, a="before\n", b=TEXT), SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    return view


def select(view, words):
    """As the mouse or the keys would."""
    if view.sheet is not None and hasattr(view.sheet, "book"):
        [(first, count)] = view.sheet.book.spans(view.sheet.page, words)
        view.sheet.select(Selection((view.sheet.page, first), (view.sheet.page, first + count - 1)))
    else:
        view.sheet.setTextCursor(view.sheet.document().find(words, QTextCursor(view.sheet.document())))


def annotation(anchor, id=1, **more):
    return Annotation(id, "motion", anchor, NOW, NOW, **more)


def test_a_selection_of_a_page_knows_its_words_context_and_place(pages):
    pages.go_to_page(2)
    select(pages, "force")
    [anchor] = pages.sheet.selected_anchors()
    assert anchor.quote == Quote("force", "Page number 3 on ", " and mass")
    assert anchor.start == 17
    assert anchor.locator.page == 2
    assert pages.sheet.text_of([anchor.locator]) == "force"


def test_a_selection_of_text_knows_its_words_context_and_lines(text):
    select(text, "or a pull")
    [anchor] = text.sheet.selected_anchors()
    assert anchor.quote.exact == "or a pull"
    assert anchor.quote.prefix == "Forces\nA force is a push 𝑭 "[-32:]
    assert anchor.locator == LineLocator("b.md", 2, 2)


@pytest.mark.parametrize("kind", ["pages", "text"])
@pytest.mark.parametrize(
    ("key", "modifiers", "wanted"),
    [
        (Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier, ("highlight", "yellow", False)),
        (Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier, ("underline", "blue", False)),
        (Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier, ("highlight", "yellow", True)),
    ],
)
def test_keys_mark_what_is_selected(kind, key, modifiers, wanted, request, qtbot):
    view = request.getfixturevalue(kind)
    select(view, "force")
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    with qtbot.waitSignal(view.marking.made) as made:
        QTest.keyClick(view, key, modifiers)
    anchors, *rest = made.args
    assert (anchors[0].quote.exact.lower(), tuple(rest)) == ("force", wanted)


@pytest.mark.parametrize("kind", ["pages", "text"])
def test_a_bar_beside_the_selection_names_all_it_does(kind, request):
    view = request.getfixturevalue(kind)
    select(view, "force")
    bar = view.marking._bar
    assert bar.isVisible()
    names = [
        QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        for button in bar.findChildren(QToolButton)
    ]
    assert len(names) == len(set(names)) == 8
    assert all(names)
    view.sheet.verticalScrollBar().setValue(30)
    if view.sheet.verticalScrollBar().maximum():
        assert not bar.isVisible()


def test_words_of_a_page_are_asked_about_with_their_place(pages, qtbot):
    pages.go_to_page(3)
    select(pages, "force and mass")
    with qtbot.waitSignal(pages.marking.asked_about) as asked:
        pages.marking.ask()
    words, region, picture = asked.args
    assert words == "force and mass"
    assert region.page == 3
    assert picture.width() > 2 * (region.box.x1 - region.box.x0) - 3


def test_words_of_a_text_are_asked_about_without_a_place(text, qtbot):
    select(text, "unit")
    with qtbot.waitSignal(text.marking.asked_about) as asked:
        text.marking.ask()
    assert asked.args == ["unit", None, None]


@pytest.mark.parametrize("paper", ["print", "sepia", "night"])
def test_a_highlight_is_seen_on_its_words_on_every_paper(pages, qtbot, paper):
    select(pages, "force")
    [anchor] = pages.sheet.selected_anchors()
    pages.sheet.select(None)
    pages.lay_on(paper)
    qtbot.waitUntil(lambda: pages.sheet.is_drawn)
    box = anchor.locator.boxes[0]
    item = pages.sheet.item_of(0)
    corner = pages.sheet.mapFromScene(item.mapToScene(box.x1, box.y0)) + QPoint(-2, 2)  # above the e
    before = pages.sheet.viewport().grab().toImage().pixelColor(corner)
    pages.marking.show([annotation(anchor, colour="green")])
    after = pages.sheet.viewport().grab().toImage().pixelColor(corner)
    assert after.green() - after.red() > before.green() - before.red() + 12


def test_a_click_on_a_mark_opens_its_note(pages, qtbot):
    select(pages, "force")
    [anchor] = pages.sheet.selected_anchors()
    pages.sheet.select(None)
    pages.marking.show([annotation(anchor, 7, note="why?")])
    box = anchor.locator.boxes[0]
    at = pages.sheet.mapFromScene(pages.sheet.item_of(0).mapToScene(box.x0 + 8, (box.y0 + box.y1) / 2))
    QTest.mouseClick(pages.sheet.viewport(), Qt.MouseButton.LeftButton, pos=at)
    editor = open_editor()
    assert editor.note.toPlainText() == "why?"
    editor.note.setPlainText("because")
    with qtbot.waitSignal(pages.marking.changed) as changed:
        QTest.keyClick(editor.note, Qt.Key.Key_Escape)
    assert changed.args[0] == annotation(anchor, 7, note="because")


def test_marks_are_listed_in_reading_order_and_lead_to_their_places(pages):
    def on(page, id):
        pages.go_to_page(page)
        select(pages, "mass")
        return annotation(pages.sheet.selected_anchors()[0], id)

    pages.marking.show([on(5, 1), replace(on(1, 2), note="first")])
    marks = pages.side.marks.marks
    assert [marks.item(row).text() for row in range(2)] == ["first\nPage 2: mass", "Page 6: mass"]
    assert "Yellow" in marks.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    marks.itemActivated.emit(marks.item(1))
    assert pages.sheet.page == 5
    pages.go_back()
    assert pages.sheet.page == 1


def test_the_delete_key_deletes_the_mark_in_the_list(pages, qtbot):
    select(pages, "mass")
    pages.marking.show([annotation(pages.sheet.selected_anchors()[0], 4)])
    pages.open_side(2)
    pages.side.marks.marks.setCurrentRow(0)
    with qtbot.waitSignal(pages.marking.deleted) as deleted:
        QTest.keyClick(pages.side.marks.marks, Qt.Key.Key_Delete)
    assert deleted.args == [4]


def test_marks_find_their_words_in_a_book_with_new_pages_before_them(pages, qtbot):
    select(pages, "number 1 on force")
    [old] = pages.sheet.selected_anchors()
    elsewhere = Anchor(old.quote, 300, PageLocator(5, old.locator.boxes))
    with qtbot.waitSignal(pages.marking.settled) as settled:
        pages.marking.show([annotation(elsewhere, 3)], is_new=True)
    assert settled.args[0] == annotation(old, 3)


def test_marks_find_their_words_in_a_text_that_was_written_anew(text, qtbot):
    select(text, "newton")
    [old] = text.sheet.selected_anchors()
    elsewhere = Anchor(old.quote, 2, LineLocator("b.md", 0, 0))
    with qtbot.waitSignal(text.marking.settled) as settled:
        text.marking.show([annotation(elsewhere, 3)], is_new=True)
    assert settled.args[0] == annotation(old, 3)


def test_marks_whose_words_have_gone_stay_as_they_are(pages, qtbot):
    gone = Anchor(Quote("entropy"), 3, PageLocator(1, ()))
    with (
        qtbot.waitSignal(pages.marking.settling.lost) as lost,
        qtbot.assertNotEmitted(pages.marking.settled),
    ):
        pages.marking.show([annotation(gone)], is_new=True)
    assert lost.args[0].anchor == gone


def test_a_mark_in_a_text_covers_its_very_letters(text):
    select(text, "or a pull")
    [anchor] = text.sheet.selected_anchors()
    text.marking.show([annotation(anchor)])
    [marked] = text.sheet._marks().marked
    cursor = QTextCursor(text.sheet.document())
    cursor.setPosition(marked.first)
    cursor.setPosition(marked.end, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "or a pull"


def test_words_are_selected_by_keys_alone(pages):
    pages.go_to_page(1)
    pages.select_with_keys()
    assert pages.focusWidget() is pages.words
    cursor = pages.words.textCursor()
    cursor.setPosition(0)
    pages.words.setTextCursor(cursor)
    for _ in range(11):
        QTest.keyClick(pages.words, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    [anchor] = pages.sheet.selected_anchors()
    assert (anchor.quote.exact, anchor.locator.page) == ("Page number", 1)


def test_a_menu_offers_the_figure_under_it(view, tmp_path, qtbot):
    view.open(
        pdf_course(tmp_path, PAGES), SmallIndex(figures=[figure(PageLocator(0, (Box(100, 200, 300, 350),)))])
    )
    at = view.sheet.mapFromScene(view.sheet.item_of(0).mapToScene(150, 220))
    view.sheet.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    enabled = [action for action in menu.actions() if action.isEnabled() and action.text()]
    assert [action.text() for action in enabled] == ["Ask about this figure"]
    with qtbot.waitSignal(view.region_drawn) as drawn:
        enabled[0].trigger()
    menu.close()
    assert drawn.args[0] == Region(0, Box(100, 200, 300, 350))


def test_the_sheet_for_a_note_is_in_the_tree_of_a_screen_reader(pages, qtbot):
    editor = NoteEditor(annotation_of_mass(pages), pages.side.marks.names(), pages)
    qtbot.addWidget(editor)
    editor.open_at(QPoint(0, 0))
    qtbot.waitExposed(editor)
    tree = QAccessible.queryAccessibleInterface(QApplication.instance())
    assert "Note" in [tree.child(n).text(QAccessible.Text.Name) for n in range(tree.childCount())]
    editor.close()


def annotation_of_mass(pages):
    pages.go_to_page(1)
    select(pages, "mass")
    return annotation(pages.sheet.selected_anchors()[0], 7)


def open_editor():
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, NoteEditor) and w.isVisible())
    return next(shown, None)
