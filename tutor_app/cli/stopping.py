"""Ctrl+C as a request: what is under way ends whole. Pressed again, it ends the program."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tutor_app.core.cancel import Cancellation


@contextmanager
def stopped_by_keyboard() -> Iterator[Cancellation]:
    """For the main thread."""
    cancel = Cancellation()
    before = signal.getsignal(signal.SIGINT)

    def request(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        # in a thread: the one that was interrupted may hold the lock of `cancel`
        threading.Thread(target=cancel.request).start()

    signal.signal(signal.SIGINT, request)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
