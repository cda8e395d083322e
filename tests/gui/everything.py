"""Every screen of the window, in large type and a long language, for tests that hold of each."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible

from tests.gallery.states import STATES, window
from tests.gui.pseudo import Pseudo
from tests.gui.test_window import courses  # noqa: F401  fixture
from tutor_app.core.language import speak
from tutor_app.gui.theme import Reading, dress
from tutor_app.settings.home import below

SIZE = (1366, 768)  # a small laptop


@pytest.fixture(scope="module")
def pseudo_language(qapp):
    """Spoken by everything that is made while it is there."""
    language = Pseudo()
    qapp.installTranslator(language)
    dress(qapp, "light", Reading(200))
    speak("en")
    yield language
    qapp.removeTranslator(language)
    dress(qapp, "light")


@pytest.fixture(scope="module", params=STATES, ids=[state.name for state in STATES])
def screen(request, pseudo_language, courses, tmp_path_factory, qapp):  # noqa: F811
    """What is to be looked at."""
    home = below(tmp_path_factory.mktemp("home"))
    home.data.mkdir(parents=True)
    if request.param.has_courses:
        home.courses.symlink_to(courses, target_is_directory=True)
    with window(home) as shown:
        shown.resize(*SIZE)
        shown.begin()
        shown.show()
        drawn = request.param.make(shown, "en")
        shown.resize(*SIZE)
        qapp.processEvents()
        yield drawn
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def nodes(widget):
    """Everything that a screen reader finds in a window, as it walks."""

    def walk(node):
        for place in range(node.childCount()):
            child = node.child(place)
            if child is None or child.state().invisible:
                continue
            yield child
            yield from walk(child)

    yield from walk(QAccessible.queryAccessibleInterface(widget))
