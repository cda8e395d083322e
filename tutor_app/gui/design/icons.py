"""Line icons in the colour of the theme: Lucide's drawings in resources/icons."""

import atexit
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from tutor_app.gui.design.tokens import ICON_PX
from tutor_app.settings.home import RESOURCES

_DENSITY = 3  # pixels for a point, for the sharpest screens
AIR = 0.2  # between an icon and its words, in parts of its side: what Qt leaves looks like none
_kept_in: list[Path] = []
_NAME, _ROLE = "icon_name", "icon_role"

ON_ACCENT = QPalette.ColorRole.HighlightedText
B = TypeVar("B", bound=QAbstractButton)


def with_icon(button: B, name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> B:
    """The same button with an icon before its text, in the palette's colour of `role`."""
    button.setProperty(_NAME, name)
    button.setProperty(_ROLE, role.value)
    _draw(button)
    return button


def draw_icons_anew(root: QWidget) -> None:
    """After a change of palette."""
    for button in root.findChildren(QAbstractButton):
        if button.property(_NAME):
            _draw(button)


def icon(
    name: str,
    palette: QPalette,
    role: QPalette.ColorRole = QPalette.ColorRole.ButtonText,
    before: float = 0.0,
    after: float = 0.0,
) -> QIcon:
    """An icon, quiet where its button is off; air at its left and right in parts of its side."""
    result = QIcon()
    result.addPixmap(_pixmap(name, palette.color(role).name(), before, after), QIcon.Mode.Normal)
    off = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    result.addPixmap(_pixmap(name, off, before, after), QIcon.Mode.Disabled)
    return result


def icon_size(button: QWidget) -> QSize:
    """As high as the letters around it, also where they are large."""
    side = max(ICON_PX, button.fontMetrics().height())
    return QSize(side, side)


def icon_file(name: str, colour: str) -> str:
    """The path of an icon in a colour: a style sheet takes nothing else."""
    file = _folder() / f"{name}-{colour.removeprefix('#')}.svg"
    if not file.exists():
        file.write_text(_svg(name, colour), encoding="utf-8")
    return file.as_posix()


def _draw(button: QAbstractButton) -> None:
    side = icon_size(button).height()
    role = QPalette.ColorRole(button.property(_ROLE))
    air = AIR if isinstance(button, QPushButton) else 0.0
    is_right_to_left = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    before, after = (air, 0.0) if is_right_to_left else (0.0, air)
    button.setIconSize(QSize(round(side * (1 + air)), side))
    button.setIcon(icon(button.property(_NAME), button.palette(), role, before, after))


def keep_icons_in(folder: Path) -> None:
    """Write them there from now on: what a crash leaves is written over, and is in nobody's way."""
    with suppress(OSError):  # then they are among what is temporary
        folder.mkdir(parents=True, exist_ok=True)
        _kept_in.append(folder)
        _folder.cache_clear()


@cache
def _folder() -> Path:
    if _kept_in:
        return _kept_in[-1]
    folder = tempfile.mkdtemp(prefix="tutor-icons-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _svg(name: str, colour: str) -> str:
    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')


@cache
def _pixmap(name: str, colour: str, before: float, after: float) -> QPixmap:
    side = 2 * ICON_PX * _DENSITY  # drawn for twice the size, as large text needs it
    pixmap = QPixmap(round(side * (before + 1 + after)), side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_svg(name, colour).encode())).render(
        painter, QRectF(side * before, 0, side, side)
    )
    painter.end()
    return pixmap
