"""The held key is heard wherever the keys are, and let go where they went meanwhile."""

# ruff: noqa: F811
import pytest
from PySide6.QtCore import Qt

from tests.gui.test_window import courses, window  # noqa: F401  fixtures


@pytest.fixture
def pressed(window, qtbot, monkeypatch):
    """What the talk button was told, in a window that has the keys."""
    told = []
    for name in ("press", "release"):
        monkeypatch.setattr(window.bar.talk, name, lambda name=name: told.append(name))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return told


def test_the_key_is_held_in_the_note_and_let_go_where_the_keys_are_then(window, pressed, qtbot):
    window.bar.note.setFocus()
    qtbot.keyPress(window.bar.note, Qt.Key.Key_F8)
    window.material.sheet.setFocus()
    qtbot.keyRelease(window.material.sheet, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: pressed == ["press", "release"])


def test_a_key_that_is_held_is_one_press_though_it_repeats_as_release_and_press(window, pressed, qtbot):
    window.bar.note.setFocus()
    qtbot.keyPress(window.bar.note, Qt.Key.Key_F8)
    for _ in range(5):
        qtbot.keyRelease(window.bar.note, Qt.Key.Key_F8)
        qtbot.keyPress(window.bar.note, Qt.Key.Key_F8)
    assert pressed == ["press"]
    qtbot.keyRelease(window.bar.note, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: pressed == ["press", "release"])


def test_the_space_bar_speaks_on_the_page_and_writes_in_the_note(window, pressed, qtbot):
    window.material.sheet.setFocus()
    qtbot.keyClick(window.material.sheet, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pressed == ["press", "release"])
    window.bar.note.setFocus()
    qtbot.keyClick(window.bar.note, Qt.Key.Key_Space)
    assert pressed == ["press", "release"]
    assert window.bar.note.toPlainText() == " "


def test_a_window_that_is_followed_by_another_hears_no_key(window, pressed, qtbot):
    window.bar.note.setFocus()
    window.ways.let_go()
    qtbot.keyClick(window.bar.note, Qt.Key.Key_F8)
    window.material.sheet.setFocus()
    qtbot.keyClick(window.material.sheet, Qt.Key.Key_F8)
    assert pressed == []
