"""Where the open window hears what other processes of ours ask: `tutor capture`, a second start."""

import json
from contextlib import suppress

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.tutor.open_window import MOST_BYTES, Errand, address, read


class Door(QObject):
    """One line in, one line out; only programs of the same user come in.

    Signals:
        asked: an Errand.
    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def open(self, home: Home) -> bool:
        """Listen, in place of a window that is gone; whether that is possible."""
        with suppress(OSError):  # then nobody is heard, and the window works all the same
            home.door.parent.mkdir(parents=True, exist_ok=True)
        QLocalServer.removeServer(address(home))  # of a process that ended without closing it
        return self._server.listen(address(home))

    def close(self) -> None:
        self._server.close()

    def _greet(self) -> None:
        while visitor := self._server.nextPendingConnection():
            visitor.setReadBufferSize(MOST_BYTES)
            visitor.readyRead.connect(lambda one=visitor: self._hear(one))
            visitor.disconnected.connect(visitor.deleteLater)
            self._hear(visitor)

    def _hear(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine():
            if visitor.bytesAvailable() >= MOST_BYTES:
                visitor.abort()
            return
        try:
            errand: Errand = read(bytes(visitor.readLine().data()))
        except ValueError:
            trouble = _unknown()
            _answer(visitor, trouble=str(trouble), hint=trouble.hint)
            return
        _answer(visitor)  # before it is done, so that nobody waits for that
        self.asked.emit(errand)


def _answer(visitor: QLocalSocket, **told: str) -> None:
    visitor.write(json.dumps(told).encode() + b"\n")
    visitor.flush()
    visitor.disconnectFromServer()


def _unknown() -> TutorError:
    return TutorError(
        tr("The window does not know what was asked of it."),
        tr("It may be of another version: close it and open it again."),
    )
