"""A picture on its way out of shared memory, copied in small pieces."""

import time
from multiprocessing import shared_memory

from PySide6.QtGui import QImage

from tutor_app.gui.material.drawing import SLOT_BYTES, Drawn

SLICE_S = 0.006  # a big picture may take 90 ms: most of it the system looks for room
PIECE_BYTES = 1 << 19


class Coming:
    """What lies in a slot, and how much of it is here."""

    def __init__(self, drawn: Drawn, memory: shared_memory.SharedMemory) -> None:
        self.drawn, self._memory = drawn, memory
        self.picture = QImage(drawn.width_px, drawn.height_px, QImage.Format.Format_RGB32)
        self._copied = 0  # bytes; a row of these pictures has no rest

    @property
    def is_here(self) -> bool:
        return self._copied >= self.picture.sizeInBytes()

    def go_on(self) -> None:
        """Copy for a moment, a piece at least."""
        if self._memory.buf is None or self.is_here:
            return
        start, room = self.drawn.slot * SLOT_BYTES, memoryview(self.picture.bits())
        ends = time.perf_counter() + SLICE_S
        while not self.is_here:
            stop = min(self._copied + PIECE_BYTES, self.picture.sizeInBytes())
            room[self._copied : stop] = self._memory.buf[start + self._copied : start + stop]
            self._copied = stop
            if time.perf_counter() > ends:
                return
