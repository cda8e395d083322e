"""Who explains is chosen, tried and kept, with keys alone and in words a screen reader says."""

import multiprocessing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tutor_app.core.language import speak
from tutor_app.gui.destination import DestinationButton
from tutor_app.gui.preferences.dialog import Preferences
from tutor_app.gui.preferences.explaining import Explaining
from tutor_app.gui.preferences.trial import Trial
from tutor_app.gui.theme import dress
from tutor_app.settings.keys import VARIABLE, keep_key, key_for
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import Settings, load, save
from tutor_app.tutor.explanations import Tried, TriedInVain
from tutor_app.tutor.session import Tutor

SCHOOL = "https://models.school.example/v1"


class Host:
    """A process that is not there."""

    def __init__(self):
        self.is_killed = False

    def kill(self):
        self.is_killed = True

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return not self.is_killed


class Tries:
    """What was tried, and the other end of each pipe."""

    def __init__(self):
        self.tried, self.pipes, self.hosts = [], [], []

    def __call__(self, home, settings, key):
        ours, theirs = multiprocessing.Pipe()
        self.tried.append((settings, key))
        self.pipes.append(theirs)
        self.hosts.append(Host())
        return ours, self.hosts[-1]


@pytest.fixture
def tries():
    return Tries()


@pytest.fixture
def opened(home, qtbot, tries, monkeypatch):
    """Opens the page on given settings."""
    monkeypatch.delenv(VARIABLE, raising=False)
    dress(QApplication.instance(), "light")
    speak("en")

    def open_(**settings):
        save(home.settings_file, Settings(language="en", **settings))
        tutor = Tutor(home)
        page = Explaining(tutor, trial=Trial(home, start=tries))
        dialog = Preferences([lambda: page])
        qtbot.addWidget(dialog)
        dialog.show()
        made.append((dialog, tutor))
        return page

    made = []
    yield open_
    for dialog, tutor in made:
        dialog.close()
        tutor.close()


def shown(page):
    return {name for name in ("local", "server") if getattr(page, name).isVisible()}


def test_the_fields_are_those_of_what_is_chosen(opened):
    page = opened()
    assert shown(page) == {"local"}
    for runtime, fields in (("quote", set()), ("server", {"server"}), ("local", {"local"})):
        page.runtimes[runtime].setChecked(True)
        assert shown(page) == fields


