"""The session's bus by Qt: how the desktop's portal is reached on Linux."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from tutor_app.gui.capture.portal import REQUEST, Tell

SERVICE, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"


class SessionBus(QObject):
    """Listens and calls; what it listens to ends with it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = QDBusConnection.sessionBus()

    @property
    def name(self) -> str:
        return self._bus.baseService() if self._bus.isConnected() else ""

    def hear(self, request: str, tell: Tell) -> None:
        listener = _Listener(tell, self)
        slot = SLOT("hear(uint,QVariantMap)")  # a str, whatever the stub of `connect` asks for
        self._bus.connect(SERVICE, request, REQUEST, "Response", listener, slot)  # type: ignore[call-overload]

    def call(self, method: str, arguments: Sequence[object], failed: Callable[[], None]) -> None:
        interface, _, name = method.rpartition(".")
        message = QDBusMessage.createMethodCall(SERVICE, PATH, interface, name)
        message.setArguments(list(arguments))
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)

        def finish() -> None:
            if watcher.isError():
                failed()
            watcher.deleteLater()

        watcher.finished.connect(finish)


class _Listener(QObject):
    """One request's answer."""

    def __init__(self, tell: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell

    @Slot("uint", "QVariantMap")
    def hear(self, code: int, results: dict[str, object]) -> None:
        self._tell(code, results)
        self.deleteLater()
