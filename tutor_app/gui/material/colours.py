"""The colours of marks on the material. Everything else comes from the palette."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from PySide6.QtGui import QColor, QPainter, QPalette

from tutor_app.core.annotation import Colour
from tutor_app.core.paper import Paper
from tutor_app.gui.material.paper import NIGHT_PAPER, SEPIA

MULTIPLY = QPainter.CompositionMode.CompositionMode_Multiply
SCREEN = QPainter.CompositionMode.CompositionMode_Screen


@dataclass(frozen=True)
class Colours:
    """One theme."""

    surround: QColor  # behind the pages
    edge: QColor  # of a page
    dim: QColor  # multiplied over a page; white leaves it as printed
    evidence: QColor  # multiplied over a page
    evidence_strong: QColor
    hit: QColor
    hit_current: QColor
    selection: QColor
    accent: QColor  # badges, the frame of a figure
    on_accent: QColor
    wash: QColor  # laid behind text that is evidence
    wash_strong: QColor
    wash_hit: QColor
    wash_hit_current: QColor
    muted: QColor  # captions, quotes
    panel: QColor  # behind code
    marked: QColor  # the section being read
    pens: Mapping[Colour, QColor]  # of highlights on a page
    inks: Mapping[Colour, QColor]  # of underlines and of the dots that name a colour
    washes: Mapping[Colour, QColor]  # of highlights behind text
    paper: QColor  # before a page is drawn
    blend: QPainter.CompositionMode  # of marks with a page


def _of_each(yellow: QColor, green: QColor, blue: QColor, pink: QColor) -> Mapping[Colour, QColor]:
    return MappingProxyType({"yellow": yellow, "green": green, "blue": blue, "pink": pink})


PENS = _of_each(QColor("#fdf08a"), QColor("#c4f0b4"), QColor("#bfe3fb"), QColor("#fbd0e2"))
INKS = _of_each(QColor("#b08800"), QColor("#2d8a3e"), QColor("#1f6fb8"), QColor("#b8376f"))
NIGHT_PENS = _of_each(QColor("#4a4210"), QColor("#1d4a22"), QColor("#16405f"), QColor("#561f3a"))
NIGHT_INKS = _of_each(QColor("#e2c04a"), QColor("#6fcf83"), QColor("#6fb6ef"), QColor("#ef8fb8"))


def _washed(pens: Mapping[Colour, QColor], alpha: int) -> Mapping[Colour, QColor]:
    return MappingProxyType(
        {name: QColor(pen.red(), pen.green(), pen.blue(), alpha) for name, pen in pens.items()}
    )


LIGHT = Colours(
    surround=QColor("#eeece8"),
    edge=QColor("#d9d5cd"),
    dim=QColor("#ffffff"),
    evidence=QColor("#fff1c4"),
    evidence_strong=QColor("#ffdf80"),
    hit=QColor("#d3ecdf"),
    hit_current=QColor("#86d4ae"),
    selection=QColor("#bcd6fb"),
    accent=QColor("#95570a"),
    on_accent=QColor("#ffffff"),
    wash=QColor(255, 204, 64, 70),
    wash_strong=QColor(255, 196, 40, 140),
    wash_hit=QColor(70, 180, 130, 60),
    wash_hit_current=QColor(50, 175, 120, 150),
    muted=QColor("#62605b"),
    panel=QColor("#f4f2ee"),
    marked=QColor("#ece6da"),
    pens=PENS,
    inks=INKS,
    washes=_washed(PENS, 170),
    paper=QColor("#ffffff"),
    blend=MULTIPLY,
)

DARK = Colours(
    surround=QColor("#17181a"),
    edge=QColor("#2a2b2e"),
    dim=QColor("#d5d1c9"),
    evidence=QColor("#ffeaae"),
    evidence_strong=QColor("#ffd25c"),
    hit=QColor("#bfe5d1"),
    hit_current=QColor("#6fcb9f"),
    selection=QColor("#a9c9f7"),
    accent=QColor("#8a5008"),
    on_accent=QColor("#ffffff"),
    wash=QColor(255, 200, 80, 34),
    wash_strong=QColor(255, 200, 80, 80),
    wash_hit=QColor(90, 210, 150, 50),
    wash_hit_current=QColor(90, 210, 150, 120),
    muted=QColor("#a7a49d"),
    panel=QColor("#26272a"),
    marked=QColor("#35322c"),
    pens=PENS,
    inks=NIGHT_INKS,
    washes=_washed(NIGHT_INKS, 70),
    paper=QColor("#ffffff"),
    blend=MULTIPLY,
)


def colours_for(palette: QPalette, paper: Paper = "print") -> Colours:
    """The theme that suits the window's palette, on a paper."""
    theme = DARK if is_dark(palette) else LIGHT
    if paper == "sepia":
        return replace(theme, paper=QColor(*SEPIA), dim=QColor("#ffffff"))
    if paper == "night":
        return replace(theme, **NIGHT)
    return theme


NIGHT: dict[str, Any] = {  # marks shine on dark paper
    "surround": QColor("#131416"),
    "edge": QColor("#2c2d30"),
    "dim": QColor("#ffffff"),
    "paper": QColor(NIGHT_PAPER, NIGHT_PAPER, NIGHT_PAPER),
    "blend": SCREEN,
    "evidence": QColor("#3a3010"),
    "evidence_strong": QColor("#5f4a0c"),
    "hit": QColor("#12382a"),
    "hit_current": QColor("#1b6a49"),
    "selection": QColor("#1f4476"),
    "pens": NIGHT_PENS,
    "inks": NIGHT_INKS,
}


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < 128
