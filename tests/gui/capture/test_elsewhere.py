"""The window can be asked from elsewhere, and is out of the way of its own pictures."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.capture.test_camera import picture_file, shot
from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak
from tutor_app.gui.capture.camera import Camera
from tutor_app.gui.capture.elsewhere import Elsewhere
from tutor_app.gui.capture.pictures import Pictures
from tutor_app.gui.capture.tray import Tray, mark
from tutor_app.tutor.open_window import Capture, Show, Take, tell

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Window(QWidget):
    """What is asked of a window, one word for each."""

    def __init__(self):
        super().__init__()
        self.done = []
        self.pictures = SimpleNamespace(
            take_screenshot=lambda part="region": self.done.append(part),
            take_file=self.done.append,
        )
        self.bar = SimpleNamespace(talk=SimpleNamespace(toggle=lambda: self.done.append("talk")))


@pytest.fixture
def window(qtbot):
    speak("en")
    made = Window()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def elsewhere(home, window):
    made = Elsewhere(home)
    made.serve(window, with_tray=True)
    yield made
    made.close()


@pytest.mark.parametrize("errand", [Capture("screen"), Capture("region")])
def test_a_picture_is_taken_for_another_process(window, elsewhere, errand):
    elsewhere.do(errand)
    assert window.done == [errand.part]


def test_a_picture_of_another_process_comes_with_the_window(window, elsewhere, tmp_path):
    file = picture_file(tmp_path)
    elsewhere.do(Take(file))
    assert window.done == [file]
    assert window.isVisible()


def test_a_window_that_was_made_small_comes_back(window, elsewhere):
    window.showMinimized()
    elsewhere.do(Show())
    assert not window.isMinimized()
    assert window.isVisible()


def test_another_window_is_asked_from_then_on(window, elsewhere, qtbot):
    other = Window()
    qtbot.addWidget(other)
    elsewhere.serve(other, with_tray=False)
    elsewhere.do(Capture())
    assert (window.done, other.done) == ([], ["region"])


def test_after_the_end_nobody_is_heard(home, window, elsewhere):
    elsewhere.close()
    elsewhere.do(Show())
    assert not window.isVisible()
    with pytest.raises(TutorError, match="not open"):
        tell(home, Show())


def test_the_entry_beside_the_clock_leads_to_everything(window, elsewhere):
    actions = {action.text(): action for action in elsewhere.tray.menu.actions()}
    assert list(actions) == ["Open Tutor", "Ask by voice", "Screenshot", "Quit"]
    actions["Open Tutor"].trigger()
    assert window.isVisible()
    actions["Ask by voice"].trigger()
    actions["Screenshot"].trigger()
    assert window.done == ["talk", "region"]
    actions["Quit"].trigger()
    assert not window.isVisible()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_the_entry_goes_when_it_is_switched_off(qapp):
    tray = Tray()
    tray.icon.setVisible(True)  # there is no clock here
    tray.show(False)
    assert not tray.icon.isVisible()
    tray.close()


def test_its_sign_is_seen_on_bright_and_dark_panels(qapp):
    image = mark().pixmap(64, 64).toImage()
    assert image.pixelColor(32, 4).name() == "#8a4b08"
    assert image.pixelColor(0, 0).alpha() == 0
    assert "#ffffff" in {image.pixelColor(x, 32).name() for x in range(64)}


STAYS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from tutor_app.gui.capture.tray import Tray
app = QApplication([])
tray = Tray(app)
tray.icon.setVisible(True)
assert tray.icon.isVisible()
window = QWidget()
window.show()
QTimer.singleShot(0, window.close)
QTimer.singleShot(10000, lambda: app.exit(1))
raise SystemExit(app.exec())
"""


def test_the_entry_keeps_nothing_running():
    told = subprocess.run([sys.executable, "-c", STAYS], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr


@pytest.fixture
def pictures(window, tmp_path):
    """What a window was while the screen was looked at."""
    seen = []

    def look():
        seen.append(window.isVisible())
        return [shot(2.0)]

    made = Pictures(tmp_path / "media", window, Camera(look=look))
    made.seen = seen
    return made


def test_the_window_is_out_of_the_way_while_the_screen_is_looked_at(window, pictures, qtbot):
    window.show()
    with qtbot.waitSignal(pictures.taken) as taken:
        pictures.take_screenshot("screen")
        assert not window.isVisible()
        pictures.take_screenshot("screen")  # a second key press
    assert pictures.seen == [False]
    assert window.isVisible()
    assert window.windowOpacity() == 1.0
    path, region = taken.args
    assert path.parent == pictures.media
    assert region is None


def test_a_window_that_was_closed_meanwhile_does_not_come_back(window, pictures, qtbot):
    window.show()
    pictures.take_screenshot("screen")
    window.close()
    pictures.leave()
    pictures.camera.take("screen")  # as if the desktop answered late
    assert not window.isVisible()
    assert not pictures.media.exists()


def test_the_window_comes_back_if_the_screen_can_not_be_seen(window, tmp_path, qtbot):
    def look():
        raise TutorError("Not allowed.", "Paste it.")

    made = Pictures(tmp_path / "media", window, Camera(look=look))
    window.show()
    with qtbot.waitSignal(made.troubled) as troubled:
        made.take_screenshot()
    assert str(troubled.args[0]) == "Not allowed."
    assert window.isVisible()


def test_a_window_that_was_made_small_shows_the_picture_it_was_asked_about(window, pictures, qtbot):
    window.showMinimized()
    with qtbot.waitSignal(pictures.taken):
        pictures.take_screenshot("screen")
    assert not window.isMinimized()
