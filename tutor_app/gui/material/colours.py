"""The colours of marks on the material. Everything else comes from the palette."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


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
)


def colours_for(palette: QPalette) -> Colours:
    """The theme that suits the window's palette."""
    return DARK if is_dark(palette) else LIGHT


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < 128
