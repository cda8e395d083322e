"""What is chosen in the preferences counts at once; what is sought is found."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from tests.gui.test_window import courses, window  # noqa: F401  fixtures
from tutor_app.core.errors import TutorError
from tutor_app.gui.actions import is_fixed, taken_twice
from tutor_app.gui.preferences.about import About
from tutor_app.gui.preferences.model_shelf import ModelShelf
from tutor_app.gui.preferences.opening import COURSES, EXPLAINING, KEYS, READING, SPEAKING
from tutor_app.settings.settings import load
from tutor_app.tutor import models
from tutor_app.tutor.open_window import command


@pytest.fixture
def preferences(window):  # noqa: F811
    window.ways.show_preferences()
    yield window.ways.preferences.dialog
    window.ways.preferences.dialog.close()


def page(preferences, place):
    preferences.open_group(place)
    return preferences.stack.widget(place)


def choose(combo, value):
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def buttons(page, words):
    return [b for b in page.findChildren(QPushButton) if b.text() == words and not b.isHidden()]


def test_a_choice_is_kept_and_asks_for_a_new_window_if_only_that_shows_it(window, preferences, qtbot):  # noqa: F811
    looks = page(preferences, READING)
    with qtbot.waitSignal(window.look_chosen) as chosen:
        choose(looks.size_of_text, 150)
    assert chosen.args == ["text_percent"]
    with qtbot.assertNotEmitted(window.look_chosen):
        looks.still.click()
    kept = load(window._tutor.home.settings_file)
    assert (kept.text_percent, kept.still) == (150, True)
    assert window.material.is_still


def test_how_the_learner_speaks_is_chosen_here_as_in_the_menu_of_the_bar(window, preferences):  # noqa: F811
    choose(page(preferences, SPEAKING).spoken, "zh")
    assert window._tutor.settings.spoken == "zh"
    assert window.bar.talk.how.spoken == "zh"


def test_an_answer_that_is_not_from_the_material_is_allowed_at_once(window, preferences):  # noqa: F811
    restarted = []
    window._client.restart = lambda: restarted.append(load(window._tutor.home.settings_file).general_answers)
    explaining = page(preferences, EXPLAINING)
    assert not explaining.generally.isChecked()
    explaining.generally.click()
    explaining.generally.click()
    assert restarted == [True, False]


def test_what_is_sought_is_found_on_whatever_page_it_stands(preferences):
    preferences.search.setText("microphone")
    found = [n for n in range(preferences.groups.count()) if not preferences.groups.item(n).isHidden()]
    assert found == [SPEAKING]
    assert preferences.group == SPEAKING
    preferences.search.setText("no such thing")
    assert not preferences.nothing.isHidden()
    preferences.search.clear()
    assert not any(preferences.groups.item(n).isHidden() for n in range(preferences.groups.count()))
    assert preferences.nothing.isHidden()


def test_a_key_that_was_changed_works_at_once_and_the_old_one_no_more(window, preferences, qtbot):  # noqa: F811
    keys = page(preferences, KEYS)
    keys.fields["class"].setKeySequence(QKeySequence("F6"))
    keys.fields["class"].editingFinished.emit()
    assert window._tutor.settings.keys == {"class": "F6"}
    assert window.header.in_class.toolTip() == "Show to a class (F6)"
    preferences.close()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert not window.ways.in_class.is_on
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.ways.in_class.is_on
    window.ways.in_class.end()


def test_a_key_that_is_taken_is_said_and_not_kept(window, preferences):  # noqa: F811
    keys = page(preferences, KEYS)
    keys.fields["note"].setKeySequence(QKeySequence("Ctrl+R"))
    keys.fields["note"].editingFinished.emit()
    assert "have the same key" in keys.told.text()
    assert window._tutor.settings.keys == {}
    keys.usual.click()
    assert keys.fields["note"].keySequence() == QKeySequence("Ctrl+L")
    assert "have the same key" not in keys.told.text()


def test_actions_without_a_key_are_not_taken_twice():
    assert taken_twice({"a": [QKeySequence()], "b": [QKeySequence()], "c": [QKeySequence("F2")]}) == []
    assert taken_twice({"a": [QKeySequence("F2")], "c": [QKeySequence("F2")]}) == [("a", "c")]
    second = [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
    assert taken_twice({"larger": second, "c": [QKeySequence("Ctrl+=")]}) == [("larger", "c")]


def test_the_usual_keys_are_free_and_taken_once(window):  # noqa: F811
    actions = window.ways.actions
    assert len({action.name for action in actions}) == len(actions)
    assert taken_twice({action.name: action.all_keys({}) for action in actions}) == []
    assert [action.name for action in actions for keys in action.all_keys({}) if is_fixed(keys)] == []


def test_the_keys_of_reading_are_changed_and_told_like_all_others(window, preferences, qtbot):  # noqa: F811
    keys = page(preferences, KEYS)
    keys.fields["side"].setKeySequence(QKeySequence("F6"))
    keys.fields["side"].editingFinished.emit()
    assert window._tutor.settings.keys == {"side": "F6"}
    preferences.close()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.material.side.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert not window.material.side.isHidden()
    window.ways.show_keys()
    told = [label.text() for label in window.ways.sheet.findChildren(QLabel)]
    assert told[told.index("Contents, pages, notes and hits") + 1] == "F6"
    larger = told.index("Larger")
    assert told[larger + 1 : larger + 3] == ["Ctrl++", "Ctrl+="]  # each on a cap of its own
    window.ways.sheet.close()


def test_every_button_of_reading_that_has_a_key_names_it(window):  # noqa: F811
    window._tutor.choose(replace(window._tutor.settings, keys={"underline": "F2", "back": "F6"}))
    window.ways._take_up("keys")
    reading = [action for action in window.ways.actions if action.where == "page"]
    assert all(action.button or action.told for action in reading)
    buttons = {b.accessibleName(): b.toolTip() for b in window.material.findChildren(QAbstractButton)}
    assert buttons["Back"] == "Back (F6)"
    assert buttons["Underline"] == "Underline the selected words (F2)"
    other = next(c for c in window._tutor.courses() if c.path != window.course.folder.path)
    window.open_course(other)  # the bar beside a selection is another one
    buttons = {b.accessibleName(): b.toolTip() for b in window.material.findChildren(QAbstractButton)}
    assert buttons["Underline"] == "Underline the selected words (F2)"
    assert window.material.page_field.number.toolTip() == "Go to a page (Ctrl+G)"


def test_a_key_that_always_means_something_else_is_said_and_not_kept(window, preferences):  # noqa: F811
    keys = page(preferences, KEYS)
    keys.fields["note"].setKeySequence(QKeySequence("Alt+3"))
    keys.fields["note"].editingFinished.emit()
    assert "Alt+3 always means something else" in keys.told.text()
    assert window._tutor.settings.keys == {}


def test_a_key_of_the_desktop_is_given_the_command_that_is_copied(window, preferences):  # noqa: F811
    keys = page(preferences, KEYS)
    keys.copy.click()
    assert QGuiApplication.clipboard().text() == keys.command.text() == command(window._tutor.home)


def test_the_entry_beside_the_clock_is_switched_off(window, preferences, qtbot):  # noqa: F811
    keys = page(preferences, KEYS)
    assert keys.tray.isChecked()
    with qtbot.waitSignal(window.ways.preferences.chosen) as chosen:
        keys.tray.click()
    assert chosen.args == ["tray"]
    assert not load(window._tutor.home.settings_file).tray


def test_a_key_of_reading_and_one_of_asking_clash_too(window, preferences):  # noqa: F811
    keys = page(preferences, KEYS)
    keys.fields["note"].setKeySequence(QKeySequence("Ctrl+="))
    keys.fields["note"].editingFinished.emit()
    assert "“Write a question” and “Larger” have the same key" in keys.told.text()
    keys.fields["larger"].setKeySequence(QKeySequence("F2"))  # then its second key is free
    keys.fields["larger"].editingFinished.emit()
    assert window._tutor.settings.keys == {"note": "Ctrl+=", "larger": "F2"}


@pytest.fixture
def own_courses(window, courses, tmp_path):  # noqa: F811
    """Courses that this test may move: the folder is its own, what is in it belongs to all."""
    shelf = window._tutor.home.courses
    shelf.unlink()
    shelf.mkdir()
    for course in courses.iterdir():
        (shelf / course.name).mkdir()
        for file in course.iterdir():
            (shelf / course.name / file.name).symlink_to(file)
    return shelf


def test_a_course_that_was_removed_can_be_brought_back(window, own_courses, preferences):  # noqa: F811
    shelf = page(preferences, COURSES)
    before = sorted(folder.name for folder in own_courses.iterdir())
    gone = window.course.folder
    next(b for b in buttons(shelf, "Remove") if gone.title in b.accessibleName()).click()
    assert gone.path.name not in [folder.name for folder in own_courses.iterdir()]
    assert window.course.folder.path != gone.path
    buttons(shelf, "Undo")[0].click()
    assert sorted(folder.name for folder in own_courses.iterdir()) == before
    assert window.header.courses.count() == len(before)


def test_a_course_is_opened_from_the_shelf(window, preferences):  # noqa: F811
    shelf = page(preferences, COURSES)
    other = next(c for c in window._tutor.courses() if c.path != window.course.folder.path)
    next(b for b in buttons(shelf, "Open") if other.title in b.accessibleName()).click()
    assert window.course.folder == other


def test_a_model_that_is_not_here_can_be_fetched_and_one_that_is_can_be_checked(home, qtbot, monkeypatch):
    started = []
    monkeypatch.setattr(models, "start_fetching", lambda home, names: started.append(names))
    shelf = ModelShelf(home, "The CPU is used.")
    qtbot.addWidget(shelf)
    shelf.show()
    card = shelf._cards["silero-vad"]
    assert not card.fetch.isHidden()
    assert card.check.isHidden()
    card.fetch.click()
    assert started == [["silero-vad"]]
    half = models.named("silero-vad").files[0]
    folder = home.models / "silero-vad"
    folder.mkdir(parents=True)
    with (folder / f"{half.name}.part").open("wb") as part:
        part.truncate(half.size_bytes // 2)
    shelf.look()
    assert card.share.value() == 50
    assert card.told.text() == "50 % are here"


def test_a_model_that_has_arrived_is_ready_and_tells_what_its_step_took_here(models_home, qtbot):
    if models.status(models_home, models.named("silero-vad")).state != "ready":
        pytest.skip("the models are not on this machine")
    shelf = ModelShelf(models_home, "The CPU is used.", {"speech": 1.5})
    qtbot.addWidget(shelf)
    assert "this step took 1.5 s in recent questions" in shelf._cards["whisper-base"].words
    assert "this step" not in shelf._cards["silero-vad"].words
    card = shelf._cards["silero-vad"]
    part = models.ModelStatus(models.named("silero-vad"), "partial", 1000)
    card.show_status(part)
    assert card.check.isHidden()
    shelf.look()
    assert card.told.text() == "Ready"
    assert not card.check.isHidden()


def test_diagnostics_hold_no_question(home, qtbot):
    from tutor_app.core.turn import Turn
    from tutor_app.tutor.session import Tutor

    with Tutor(home) as tutor:
        tutor.begin(Turn(home.courses / "motion", "my secret question"))
    about = About(home)
    qtbot.addWidget(about)
    about.diagnostics.click()
    qtbot.waitUntil(lambda: about.diagnostics.isEnabled(), timeout=60000)
    text = QGuiApplication.clipboard().text()
    assert "silero-vad" in text
    assert "Python" in text
    assert "secret" not in text


def test_a_file_of_settings_that_can_not_be_written_is_said(window, preferences, monkeypatch):  # noqa: F811
    def full(settings):
        raise TutorError("The disk is full.")

    monkeypatch.setattr(window._tutor, "choose", full)
    page(preferences, READING).still.click()
    assert window.notice.text.text() == "The disk is full."


def test_the_tour_has_four_steps_and_can_be_skipped(window, qtbot):  # noqa: F811
    window.show()
    qtbot.waitExposed(window)
    tour = window.ways.show_tour()
    told = []
    for _ in range(3):
        told.append(tour.count.text())
        tour.next.click()
    assert [*told, tour.count.text()] == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]
    with qtbot.waitSignal(window.ways.toured):
        tour.next.click()
    tour = window.ways.show_tour()
    with qtbot.waitSignal(window.ways.toured):
        qtbot.keyClick(tour, Qt.Key.Key_Escape)


def test_the_sheet_of_keys_tells_a_key_as_it_was_changed(window, qtbot):  # noqa: F811
    window._tutor.choose(replace(window._tutor.settings, keys={"region": "F2"}))
    window.ways.show_keys()
    told = [label.text() for label in window.ways.sheet.findChildren(QLabel)]
    assert told[told.index("Drag a frame on the page") + 1] == "F2"
    window.ways.sheet.close()


def test_keys_are_kept_as_plain_text(window):  # noqa: F811
    window._tutor.choose(replace(window._tutor.settings, keys={"class": "F6"}))
    assert json.dumps(load(window._tutor.home.settings_file).keys) == '{"class": "F6"}'
