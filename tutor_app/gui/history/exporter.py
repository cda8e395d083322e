"""Writing a handout, seen from the window."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tutor_app.core.language import tr
from tutor_app.gui.history.writing import Share, WritingFailed, serve_writing
from tutor_app.gui.side_job import SideJob
from tutor_app.settings.home import Home
from tutor_app.tutor.handout.chosen import Chosen


class Exporter(QObject):
    """Writes one file at a time.

    Signals:
        progressed: how much is written, 0 to 1.
        ended: an outcome of gui.history.writing.
    """

    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self.job = SideJob("writing", serve_writing, self)
        self.job.said.connect(self._hear)
        self.job.lost.connect(self._lose)

    @property
    def is_busy(self) -> bool:
        return self.job.is_running

    def write(self, chosen: Chosen, file: Path) -> None:
        """Begin; harmless while another file is being written."""
        if not self.is_busy:
            self.job.begin(self._home, chosen, file)
            self.progressed.emit(0.0)

    def stop(self) -> None:
        """Stop soon; nothing is written then."""
        self.job.stop()

    def close(self) -> None:
        """End the process; it gets two seconds to take its unfinished file away."""
        self.job.close()

    def _hear(self, message: object) -> None:
        if isinstance(message, Share):
            self.progressed.emit(message.done)
        else:
            self.job.done()
            self.ended.emit(message)

    def _lose(self) -> None:
        self.ended.emit(
            WritingFailed(tr("Writing stopped unexpectedly."), tr("Try again, or choose fewer questions."))
        )
