"""Courses are renamed and put in order in the window, and one that is ready is opened with a press."""

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton, QToolButton

from tests.gui.test_window import courses, window  # noqa: F401  fixtures
from tutor_app.core.cancel import Cancellation
from tutor_app.course.ingest import Preparation, add
from tutor_app.gui.header import Header
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.preferences.opening import COURSES
from tutor_app.gui.preferences.shelf import Shelf
from tutor_app.gui.theme import dress
from tutor_app.settings.guidance import Key
from tutor_app.tutor import library
from tutor_app.tutor.indexing import Indexed
from tutor_app.tutor.session import Tutor


@pytest.fixture
def two(home, tmp_path):
    """A home with two small courses."""
    for name in ("Alpha", "Beta"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\nThe gear of {name} turns slowly.\n")
        add(home, tmp_path / f"{name}.md", Preparation(lambda _: "none"), lambda _: None, Cancellation())
    return home


@pytest.fixture
def tutor(two):
    tutor = Tutor(two)
    yield tutor
    tutor.close()


@pytest.fixture
def shelf(tutor, qtbot):
    shelf = Shelf(tutor)
    qtbot.addWidget(shelf)
    shelf.show()
    return shelf


def named(widget, kind, name):
    return next(b for b in widget.findChildren(kind) if b.accessibleName() == name and not b.isHidden())


def test_rename_asks_for_the_name_with_the_present_one_in_it(shelf, qtbot):
    named(shelf, QPushButton, "Rename Alpha").click()
    dialog = shelf.findChild(QInputDialog)
    assert dialog.textValue() == "Alpha"
    dialog.setTextValue("Gears")
    with qtbot.waitSignal(shelf.renamed) as renamed:
        dialog.accept()
    assert (renamed.args[0].title, renamed.args[1]) == ("Alpha", "Gears")


def test_a_course_moves_up_and_down_by_keys_and_the_ends_say_so(shelf, tutor, qtbot):
    assert not named(shelf, QToolButton, "Move Alpha up").isEnabled()
    assert not named(shelf, QToolButton, "Move Beta down").isEnabled()
    with qtbot.waitSignal(shelf.reordered) as reordered:
        named(shelf, QToolButton, "Move Alpha down").click()
    assert reordered.args[0] == ["beta", "alpha"]


def test_the_window_shows_the_new_name_and_order(window):  # noqa: F811
    # the sample courses are shared by all tests of this module: their names are put back
    first, second = window._tutor.courses()
    window.ways.show_preferences(COURSES)
    opener = window.ways.preferences
    try:
        opener._rename(window.course.folder, "  Motion\n again ")
        assert window.windowTitle() == "Tutor – Motion again"
        assert "Motion again" in [window.header.courses.itemText(i) for i in range(2)]
        opener._reorder([second.path.name, first.path.name])
        assert [c.path.name for c in window._tutor.courses()] == [second.path.name, first.path.name]
        assert window.header.courses.itemData(0) == second.path.name
        assert window.header.courses.currentData() == window.course.folder.path.name
    finally:
        for course in (first, second):
            library.rename(course, course.title)


def test_a_name_of_nothing_is_refused_and_said(window):  # noqa: F811
    window.ways.show_preferences(COURSES)
    window.ways.preferences._rename(window.course.folder, "  ")
    assert window.notice.text.text() == "A course needs a name."


def test_a_course_that_is_ready_is_opened_from_the_notice(window):  # noqa: F811
    other = next(c for c in window._tutor.courses() if c.path != window.course.folder.path)
    window.course._end_reading(Indexed(other.path))
    notice = window.notice
    assert notice.act_button.text() == "Open"
    assert notice.act_button.accessibleName().startswith("Open: ")
    notice.act_button.click()
    assert window.course.folder == other
    assert notice.isHidden()


def test_what_is_said_next_has_no_button_of_the_last_notice(qtbot):
    notice = NoticeBar()
    qtbot.addWidget(notice)
    notice.say("Ready.", "", "Open", lambda: None)
    assert not notice.act_button.isHidden()
    notice.say("No words were heard.")
    assert notice.act_button.isHidden()


def test_the_last_course_of_a_long_list_is_shown_whole(qtbot, qapp):
    dress(qapp, "light")
    header = Header()
    qtbot.addWidget(header)
    header.courses.addItems([f"Course {number}" for number in range(9)])
    header.courses.setEnabled(True)
    header.show()
    header.courses.showPopup()
    view = header.courses.view()
    QApplication.processEvents()
    last = view.visualRect(view.model().index(8, 0))
    assert last.bottom() <= view.viewport().rect().bottom()
    header.courses.hidePopup()


def test_a_locked_course_shows_it_in_words_and_one_without_a_lock_does_not(window):  # noqa: F811
    hints = window.header.hints
    assert hints.text() == "Hints…"
    course = window.course.folder
    window._tutor.guide(course, (1, 4), Key("", "lock", "2468"))
    window.course.show_lock()
    assert hints.text() == "Hints: locked"
    assert "locked" in hints.accessibleDescription()
    other = next(c for c in window._tutor.courses() if c.path != course.path)
    window.open_course(other)
    assert hints.text() == "Hints…"


def test_a_course_of_ones_own_opens_with_its_sections_and_terms(window, tmp_path):  # noqa: F811
    panel, asked, gone = window.panel, [], []
    panel.example_chosen.disconnect()
    panel.example_chosen.connect(asked.append)
    window.material.open_at = gone.append
    panel.section_chosen.connect(gone.append)
    index = window._tutor.index(window.course.folder)
    section = index.sections()[4]
    panel.welcome("Own", [])
    panel.offer_start([section], {"Drag": "What is meant by “Drag”?"})
    named(panel, QPushButton, f"Go to {section.title}").click()
    named(panel, QPushButton, "What is meant by “Drag”?").click()
    assert section.locator in gone
    assert asked == ["What is meant by “Drag”?"]
