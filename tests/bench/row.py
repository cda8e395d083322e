"""One figure of a benchmark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measured value, and whether it reaches its bar where there is one."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    ok: bool | None = None


def at_least(name: str, value: float, unit: str, bar: float) -> Row:
    """A value that should be high."""
    return Row(name, value, unit, bar, value >= bar)


def at_most(name: str, value: float, unit: str, bar: float) -> Row:
    """A value that should be low."""
    return Row(name, value, unit, bar, value <= bar)
