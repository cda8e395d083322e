"""One material view for each test, closed at its end."""

import os
import warnings

import pytest

from tests.gui.material.direct import DirectDrawer

with warnings.catch_warnings():  # ziamath 0.13 finds its font by importlib.resources.path
    warnings.simplefilter("ignore", DeprecationWarning)
    import ziamath  # noqa: F401

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
OFFSCREEN_SAYS = "This plugin does not support"  # raise() and size hints: nothing of ours


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "material":
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS))


@pytest.fixture
def view(qtbot):
    from tutor_app.gui.actions import bind
    from tutor_app.gui.material.view import MaterialView

    view = MaterialView(DirectDrawer())
    view.is_still = True
    bind(view.actions_of_reading, {}, view)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    yield view
    view.leave()
