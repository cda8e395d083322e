"""The portal is spoken to in its own language, on a bus of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-run-session") is None, reason="there is no session bus"
)
ASK = """
import subprocess, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from tutor_app.gui.capture.bus import SessionBus
from tutor_app.gui.capture.portal import Portal

uri, code = sys.argv[1:]
app = QGuiApplication([])
portal = Portal(SessionBus(app))
portal.taken.connect(lambda picture: app.exit(picture.width()))
portal.given_up.connect(lambda: app.exit(101))
portal.troubled.connect(lambda error: app.exit(102))
QTimer.singleShot(15000, lambda: app.exit(103))
if code == "none":
    portal.take(is_interactive=True)
    sys.exit(app.exec())
words = [sys.executable, str(Path(sys.argv[0])), uri, code]
with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as desktop:
    assert desktop.stdout.readline() == "ready\\n"
    portal.take(is_interactive=True)
    result = app.exec()
    print(desktop.stdout.read())
sys.exit(result)
"""


@pytest.mark.parametrize(("code", "outcome"), [("0", 30), ("1", 101), ("2", 102), ("none", 102)])
def test_a_portal_on_a_real_bus_is_asked_and_understood(tmp_path, code, outcome, qapp):
    from tests.gui.capture.test_camera import picture_file

    service = Path(__file__).with_name("portal_service.py")
    words = [sys.executable, "-c", ASK.replace("sys.argv[0]", repr(str(service)))]
    told = subprocess.run(
        ["dbus-run-session", "--", *words, picture_file(tmp_path).as_uri(), code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert told.returncode == outcome, told.stderr
    if code != "none":
        assert "'' [('handle_token', 'tutor1'), ('interactive', True), ('modal', False)]" in told.stdout
