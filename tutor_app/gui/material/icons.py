"""The line icons of the material's bar, in the colour of the palette's text."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIDE_PX = 20
_DENSITY = 3  # pixels for a point, for the sharpest screens
_PATHS = {
    "outline": "M4 5.5h12M7 10h9M7 14.5h9M4 10h.01M4 14.5h.01",
    "smaller": "M5 10h10",
    "larger": "M5 10h10M10 5v10",
    "fit": "M3.5 5v10M16.5 5v10M6 10h8M8 7.5 5.5 10 8 12.5M12 7.5 14.5 10 12 12.5",
    "find": "M9 14.5A5.5 5.5 0 1 0 9 3.5a5.5 5.5 0 0 0 0 11ZM13 13l3.8 3.8",
    "previous": "M5 12.5 10 7.5l5 5",
    "next": "M5 7.5l5 5 5-5",
    "close": "M5.5 5.5l9 9M14.5 5.5l-9 9",
    "back": "M12.5 5 7.5 10l5 5",
    "forward": "M7.5 5l5 5-5 5",
    "layout": "M3.5 4.5h5.5v11H3.5zM11 4.5h5.5v11H11z",
    "note": "M4 4.5h12v8.5h-6l-3 3v-3H4zM7 7.5h6M7 10h4",
    "copy": "M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3",
    "ask": "M7.2 7.6a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1-1.4 2M10 15.4h.01",
    "words": "M4 5.5h12M4 8.5h12M4 11.5h12M4 14.5h7",
}


def icon(name: str, palette: QPalette) -> QIcon:
    """One of the icons, by name."""
    result = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.WindowText).name()
        result.addPixmap(_drawn(_PATHS[name], colour), mode)
    return result


def _drawn(path: str, colour: str) -> QPixmap:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="{path}" fill="none" '
        f'stroke="{colour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    pixmap = QPixmap(_SIDE_PX * _DENSITY, _SIDE_PX * _DENSITY)
    pixmap.setDevicePixelRatio(_DENSITY)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, _SIDE_PX, _SIDE_PX))
    painter.end()
    return pixmap
