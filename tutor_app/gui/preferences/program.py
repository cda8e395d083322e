"""The application in a process of its own, for what takes long."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from tutor_app.settings.home import Home, arguments


def run_apart(parent: QObject, home: Home, *words: str, then: Callable[[int, str], None]) -> QProcess:
    """`tutor WORDS…`; `then` gets its exit code and what it wrote, as the last thing."""
    process = QProcess(parent)
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)

    def finish(code: int) -> None:
        then(code, bytes(process.readAll().data()).decode("utf-8", "replace").strip())
        process.deleteLater()

    process.finished.connect(finish)
    process.start(sys.executable, ["-m", "tutor_app", *arguments(home), *words])
    return process
