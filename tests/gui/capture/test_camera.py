"""Pictures of the screens, in their own pixels, as each desktop allows."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest

from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak
from tutor_app.gui.capture.camera import Camera
from tutor_app.gui.capture.portal import Portal
from tutor_app.gui.capture.screens import Shot, shots

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SPOT = QRect(200, 100, 60, 40)  # in the points of a screen


class Bus:
    """A desktop's portal that answers when the test says so."""

    def __init__(self, name=":1.42"):
        self.name, self.called, self.heard, self.failed = name, [], {}, None

    def hear(self, request, tell):
        self.heard[request] = tell

    def call(self, method, arguments, failed):
        self.called.append((method, *arguments))
        self.failed = failed

    def answer(self, code, **results):
        [*_, tell] = self.heard.values()
        tell(code, results)


@pytest.fixture
def bus(qapp):
    speak("en")
    return Bus()


def heard(camera):
    """What a camera says, in order."""
    said = []
    for name in ("looked", "taken", "troubled"):
        getattr(camera, name).connect(lambda *what, name=name: said.append((name, *what)))
    return said


def picture_file(tmp_path):
    file = tmp_path / "a picture ü.png"
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    assert image.save(str(file))
    return file


def shot(pixels_for_a_point, ground="#808080"):
    """A screen with one red spot."""
    screen = QGuiApplication.primaryScreen()
    picture = QPixmap(screen.geometry().size() * pixels_for_a_point)
    picture.setDevicePixelRatio(pixels_for_a_point)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    painter.fillRect(SPOT, QColor("#ff0000"))
    painter.end()
    return Shot(screen, picture)


def drag(snip, frame):
    end = frame.topLeft() + QPoint(frame.width(), frame.height())
    QTest.mousePress(snip, Qt.MouseButton.LeftButton, pos=frame.topLeft())
    QTest.mouseMove(snip, end)
    QTest.mouseRelease(snip, Qt.MouseButton.LeftButton, pos=end)


@pytest.mark.parametrize("density", [1.0, 1.5, 2.0, 3.0])
def test_a_frame_takes_the_very_pixels_of_a_sharp_screen(qtbot, density):
    camera = Camera(look=lambda: [shot(density)])
    said = heard(camera)
    camera.take("region")
    [snip] = camera.snipping.snips
    assert snip.size() == snip.screen().geometry().size()
    drag(snip, SPOT)
    assert [name for name, *_ in said] == ["looked", "taken"]
    picture = said[1][1]
    assert (picture.width(), picture.height()) == (SPOT.width() * density, SPOT.height() * density)
    corners = [(0, 0), (picture.width() - 1, picture.height() - 1)]
    assert [picture.pixelColor(*at).name() for at in corners] == ["#ff0000"] * 2


def test_all_screens_stand_still_until_one_of_them_was_used(qtbot):
    camera = Camera(look=lambda: [shot(1.0), shot(2.0, "#00ff00")])
    said = heard(camera)
    camera.take("region")
    first, second = camera.snipping.snips
    assert first.isVisible()
    drag(second, QRect(10, 10, 50, 50))
    assert not first.isVisible()
    assert not second.isVisible()
    assert said[-1][1].pixelColor(5, 5).name() == "#00ff00"
    assert not camera.is_busy


def test_escape_gives_up_on_every_screen_and_enter_takes_the_whole_one(qtbot):
    camera = Camera(look=lambda: [shot(1.0), shot(2.0)])
    said = heard(camera)
    camera.take("region")
    first, second = camera.snipping.snips
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not second.isVisible()
    assert [name for name, *_ in said] == ["looked"]
    assert not camera.is_busy
    camera.take("region")
    second = camera.snipping.snips[1]
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert said[-1][1].size() == second.screen().geometry().size() * 2


