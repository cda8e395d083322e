"""What a language needs to say formulas: words for signs, and a template for each construction."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """Templates name their parts in braces."""

    signs: Mapping[str, str]  # by LaTeX
    accents: Mapping[str, str]  # by command without backslash; {x}
    powers: Mapping[str, str]  # by exponent; {x}
    numerals: Mapping[tuple[str, str], str]  # fractions that have names
    big: Mapping[str, str]  # sums and the like with their limits; {low} {high}
    big_low: Mapping[str, str]  # with {low} only
    big_bare: Mapping[str, str]
    minus_before: str  # a minus sign with nothing before it
    fraction: str  # {top} {bottom}, each one sign
    long_fraction: str
    root: str  # {x}
    long_root: str
    nth_root: str  # {x} {n}
    cube_root: str
    power: str  # {x} {n}
    long_power: str
    low: str  # {x} {low}
    derivative: str  # {of} {by}
    second_derivative: str
    partial: str
    second_partial: str
    operator: str  # {by}: d/dx before what it is applied to
    partial_operator: str
    applied: str  # {f} {x}
    absolute: str  # {x}
    norm: str
    brackets: Mapping[str, str]
    matrix: str  # {rows} {columns} {cells}
    determinant: str
    column: str  # {cells}
    matrix_row: str  # {n} {cells}
    cases: str  # {cells}
    pause: str
    long_pause: str
