"""The learner's record is copied and put back in the preferences, and its damage is said once."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from tests.gui.test_window import answer, courses, window  # noqa: F401  fixtures
from tutor_app.core.turn import Turn
from tutor_app.gui.preferences.opening import RECORD
from tutor_app.store.backup import list_backups


@pytest.fixture
def page(window):  # noqa: F811
    ask(window, "Why does ice float?")
    window.ways.show_preferences(RECORD)
    page = window.ways.preferences.dialog.stack.currentWidget()
    button(page, "Copy now").click()
    return page


def ask(window, note):  # noqa: F811
    kept = window._tutor.begin(Turn(window.course.folder.path, note))
    window._tutor.finish(kept.id, answer("Yes [1]."))


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text and not b.isHidden())


def notes(window):  # noqa: F811
    return [turn.turn.note for turn in window._tutor.turns()]


def test_a_copy_is_restored_after_a_question_and_undone_with_a_press(window, page):  # noqa: F811
    ask(window, "And steel?")
    button(page, "Restore…").click()
    box = page.findChild(QMessageBox)
    assert box.icon() == QMessageBox.Icon.NoIcon
    assert box.defaultButton().text() == "Cancel"
    assert notes(window) == ["And steel?", "Why does ice float?"]
    button(box, "Restore").click()
    assert notes(window) == ["Why does ice float?"]
    button(page, "Undo").click()
    assert notes(window) == ["And steel?", "Why does ice float?"]


def test_nothing_is_restored_where_the_question_is_declined(window, page):  # noqa: F811
    ask(window, "And steel?")
    button(page, "Restore…").click()
    button(page.findChild(QMessageBox), "Cancel").click()
    assert notes(window) == ["And steel?", "Why does ice float?"]


def test_a_copy_that_is_damaged_is_said_and_the_record_stays(window, page):  # noqa: F811
    [backup] = list_backups(window._tutor.home)
    backup.file.write_bytes(b"no record")
    window.ways.preferences._restore(backup)
    assert window.notice.text.text().startswith("This copy of the record is damaged.")
    assert notes(window) == ["Why does ice float?"]


def test_rows_that_cannot_be_read_are_said_once(window):  # noqa: F811
    ask(window, "Why does ice float?")
    ask(window, "And steel?")
    window._tutor._record._db.execute("UPDATE turn SET answer = '{}' WHERE id = 1")
    assert notes(window) == ["And steel?"]
    window._look_around()
    assert window.notice.text.text().startswith("Questions of your record that can't be read: 1.")
    window.notice.hide()
    notes(window)
    window._look_around()
    assert window.notice.isHidden()


def test_a_damaged_course_is_said_once_by_its_folder(window, tmp_path):  # noqa: F811
    folder = window._tutor.home.courses / "broken"
    folder.mkdir()
    try:
        (folder / "course.json").write_text('{"title": 3}')
        window._look_around()
        assert "These courses can't be opened: broken" in window.notice.text.text()
        window.notice.hide()
        window._look_around()
        assert window.notice.isHidden()
    finally:
        (folder / "course.json").unlink()
        folder.rmdir()


def test_a_record_that_was_empty_is_said_with_the_day_of_its_copy(home):
    from tutor_app.store.backup import back_up
    from tutor_app.tutor.session import Tutor

    with Tutor(home) as tutor:
        tutor.begin(Turn(home.courses / "gears", "Why?"))
    back_up(home, datetime(2026, 11, 25, 9, 30, tzinfo=UTC), "daily")
    home.record_file.write_bytes(b"")
    with Tutor(home) as tutor:
        assert [turn.turn.note for turn in tutor.turns()] == ["Why?"]
        assert tutor.damage().startswith("Your record was damaged or empty; its copy of 2026-11-25")
        assert tutor.damage() == ""
