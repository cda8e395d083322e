"""Words with what they counted: the more, the stronger their ground; bold and underlined where most."""

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from tutor_app.core.counted import Word

STRONG = 0.5  # of the share of the word that counted most
PALEST, DENSEST = 0.0, 0.55
NAMED = 3  # words that a screen reader names


class WeighedWords(QLabel):
    """The note, or what was heard."""

    def __init__(self, words: Sequence[Word], name: str, parent: QWidget | None = None) -> None:
        """`name` says what it is, for a screen reader."""
        super().__init__(wordWrap=True, parent=parent)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        self.setText(marked(words, (colour.red(), colour.green(), colour.blue())))
        first = sorted(words, key=lambda word: -word.share)[:NAMED]
        named = ", ".join(word.text for word in words if word in first)
        self.setAccessibleName(f"{name}: {named}")


def marked(words: Sequence[Word], rgb: tuple[int, int, int]) -> str:
    """As rich text."""
    most = max((word.share for word in words), default=0.0)
    red, green, blue = rgb
    spans = []
    for word in words:
        part = word.share / most if most > 0 else 0.0
        style = f"background-color: rgba({red}, {green}, {blue}, {PALEST + DENSEST * part:.2f})"
        text = escape(word.text)
        spans.append(
            f'<span style="{style}">{f"<b><u>{text}</u></b>" if part >= STRONG and most > 0 else text}</span>'
        )
    return " ".join(spans)
