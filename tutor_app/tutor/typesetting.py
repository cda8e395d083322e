"""Formulas typeset from LaTeX, as vector pictures that know their baseline."""

import re
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache

DRAWN_PX = 20.0  # the size of type that the pictures are made for
MATHS_TO_TEXT = 1.08  # STIX looks small beside a sans serif
_VIEW = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')


@dataclass(frozen=True)
class Formula:
    """A formula as SVG without colour, in units of one pixel at DRAWN_PX."""

    svg: str
    width: float
    ascent: float  # above the baseline
    descent: float


_YIELD_S = 0.0003  # while loading: the window asks for Python's lock at every call into Qt


def is_loaded() -> bool:
    """Whether `typeset` can start at once; asking begins to load what it needs, beside the window."""
    if _loading.ident is None:
        _loading.start()
    return not _loading.is_alive()


def _load() -> None:
    """Takes 0.1 s, most of it for the font."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_YIELD_S)
    try:
        from ziamath.config import config
        from ziamath.zmath import Latex  # noqa: F401
    finally:
        sys.setswitchinterval(before)

    config.svg2 = False  # QtSvg has no <use>: glyphs would vanish


_loading = threading.Thread(target=_load, name="formulas", daemon=True)


@lru_cache(maxsize=2000)
def typeset(latex: str, is_display: bool = False) -> Formula | None:
    """The formula, or nothing if it can't be typeset: the source is shown then.

    Takes 3 to 20 ms. ziamath raises errors of many kinds on what it does not know.
    """
    _load()
    from ziamath.zmath import Latex

    try:
        svg: str = Latex(latex, size=DRAWN_PX, inline=not is_display).svg()
    except Exception:  # noqa: BLE001
        return None
    found = _VIEW.search(svg)
    if found is None:
        return None
    _, top, width, height = map(float, found.groups())
    return Formula(svg.replace(' fill="black"', ""), width, -top, height + top)
