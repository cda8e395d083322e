"""Who explains is chosen, tried and kept, with keys alone and in words a screen reader says."""

import multiprocessing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tutor_app.core.language import speak
from tutor_app.gui.destination import DestinationButton
from tutor_app.gui.explanations import ExplanationsDialog
from tutor_app.gui.theme import dress
from tutor_app.gui.trial import Trial
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
    """Opens the dialog on given settings."""
    monkeypatch.delenv(VARIABLE, raising=False)
    dress(QApplication.instance(), "light")
    speak("en")

    def open_(**settings):
        save(home.settings_file, Settings(language="en", **settings))
        tutor = Tutor(home)
        dialog = ExplanationsDialog(tutor, trial=Trial(home, start=tries))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        made.append((dialog, tutor))
        return dialog

    made = []
    yield open_
    for dialog, tutor in made:
        dialog.reject()
        tutor.close()


def shown(dialog):
    return {name for name in ("local", "server") if getattr(dialog, name).isVisible()}


def test_the_fields_are_those_of_what_is_chosen(opened):
    dialog = opened()
    assert shown(dialog) == {"local"}
    for runtime, fields in (("quote", set()), ("server", {"server"}), ("local", {"local"})):
        dialog.runtimes[runtime].setChecked(True)
        assert shown(dialog) == fields


def test_everything_that_takes_keys_has_a_name(opened):
    for runtime in ("auto", "server"):
        dialog = opened(explainer=runtime)
        focused = [w for w in dialog.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        visible = [
            w
            for w in focused
            if w.isVisible() and not (isinstance(w, QLineEdit) and w.parent() is dialog.server_model)
        ]
        assert len(visible) > 5
        assert all(w.accessibleName() or w.text() for w in visible)


def test_a_server_is_chosen_with_keys_alone(opened, qtbot, home):
    dialog = opened()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(dialog.server.isVisible)
    qtbot.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(dialog.focusWidget(), "localhost:11434")
    qtbot.keyClick(dialog, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(dialog.focusWidget(), "sk-1")
    qtbot.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(dialog.focusWidget(), "qwen3")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    kept = load(home.settings_file)
    assert (kept.explainer, kept.server, kept.server_model) == ("server", "localhost:11434", "qwen3")
    assert key_for(home, ServerAddress.parse("localhost:11434")) == "sk-1"
    assert "sk-1" not in home.settings_file.read_text()


def test_what_was_chosen_stands_in_the_fields(opened, home):
    keep_key(home, ServerAddress.parse(SCHOOL), "sk-7")
    dialog = opened(explainer="server", server=SCHOOL, server_model="qwen3", local_model="/my/own.gguf")
    assert dialog.settings == Settings(
        language="en", explainer="server", server=SCHOOL, server_model="qwen3", local_model="/my/own.gguf"
    )
    assert dialog.key.text() == "sk-7"
    assert dialog.key.displayText() == "●" * 4 or "sk" not in dialog.key.displayText()
    assert dialog.model.currentText() == "File: own.gguf"


def test_another_server_does_not_get_the_key_of_the_first(opened, home):
    keep_key(home, ServerAddress.parse(SCHOOL), "sk-7")
    dialog = opened(explainer="server", server=SCHOOL)
    dialog.address.setText("https://elsewhere.example")
    dialog.address.editingFinished.emit()
    assert dialog.key.text() == ""
    dialog.save()
    assert key_for(home, ServerAddress.parse(SCHOOL)) == "sk-7"
    assert key_for(home, ServerAddress.parse("https://elsewhere.example")) == ""


@pytest.mark.parametrize(
    ("field", "text", "words"), [("address", "a b", "not the address"), ("key", "密钥", "not a key")]
)
def test_what_cannot_be_kept_is_said_and_the_dialog_stays(opened, home, field, text, words):
    dialog = opened(explainer="server", server=SCHOOL)
    getattr(dialog, field).setText(text)
    dialog.keep.click()
    assert words in dialog.outcome.text()
    assert dialog.isVisible()
    assert load(home.settings_file).server == SCHOOL


def test_leaving_keeps_nothing(opened, home):
    dialog = opened()
    dialog.runtimes["quote"].setChecked(True)
    dialog.cancel.click()
    assert load(home.settings_file).explainer == "auto"


def test_a_test_tries_what_stands_in_the_fields_and_offers_the_servers_models(opened, qtbot, tries):
    dialog = opened(explainer="server", server=SCHOOL)
    dialog.key.setText("sk-2")
    dialog.server_model.setEditText("mine")
    dialog.test.click()
    assert [(s.server, s.server_model, key) for s, key in tries.tried] == [(SCHOOL, "mine", "sk-2")]
    assert (dialog.outcome.text(), dialog.test.text()) == ("Testing…", "Stop testing")
    tries.pipes[0].send(Tried("It answers.", ("qwen", "llama")))
    qtbot.waitUntil(lambda: dialog.outcome.text() == "It answers.")
    assert dialog.outcome.accessibleName() == "It answers."
    assert [dialog.server_model.itemText(i) for i in range(2)] == ["qwen", "llama"]
    assert dialog.server_model.currentText() == "mine"
    assert dialog.test.text() == "&Test"


def test_a_test_in_vain_says_why(opened, qtbot, tries):
    dialog = opened(explainer="server", server=SCHOOL)
    dialog.test.click()
    tries.pipes[0].send(TriedInVain("It can't be reached.", "Check the network."))
    qtbot.waitUntil(lambda: dialog.outcome.text() == "It can't be reached. Check the network.")


def test_a_test_that_dies_says_so(opened, qtbot, tries):
    dialog = opened()
    dialog.test.click()
    tries.pipes[0].close()
    qtbot.waitUntil(lambda: "Stopped unexpectedly" in dialog.outcome.text())


def test_a_test_can_be_stopped_and_ends_with_the_dialog(opened, tries):
    dialog = opened()
    dialog.test.click()
    dialog.test.click()
    assert (dialog.outcome.text(), dialog.test.text()) == ("", "&Test")
    dialog.test.click()
    dialog.reject()
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
