"""Pages drawn without a second process."""

from PySide6.QtGui import QImage

from tutor_app.gui.material.drawing import SLOT_BYTES, Sheets, drawn


class DirectDrawer:
    """Draws in the window's own process, one page each time it is asked for what is ready."""

    def __init__(self):
        self._sheets, self._jobs = None, []

    def open(self, path):
        self.close()
        self._sheets = Sheets(self._sheets.book + 1 if self._sheets else 1, path)
        return self._sheets.book

    def want(self, jobs):
        self._jobs = list(jobs)

    def take(self):
        if not self._jobs:
            return []
        job, room = self._jobs.pop(0), bytearray(SLOT_BYTES)
        width, height = drawn(self._sheets, job, memoryview(room), lambda: True)
        if not width:
            return [(job, QImage())]
        image = QImage(room, width, height, 4 * width, QImage.Format.Format_RGB32)
        return [(job, image.copy())]

    def close(self):
        if self._sheets is not None:
            self._sheets.close()
