"""How a spoken sentence is marked."""

from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from tutor_app.gui.aloud.spoken import Range

STRENGTH = 60  # of 255: the words keep their contrast in both themes


def spoken_mark(browser: QTextBrowser, place: Range) -> QTextEdit.ExtraSelection:
    """A tint behind the sentence."""
    mark = QTextEdit.ExtraSelection()
    cursor = QTextCursor(browser.document())
    cursor.setPosition(place.start)
    cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
    colour = browser.palette().color(QPalette.ColorRole.Accent)
    colour.setAlpha(STRENGTH)
    mark.cursor = cursor
    mark.format.setBackground(colour)
    return mark
