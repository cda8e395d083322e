"""A formula that was read in a picture, and how sure its reading is."""

import re
from dataclasses import dataclass

CERTAIN = -0.02  # mean log probability of a token; below, readings were always wrong
_WORTH = re.compile(
    r"[=<>^+*/]|\\(frac|sqrt|sum|int|prod|lim|partial|nabla|leq?|geq?|approx|propto|to|vec)\b"
)
# an italic v of STIX and Times is drawn like ν: 8 of 10 certain readings of the benchmark that were wrong
_LOOKS_ALIKE = re.compile(r"\\nu\b")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class ReadFormula:
    """LaTeX without dollar signs. A doubtful one is shown as doubtful, and neither searched nor asked."""

    latex: str
    confidence: float  # mean log probability of its tokens: 0 is sure
    is_confirmed: bool  # it reads the same at a second scale

    def __post_init__(self) -> None:
        if not self.latex.strip() or self.confidence > 0:
            raise ValueError(f"no reading: {self}")

    @property
    def is_certain(self) -> bool:
        return self.is_confirmed and self.confidence >= CERTAIN and not _LOOKS_ALIKE.search(self.latex)


def says_something(latex: str) -> bool:
    """Whether it relates or computes anything: a lone number or label of a drawing does not."""
    return bool(_WORTH.search(latex) and _LETTER.search(latex))


def in_text(formula: ReadFormula) -> str:
    """As Markdown writes it."""
    return f"$${formula.latex}$$"
