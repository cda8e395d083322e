"""The material can be used without seeing it and without a mouse."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QWidget

from tests.gui.material.sample import LINE, SmallIndex, pdf_course, section, text_course
from tutor_app.core.material import LineLocator, PageLocator


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


def test_nothing_that_can_be_used_is_nameless(opened):
    usable = (QAbstractButton, QLineEdit, QAbstractScrollArea)
    nameless = [
        widget
        for widget in opened.findChildren(QWidget)
        if isinstance(widget, usable)
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


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
