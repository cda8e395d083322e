"""What was closed and holds itself is collected once nothing has been closed for a moment."""

import gc

from PySide6.QtCore import QCoreApplication, QTimer

AFTER_MS = 1500  # the next course stands by then
_NAME = "tidying"


def tidy_soon() -> None:
    """Collect once for all that is closed meanwhile: each time Python goes through everything it holds."""
    app = QCoreApplication.instance()
    if app is None:
        return
    timer = app.findChild(QTimer, _NAME)
    if timer is None:
        timer = QTimer(app, singleShot=True, interval=AFTER_MS)
        timer.setObjectName(_NAME)
        timer.timeout.connect(gc.collect)
    timer.start()
