"""A choice that only a new window shows is shown, also one that comes while the window is made anew."""

import pytest
from PySide6.QtCore import QObject

from tutor_app.gui.app import Desk
from tutor_app.gui.steps import Steps


class Watched(Desk):
    """A desk that only notes when it is made anew."""

    def __init__(self):
        QObject.__init__(self)
        self._unshown, self._steps, self.made = [], Steps(self), []

    def _renewal(self, *, is_other_language):
        self.made.append(is_other_language)
        yield
        yield


@pytest.fixture
def desk(qapp):
    return Watched()


def test_a_choice_that_comes_meanwhile_has_a_window_of_its_own(desk, qtbot):
    desk._look_anew("theme")
    desk._look_anew("language")
    qtbot.waitUntil(lambda: desk._steps.are_done)
    assert desk.made == [False, True]


def test_a_window_that_could_not_be_made_does_not_end_the_next_choice(desk, qtbot):
    def broken(**_):
        raise OSError("no room")
        yield

    made, desk._renewal = desk._renewal, broken
    with pytest.raises(OSError, match="no room"):
        desk._look_anew("theme")
    desk._renewal = made
    desk._look_anew("theme")
    qtbot.waitUntil(lambda: desk._steps.are_done)
    assert desk.made == [False]
