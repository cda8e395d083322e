"""One window at a time on a home: a lock held for life, taken back by the system when its process ends."""

from filelock import FileLock, Timeout

from tutor_app.settings.home import Home


class WindowLock:
    """Held from `acquire` until the process ends, however it ends."""

    def __init__(self, home: Home) -> None:
        self._file = home.state / "window.lock"
        self._lock = FileLock(self._file)

    def acquire(self) -> bool:
        """Take the lock; False: another window of this home has it."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError):
            return True  # a file system without locks: better two windows than none
        return True

    def release(self) -> None:
        self._lock.release()
