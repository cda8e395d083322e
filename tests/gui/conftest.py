"""What the tests of the window share."""

import pytest
from PySide6.QtCore import QEvent


@pytest.fixture(autouse=True)
def _no_window_is_left(qapp):
    """Closed windows are deleted before the next test: each would be dressed anew with it."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