def test_a_server_is_chosen_with_keys_alone(opened, qtbot, home):
    page = opened()
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    qtbot.keyClick(page.window(), Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.server.isVisible)
    qtbot.keyClick(page.window(), Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(page.window().focusWidget(), "localhost:11434")
    qtbot.keyClick(page.window(), Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(page.window().focusWidget(), "sk-1")
    qtbot.keyClick(page.window(), Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(page.window().focusWidget(), "qwen3")
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    kept = load(home.settings_file)
    assert (kept.explainer, kept.server, kept.server_model) == ("server", "localhost:11434", "qwen3")
    assert key_for(home, ServerAddress.parse("localhost:11434")) == "sk-1"
    assert "sk-1" not in home.settings_file.read_text()


def test_what_was_chosen_stands_in_the_fields(opened, home):
    keep_key(home, ServerAddress.parse(SCHOOL), "sk-7")
    page = opened(explainer="server", server=SCHOOL, server_model="qwen3", local_model="/my/own.gguf")
    assert page.settings == Settings(
        language="en", explainer="server", server=SCHOOL, server_model="qwen3", local_model="/my/own.gguf"
    )
    assert page.server.key.text() == "sk-7"
    assert page.server.key.displayText() == "●" * 4 or "sk" not in page.server.key.displayText()
    assert page.local.model.currentText() == "File: own.gguf"


def test_another_server_does_not_get_the_key_of_the_first(opened, home):
    keep_key(home, ServerAddress.parse(SCHOOL), "sk-7")
    page = opened(explainer="server", server=SCHOOL)
    page.server.address.setText("https://elsewhere.example")
    page.server.address.editingFinished.emit()
    assert page.server.key.text() == ""
    page.save()
    assert key_for(home, ServerAddress.parse(SCHOOL)) == "sk-7"
    assert key_for(home, ServerAddress.parse("https://elsewhere.example")) == ""


@pytest.mark.parametrize(
    ("field", "text", "words"), [("address", "a b", "not the address"), ("key", "密钥", "not a key")]
)
def test_what_cannot_be_kept_is_said_and_the_dialog_stays(opened, home, field, text, words):
    page = opened(explainer="server", server=SCHOOL)
    getattr(page.server, field).setText(text)
    page.save()
    assert words in page.outcome.text()
    assert load(home.settings_file).server == SCHOOL


def test_what_is_not_saved_is_not_kept_and_can_be_saved_until_it_is(opened, home):
    page = opened()
    assert not page.keep.isEnabled()
    page.runtimes["quote"].setChecked(True)
    assert page.keep.isEnabled()
    assert load(home.settings_file).explainer == "auto"
    page.keep.click()
    assert page.outcome.text() == "Saved."
    assert not page.keep.isEnabled()
    assert load(home.settings_file).explainer == "quote"
    page.runtimes["auto"].setChecked(True)
    assert page.outcome.text() == ""


def test_a_key_alone_can_be_saved(opened, home):
    page = opened(explainer="server", server=SCHOOL)
    page.server.key.setText("sk-9")
    page.keep.click()
    assert key_for(home, ServerAddress.parse(SCHOOL)) == "sk-9"
    assert not page.keep.isEnabled()


def test_what_is_typed_into_the_search_finds_it(opened):
    page = opened()
    search = page.window().search
    search.setText("ollama")
    assert page.runtimes["server"].isVisible()
    assert not page.generally.isVisible()
    search.setText("not from your material")
    assert page.generally.isVisible()
    assert not page.runtimes["server"].isVisible()
    search.clear()
    assert shown(page) == {"local"}


def test_a_test_tries_what_stands_in_the_fields_and_offers_the_servers_models(opened, qtbot, tries):
    page = opened(explainer="server", server=SCHOOL)
    page.server.key.setText("sk-2")
    page.server.model.setEditText("mine")
    page.test.click()
    assert [(s.server, s.server_model, key) for s, key in tries.tried] == [(SCHOOL, "mine", "sk-2")]
    assert (page.outcome.text(), page.test.text()) == ("Testing…", "Stop testing")
    tries.pipes[0].send(Tried("It answers.", ("qwen", "llama")))
    qtbot.waitUntil(lambda: page.outcome.text() == "It answers.")
    assert page.outcome.accessibleName() == "It answers."
    assert [page.server.model.itemText(i) for i in range(2)] == ["qwen", "llama"]
    assert page.server.model.currentText() == "mine"
    assert page.test.text() == "&Test"


def test_a_test_in_vain_says_why(opened, qtbot, tries):
    page = opened(explainer="server", server=SCHOOL)
    page.test.click()
    tries.pipes[0].send(TriedInVain("It can't be reached.", "Check the network."))
    qtbot.waitUntil(lambda: page.outcome.text() == "It can't be reached. Check the network.")


def test_a_test_that_dies_says_so(opened, qtbot, tries):
    page = opened()
    page.test.click()
    tries.pipes[0].close()
    qtbot.waitUntil(lambda: "Stopped unexpectedly" in page.outcome.text())


def test_a_test_can_be_stopped_and_ends_with_the_window(opened, tries):
    page = opened()
    page.test.click()
    page.test.click()
    assert (page.outcome.text(), page.test.text()) == ("", "&Test")
    page.test.click()
    page.window().close()
    assert [host.is_killed for host in tries.hosts] == [True, True]


def test_a_process_of_its_own_tries(home, qtbot):
    trial = Trial(home)
    with qtbot.waitSignal(trial.ended, timeout=30_000) as ended:
        trial.begin(Settings(language="en", explainer="server", server="ftp://x"), "")
    assert isinstance(ended.args[0], TriedInVain)
    assert not trial.is_running


@pytest.mark.parametrize(
    ("settings", "text", "stands_out"),
    [
        (Settings(), "Explanations…", False),
        (Settings(server=SCHOOL), "Explanations…", False),
        (Settings(explainer="server", server="localhost:11434"), "To localhost:11434", False),
        (Settings(explainer="server", server=SCHOOL), "Leaves this machine: models.school.example", True),
    ],
)
def test_it_is_seen_and_read_out_that_text_leaves_the_machine(qtbot, settings, text, stands_out):
    speak("en")
    button = DestinationButton()
    qtbot.addWidget(button)
    button.show_settings(settings)
    assert button.text() == button.accessibleName() == text
    assert (button.objectName() == "leaves") is stands_out
    assert ("leaves this machine" in button.accessibleDescription()) is stands_out
