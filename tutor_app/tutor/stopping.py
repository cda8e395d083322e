"""How a process beside the window is stopped."""

import logging
import threading
from multiprocessing.connection import Connection

from tutor_app.core.cancel import Cancellation

log = logging.getLogger(__name__)


def stopped_by(window: Connection) -> Cancellation:
    """A request to stop, made by whatever the window sends next, or by its end."""
    cancel = Cancellation()
    threading.Thread(target=_listen, args=(window, cancel), name="listen", daemon=True).start()
    return cancel


def _listen(window: Connection, cancel: Cancellation) -> None:
    try:
        window.recv()
    except (EOFError, OSError):
        log.info("the window has gone")
    cancel.request()
