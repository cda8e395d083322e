"""Much that is closed at once is collected once."""

import pytest
from PySide6.QtCore import QTimer

from tutor_app.gui import tidying
from tutor_app.gui.tidying import tidy_soon


@pytest.fixture
def collected(qapp, monkeypatch):
    """One entry for each time that everything is gone through."""
    collected = []
    monkeypatch.setattr(tidying.gc, "collect", lambda: collected.append("all"))
    monkeypatch.setattr(tidying, "AFTER_MS", 20)
    forget_timer(qapp)
    yield collected
    forget_timer(qapp)


def forget_timer(qapp):
    timer = qapp.findChild(QTimer, "tidying")
    if timer is not None:
        timer.stop()
        timer.setParent(None)


def test_many_that_are_closed_are_collected_once(qtbot, collected):
    for _ in range(10):
        tidy_soon()
    qtbot.waitUntil(lambda: bool(collected))
    qtbot.wait(60)
    assert collected == ["all"]


def test_what_is_closed_later_is_collected_too(qtbot, collected):
    tidy_soon()
    qtbot.waitUntil(lambda: len(collected) == 1)
    tidy_soon()
    qtbot.waitUntil(lambda: len(collected) == 2)
