"""The material can be used without seeing it and without a mouse."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit, QWidget

from tests.gui.material.sample import LINE, SmallIndex, pdf_course, section, text_course
from tutor_app.core.annotation import Anchor, Annotation, Quote
from tutor_app.core.material import LineLocator, PageLocator
from tutor_app.gui.material.note_editor import NoteEditor
from tutor_app.gui.material.side import CONTENTS, HITS, MARKS, PAGES


@pytest.fixture(params=["pdf", "text"])
def opened(request, view, tmp_path):
    if request.param == "pdf":
        sections = [section(0, "Beginning", PageLocator(0, (LINE,)))]
        view.open(pdf_course(tmp_path, ["One", "Two"]), SmallIndex(sections))
    else:
        sections = [section(0, "Beginning", LineLocator("a.md", 0, 0))]
        view.open(text_course(tmp_path, a="# Beginning\n\nwords"), SmallIndex(sections))
    view.words_button.click()
    view.find_bar.open()
    return view


@pytest.mark.parametrize("beside", [CONTENTS, PAGES, MARKS, HITS])
def test_nothing_that_can_be_used_is_nameless(opened, beside):
    opened.open_side(beside)
    assert nameless(opened) == []


def test_nothing_of_a_note_is_nameless(opened, qtbot):
    now = datetime(2026, 11, 25, tzinfo=UTC)
    anchor = Anchor(Quote("words"), 0, PageLocator(0, ()))
    editor = NoteEditor(Annotation(1, "a", anchor, now, now), opened.side.marks.names(), opened)
    editor.open_at(QPoint(0, 0))
    assert nameless(editor) == []
    editor.close()


def nameless(widget):
    usable = (QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)
    return [
        widget
        for widget in widget.findChildren(QWidget)
        if isinstance(widget, usable)
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def test_the_sheet_is_named_after_its_course(opened):
    assert opened.sheet.accessibleName() in ("A book", "A text")


def test_keys_lead_into_find_and_back_to_the_sheet(opened, qtbot):
    opened.find_bar.close_search()
    assert opened.focusWidget() is opened.sheet
    opened.find_bar.open()
    assert opened.focusWidget() is opened.find_bar.words


def test_closing_a_course_leaves_an_empty_view(opened):
    opened.close_course()
    assert opened.sheet is None
    opened.show(1)
    opened.start_region()
    opened.find_bar.open()
    assert opened.outline.topLevelItemCount() == 0
