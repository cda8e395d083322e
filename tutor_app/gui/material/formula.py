"""Formulas typeset from LaTeX, as vector pictures that know their baseline."""

import re
from dataclasses import dataclass
from functools import lru_cache

DRAWN_PX = 20.0  # the size of type that the pictures are made for
_VIEW = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')


@dataclass(frozen=True)
class Formula:
    """A formula as SVG without colour, in units of one pixel at DRAWN_PX."""

    svg: str
    width: float
    ascent: float  # above the baseline
    descent: float


@lru_cache(maxsize=2000)
def typeset(latex: str, is_display: bool = False) -> Formula | None:
    """The formula, or nothing if it can't be typeset: the source is shown then.

    Takes 3 to 20 ms. ziamath raises errors of many kinds on what it does not know.
    """
    from ziamath.config import config  # the module takes 0.1 s: only where there are formulas
    from ziamath.zmath import Latex

    config.svg2 = False  # QtSvg has no <use>: glyphs would vanish
    try:
        svg: str = Latex(latex, size=DRAWN_PX, inline=not is_display).svg()
    except Exception:  # noqa: BLE001
        return None
    found = _VIEW.search(svg)
    if found is None:
        return None
    _, top, width, height = map(float, found.groups())
    return Formula(svg.replace(' fill="black"', ""), width, -top, height + top)
