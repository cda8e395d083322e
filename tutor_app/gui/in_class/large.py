"""How the window looks to a class: high contrast, and type that the last row reads."""

from PySide6.QtWidgets import QWidget

from tutor_app.gui.design.icons import draw_icons_anew
from tutor_app.gui.design.sheet import style_sheet
from tutor_app.gui.design.tokens import CLASS_ROOM, Type, class_type_px
from tutor_app.gui.theme import palette


def dress_for_class(window: QWidget) -> None:
    """The teacher's controls as usual; what is said and explained, large."""
    large_px = round(class_type_px(window.screen().size().height()))
    window.setPalette(palette(CLASS_ROOM))
    window.setStyleSheet(style_sheet(CLASS_ROOM, Type()) + _large(large_px))
    draw_icons_anew(window)


def dress_as_before(window: QWidget) -> None:
    window.setStyleSheet("")
    window.setPalette(type(window.palette())())
    draw_icons_anew(window)


def _large(px: int) -> str:
    small_px = round(px * 0.7)  # places of citations: beside the highlighted page, not read alone
    return f"""
    QWidget#side QLabel, QWidget#side QPushButton {{ font-size: {small_px}px; }}
    QWidget#side QLabel#question, QWidget#side QTextBrowser#explanation, QLabel#caption {{
        font-size: {px}px;
    }}
    QLabel#caption {{ border-width: 3px; }}
    """
