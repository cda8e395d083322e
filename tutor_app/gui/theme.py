"""How the window looks: the tokens of a theme as palette, type and style sheet."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tutor_app.gui.design.fonts import font
from tutor_app.gui.design.sheet import style_sheet
from tutor_app.gui.design.tokens import DARK, LIGHT, Look, Type
from tutor_app.settings.settings import Settings, Theme

SMALL_PT = Type().small

W = TypeVar("W", bound=QWidget)

PERCENT, LETTERS = "text percent", "letters"  # properties of the application


@dataclass(frozen=True)
class Reading:
    """How large, and in which letters, a learner reads."""

    percent: int = 100  # of the usual size
    is_legible: bool = False

    def __post_init__(self) -> None:
        if not 100 <= self.percent <= 200:
            raise ValueError(f"text of {self.percent} % is not between 100 and 200")


def reading_of(settings: Settings) -> Reading:
    """What was chosen; a file that was written by hand may say anything."""
    return Reading(min(200, max(100, settings.text_percent)), settings.font == "legible")


def styled(widget: W, name: str) -> W:
    """The same widget under the name by which the style sheet knows its kind."""
    widget.setObjectName(name)
    return widget


def is_dark(theme: Theme) -> bool:
    """Whether a chosen theme is dark, on this desktop."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def dress(app: QApplication, theme: Theme, reading: Reading | None = None) -> Look:
    """Give the whole application the look of a theme."""
    reading = reading or Reading()
    look = DARK if is_dark(theme) else LIGHT
    type = Type().scaled(reading.percent)
    sheet, letters = style_sheet(look, type), font(type.body, is_legible=reading.is_legible)
    is_new = (app.styleSheet(), app.property(LETTERS)) != (sheet, letters.key())
    if is_new:  # it dresses every widget anew
        app.setStyle("Fusion")
        app.setPalette(palette(look))
        app.setFont(letters)
        app.setProperty(LETTERS, letters.key())
        app.setStyleSheet(sheet)
    app.setProperty(PERCENT, reading.percent)
    return look


def text_share() -> float:
    """How much larger than usual text was chosen to be: 1 to 2."""
    app = QApplication.instance()
    return float(app.property(PERCENT) or 100) / 100 if app else 1.0


def palette(look: Look) -> QPalette:
    """A theme's colours in the roles that Qt knows."""
    roles = QPalette.ColorRole
    result = QPalette()
    for role, colour in {
        roles.Window: look.window,
        roles.Base: look.sheet,
        roles.AlternateBase: look.raised,
        roles.Button: look.raised,
        roles.WindowText: look.text,
        roles.Text: look.text,
        roles.ButtonText: look.text,
        roles.PlaceholderText: look.quiet,
        roles.ToolTipBase: look.raised,
        roles.ToolTipText: look.text,
        roles.Highlight: look.accent,
        roles.HighlightedText: look.on_accent,
        roles.Link: look.accent,
        roles.LinkVisited: look.accent,
        roles.Accent: look.accent,
        roles.Light: look.sheet,
        roles.Midlight: look.raised,
        roles.Mid: look.line,
        roles.Dark: look.edge,
        roles.Shadow: look.edge,
    }.items():
        result.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.quiet))
    return result
