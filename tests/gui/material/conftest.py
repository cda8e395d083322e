"""One material view for each test, closed at its end."""

import os
import warnings

import pytest

with warnings.catch_warnings():  # ziamath 0.13 finds its font by importlib.resources.path
    warnings.simplefilter("ignore", DeprecationWarning)
    import ziamath  # noqa: F401

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
OFFSCREEN_SAYS = "This plugin does not support"  # raise() and size hints: nothing of ours


class DirectDrawer:
    """Draws in the window's own process, one page each time it is asked for what is ready."""

    def __init__(self):
        self._sheets, self._jobs = None, []

    def open(self, path):
        from tutor_app.gui.material.drawing import Sheets

        self.close()
        self._sheets = Sheets(self._sheets.book + 1 if self._sheets else 1, path)
        return self._sheets.book

    def want(self, jobs):
        self._jobs = list(jobs)

    def take(self):
        from PySide6.QtGui import QImage

        from tutor_app.gui.material.drawing import SLOT_BYTES, drawn

        if not self._jobs:
            return []
        job, room = self._jobs.pop(0), bytearray(SLOT_BYTES)
        width, height = drawn(self._sheets, job, memoryview(room), lambda: True)
        if not width:
            return [(job, QImage())]
        image = QImage(room, width, height, 4 * width, QImage.Format.Format_RGB32)
        return [(job, image.copy())]

    def close(self):
        if self._sheets is not None:
            self._sheets.close()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "material":
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS))


@pytest.fixture
def view(qtbot):
    from tutor_app.gui.material.view import MaterialView

    view = MaterialView(DirectDrawer())
    view.is_still = True
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    yield view
    view.leave()
