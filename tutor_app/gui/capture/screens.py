"""What is on the screens, where a program may look at them."""

from dataclasses import dataclass

from PySide6.QtGui import QCursor, QGuiApplication, QPixmap, QScreen

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr


@dataclass(frozen=True)
class Shot:
    """A screen and its picture, in the screen's own pixels."""

    screen: QScreen
    picture: QPixmap


def shots() -> list[Shot]:
    """Every screen, the one with the pointer first.

    Raises:
        TutorError: the desktop does not allow it (Wayland gives an empty picture).
    """
    pointed = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not pointed)
    taken = [Shot(screen, screen.grabWindow(0)) for screen in screens]
    if not taken or any(shot.picture.isNull() for shot in taken):
        raise not_allowed()
    return taken


def not_allowed() -> TutorError:
    return TutorError(
        tr("This desktop does not let the application see the screen."),
        tr("Take a screenshot with the desktop's own key and paste it here with Ctrl+V."),
    )
