"""How the window looks to a class: high contrast, and type that the last row reads."""

from PySide6.QtWidgets import QApplication, QWidget

from tutor_app.gui.design.icons import draw_icons_anew
from tutor_app.gui.design.sheet import style_sheet
from tutor_app.gui.design.tokens import CLASS_ROOM, Type, class_type_px
from tutor_app.gui.theme import dress, palette, reading_of
from tutor_app.settings.settings import Settings


def dress_for_class(app: QApplication, window: QWidget, settings: Settings) -> None:
    """The teacher's controls in the usual size; what is said and explained, large."""
    large_px = round(class_type_px(window.screen().size().height()))
    usual = Type().scaled(reading_of(settings).percent)
    app.setPalette(palette(CLASS_ROOM))
    app.setStyleSheet(style_sheet(CLASS_ROOM, usual) + _large(large_px))
    draw_icons_anew(window)


def dress_as_before(app: QApplication, window: QWidget, settings: Settings) -> None:
    dress(app, settings.theme, reading_of(settings))
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
