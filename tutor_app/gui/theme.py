"""How the window looks: two palettes, one type scale, one style sheet."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tutor_app.settings.settings import Theme


@dataclass(frozen=True)
class Look:
    """The colours of one theme, as CSS."""

    window: str
    sheet: str  # what is read on
    raised: str  # buttons, fields
    line: str
    text: str
    quiet: str  # second-rank text, 4.5 : 1 on `window`
    accent: str
    on_accent: str
    alert: str


LIGHT = Look(
    "#faf8f4", "#ffffff", "#f1ede5", "#ddd6c9", "#23211d", "#625c50", "#8a4b08", "#ffffff", "#9c2f1f"
)
DARK = Look("#1c1d1f", "#232427", "#2d2f33", "#3d4046", "#eae6de", "#aaa59b", "#e8a95b", "#1c1d1f", "#f08a76")

# Latin first: a Chinese font sets its own wide marks between English words
FAMILIES = ["Segoe UI", "SF Pro Text", "Noto Sans", "Open Sans", "Cantarell", "Ubuntu", "DejaVu Sans"]
FAMILIES += ["Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC"]
TITLE_PT, BODY_PT, SMALL_PT = 14, 11, 9.5


W = TypeVar("W", bound=QWidget)


def styled(widget: W, name: str) -> W:
    """The same widget under the name by which the style sheet knows its kind."""
    widget.setObjectName(name)
    return widget


def is_dark(theme: Theme) -> bool:
    """Whether a chosen theme is dark, on this desktop."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def dress(app: QApplication, theme: Theme) -> Look:
    """Give the whole application the look of a theme."""
    look = DARK if is_dark(theme) else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(look))
    font = QFont()
    font.setFamilies([*FAMILIES, QFont().family()])
    font.setPointSizeF(BODY_PT)
    app.setFont(font)
    app.setStyleSheet(_sheet(look))
    return look


def _palette(look: Look) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
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
        roles.Mid: look.line,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.quiet))
    return palette


def _sheet(look: Look) -> str:
    return f"""
    QToolTip {{ border: 1px solid {look.line}; padding: 4px; }}
    QPushButton, QComboBox {{
        background: {look.raised}; border: 1px solid {look.line}; border-radius: 8px; padding: 6px 12px;
    }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QPushButton:hover, QComboBox:hover {{ border-color: {look.accent}; }}
    QPushButton:focus, QComboBox:focus, QPlainTextEdit:focus, QToolButton:focus {{
        border: 2px solid {look.accent};
    }}
    QPushButton:disabled {{ color: {look.quiet}; }}
    QPushButton#main, QPushButton#talk {{
        background: {look.accent}; color: {look.on_accent}; border: 2px solid {look.accent};
    }}
    QPushButton#main:disabled {{ background: {look.raised}; color: {look.quiet}; border-color: {look.line}; }}
    QPushButton#talk:focus, QPushButton#main:focus {{ border: 2px solid {look.text}; }}
    QPushButton#talk:checked, QPushButton#talk:pressed {{
        background: {look.alert}; border-color: {look.alert};
    }}
    QPushButton#evidence {{
        text-align: left; background: transparent; border: 1px solid transparent; padding: 6px 8px;
    }}
    QPushButton#evidence:hover {{ background: {look.raised}; }}
    QPushButton#evidence:focus {{ border: 2px solid {look.accent}; }}
    QPushButton#example {{ text-align: left; padding: 10px 12px; }}
    QPushButton#leaves {{ border: 2px solid {look.alert}; color: {look.alert}; background: {look.window}; }}
    QPushButton#leaves:focus {{ border-color: {look.accent}; }}
    QDialog QLineEdit {{
        background: {look.sheet}; border: 1px solid {look.line}; border-radius: 8px; padding: 6px 8px;
    }}
    QDialog QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
    QRadioButton {{ border: 2px solid transparent; border-radius: 6px; padding: 2px; }}
    QRadioButton::indicator {{
        background: {look.sheet}; border: 2px solid {look.quiet}; border-radius: 7px;
        width: 10px; height: 10px;
    }}
    QRadioButton::indicator:checked {{ background: {look.accent}; border-color: {look.accent}; }}
    QDialog > QWidget > QLineEdit:focus, QRadioButton:focus {{ border: 2px solid {look.accent}; }}
    QPushButton#chip {{ padding: 3px 10px; border-radius: 12px; }}
    QToolButton {{ border: 2px solid transparent; border-radius: 6px; padding: 4px; }}
    QToolButton#counted {{ color: {look.quiet}; font-size: {SMALL_PT}pt; padding: 2px; }}
    QToolButton:hover {{ background: {look.raised}; }}
    QPlainTextEdit#note {{
        background: {look.sheet}; border: 1px solid {look.line}; border-radius: 8px; padding: 6px 8px;
    }}
    QTextBrowser#explanation {{ background: transparent; border: none; }}
    QLabel#caption {{
        background: {look.raised}; border: 1px solid {look.line}; border-radius: 8px; padding: 8px 12px;
    }}
    QLabel#quiet {{ color: {look.quiet}; font-size: {SMALL_PT}pt; }}
    QLabel#question {{ font-size: {TITLE_PT}pt; }}
    QFrame#notice {{ background: {look.raised}; border-left: 4px solid {look.alert}; }}
    QWidget#bar {{ border-top: 1px solid {look.line}; }}
    QWidget#header {{ border-bottom: 1px solid {look.line}; }}
    QWidget#side {{ border-left: 1px solid {look.line}; }}
    QProgressBar {{ background: {look.raised}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {look.accent}; border-radius: 3px; }}
    """
