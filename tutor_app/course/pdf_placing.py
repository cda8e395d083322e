"""Where a point of a PDF page is shown: raw page space → points from the top left corner."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor_app.core.material import Box

_FINE = 1000  # device units a point, since pdfium's mapping gives whole numbers


@dataclass(frozen=True)
class Placing:
    """Raw page space (origin bottom left, no rotation or crop) → the page as shown (points, origin top left).

    Source: pdfium's FPDF_PageToDevice, which knows rotation and crop box; affine, so three points tell all.
    """

    origin: tuple[float, float]
    along_x: tuple[float, float]
    along_y: tuple[float, float]

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> "Placing":
        width, height = page.get_size()
        # the fine grid must fit pdfium's 32-bit numbers also on a page of absurd size
        fine = max(1, min(_FINE, int(2e9 / max(width, height, 1) / 4)))

        def shown(x: float, y: float) -> tuple[float, float]:
            left, top = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(
                page,
                0,
                0,
                int(width * fine),
                int(height * fine),
                0,
                x,
                y,
                ctypes.byref(left),
                ctypes.byref(top),
            )
            return left.value / fine, top.value / fine

        zero, east, north = shown(0, 0), shown(100, 0), shown(0, 100)
        return cls(zero, _hundredth(zero, east), _hundredth(zero, north))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of raw page space as shown."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)  # pages turn by quarters
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def turned(self, turn: int, width: float, height: float) -> "Placing":
        """The same page as shown when it is turned back by quarters; `width` and `height` as it was shown."""

        def shown(raw_x: float, raw_y: float) -> tuple[float, float]:
            x, y = self.point(raw_x, raw_y)
            if turn == 180:
                return width - x, height - y
            return (y, width - x) if turn == 90 else (height - y, x)

        zero, east, north = shown(0, 0), shown(100, 0), shown(0, 100)
        return Placing(zero, _hundredth(zero, east), _hundredth(zero, north))

    def back(self, left: float, top: float) -> tuple[float, float]:
        """A point of the page as shown, in raw page space."""
        (ox, oy), (ax, ay), (bx, by) = self.origin, self.along_x, self.along_y
        x, y, area = left - ox, top - oy, ax * by - bx * ay
        return (x * by - y * bx) / area, (y * ax - x * ay) / area

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of raw page space as shown."""
        (ox, oy), (ax, ay), (bx, by) = self.origin, self.along_x, self.along_y
        return ox + x * ax + y * bx, oy + x * ay + y * by


def _hundredth(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    return (end[0] - start[0]) / 100, (end[1] - start[1]) / 100
