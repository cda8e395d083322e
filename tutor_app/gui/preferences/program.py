"""The application in a process of its own, for what takes long."""

import sys

from PySide6.QtCore import QObject, QProcess, Signal

from tutor_app.settings.home import Home, arguments


class Program(QObject):
    """`tutor WORDS…`, once.

    Signals:
        told: its exit code and all that it wrote.
    """

    told = Signal(int, str)

    def __init__(self, parent: QObject, home: Home, *words: str) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.finished.connect(self._finish)
        self._process.start(sys.executable, ["-m", "tutor_app", *arguments(home), *words])

    def _finish(self, code: int) -> None:
        text = bytes(self._process.readAll().data()).decode("utf-8", "replace")
        self.told.emit(code, text.strip())