def test_a_frame_is_drawn_with_keys_alone(qtbot):
    camera = Camera(look=lambda: [shot(2.0)])
    said = heard(camera)
    camera.take("region")
    [snip] = camera.snipping.snips
    QTest.keyClick(snip, Qt.Key.Key_Right)
    first = QRect(snip.frame)
    QTest.keyClick(snip, Qt.Key.Key_Right)
    assert snip.frame.left() > first.left()
    QTest.keyClick(snip, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert snip.frame.height() > first.height()
    frame = QRect(snip.frame)
    QTest.keyClick(snip, Qt.Key.Key_Return)
    assert said[-1][1].size() == frame.size() * 2


def test_a_click_is_no_frame(qtbot):
    camera = Camera(look=lambda: [shot(1.0)])
    said = heard(camera)
    camera.take("region")
    [snip] = camera.snipping.snips
    QTest.mouseClick(snip, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert snip.isVisible()
    snip.close()
    assert [name for name, *_ in said] == ["looked"]


def test_the_whole_screen_is_the_one_with_the_pointer(qtbot):
    camera = Camera(look=lambda: [shot(2.0, "#00ff00"), shot(1.0)])
    said = heard(camera)
    camera.take("screen")
    assert said[1][1].pixelColor(5, 5).name() == "#00ff00"


def test_a_second_picture_waits_for_the_first(qtbot):
    looks = []
    camera = Camera(look=lambda: looks.append(1) or [shot(1.0)])
    camera.take("region")
    camera.take("region")
    assert len(looks) == 1
    camera.snipping.snips[0].close()


def test_a_desktop_that_shows_nothing_is_said(qtbot):
    def look():
        raise TutorError("Not allowed.")

    camera = Camera(look=look)
    said = heard(camera)
    camera.take("region")
    assert [(name, *map(str, what)) for name, *what in said] == [("looked",), ("troubled", "Not allowed.")]
    assert not camera.is_busy


TWO_SCREENS = """
{"screens": [
  {"name": "left", "x": 0, "y": 0, "width": 800, "height": 600, "dpr": 1},
  {"name": "right", "x": 800, "y": 0, "width": 1600, "height": 1200, "dpr": 1}
]}
"""
LOOK_AT_BOTH = """
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from tutor_app.gui.capture.screens import shots
from tutor_app.gui.capture.snip import Snipping
app = QApplication([])
QCursor.setPos(900, 100)
seen = shots()
print([shot.screen.name() for shot in seen])
print([(s.picture.width() / s.picture.devicePixelRatio()) == s.screen.geometry().width() for s in seen])
snips = Snipping(seen, app).snips
app.processEvents()
print([snip.geometry() == shot.screen.geometry() for snip, shot in zip(snips, seen)])
"""


def test_each_of_two_screens_is_seen_and_covered_by_its_own_picture(tmp_path):
    file = tmp_path / "screens.json"
    file.write_text(TWO_SCREENS)
    told = subprocess.run(
        [sys.executable, "-c", LOOK_AT_BOTH],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == ["['right', 'left']", "[True, True]", "[True, True]"]


def test_the_portal_is_asked_to_let_a_part_be_chosen_or_for_all(bus, tmp_path):
    camera = Camera(Portal(bus))
    said = heard(camera)
    for part, is_interactive in (("region", True), ("screen", False)):
        camera.take(part)
        method, parent, options = bus.called[-1]
        assert (method, parent) == ("org.freedesktop.portal.Screenshot.Screenshot", "")
        assert options["interactive"] is is_interactive
        path = f"/org/freedesktop/portal/desktop/request/1_42/{options['handle_token']}"
        assert path == list(bus.heard)[-1]
        file = picture_file(tmp_path)
        bus.answer(0, uri=QUrl.fromLocalFile(str(file)).toString())
        assert said[-1][1].pixelColor(0, 0).name() == "#123456"
        assert not file.exists()  # made for us alone
    assert [name for name, *_ in said] == ["looked", "taken"] * 2


def test_a_learner_who_refuses_the_portal_hears_nothing_of_it(bus):
    camera = Camera(Portal(bus))
    said = heard(camera)
    camera.take("region")
    bus.answer(1)
    assert said == [("looked",)]
    assert not camera.is_busy


@pytest.mark.parametrize(
    "happens",
    [
        lambda bus: bus.answer(2),
        lambda bus: bus.answer(0),
        lambda bus: bus.answer(0, uri="file:///no/such/picture.png"),
        lambda bus: bus.answer(0, uri="https://elsewhere.example/picture.png"),
        lambda bus: bus.failed(),
    ],
)
def test_a_portal_without_a_picture_leads_to_the_desktops_own_key(bus, happens):
    camera = Camera(Portal(bus))
    said = heard(camera)
    camera.take("screen")
    happens(bus)
    assert [name for name, *_ in said] == ["looked", "troubled"]
    assert "Ctrl+V" in said[1][1].hint
    assert not camera.is_busy


def test_without_a_bus_nothing_is_asked(qapp):
    bus = Bus(name="")
    camera = Camera(Portal(bus))
    said = heard(camera)
    camera.take("region")
    assert bus.called == []
    assert [name for name, *_ in said] == ["looked", "troubled"]


def test_a_late_answer_of_the_portal_is_no_second_picture(bus, tmp_path):
    camera = Camera(Portal(bus))
    said = heard(camera)
    camera.take("region")
    bus.answer(1)
    bus.answer(0, uri=QUrl.fromLocalFile(str(picture_file(tmp_path))).toString())
    assert said == [("looked",)]


def test_the_screens_of_this_desktop_are_seen(qtbot):
    [seen] = shots()
    assert seen.screen is QGuiApplication.primaryScreen()
    assert not seen.picture.isNull()
