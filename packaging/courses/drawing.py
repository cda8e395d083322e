"""A small pen for the figures of the sample courses: shapes, arrows, labels and graphs as SVG."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]  # x to the right, y down, in points

INK = "#22303c"
SOFT = "#7d8b99"
PALE = "#e9eef3"
BLUE = "#1f6fb2"
RED = "#c8442f"
GREEN = "#2b8a57"
GOLD = "#d8982a"
VIOLET = "#7653a6"
SKY = "#cfe3f4"
SAND = "#f6e3c2"
MINT = "#cfe9da"
ROSE = "#f6d5ce"

_MARK = re.compile(r"\*(?P<italic>[^*]+)\*|_\{(?P<below>[^}]+)\}|\^\{(?P<above>[^}]+)\}")


@dataclass
class Canvas:
    """One figure. Labels may hold *italics*, _{below} and ^{above}."""

    width: float
    height: float
    font: str = "Libertinus Serif"
    size: float = 10.5
    parts: list[str] = field(default_factory=list)

    def line(self, *points: Point, color: str = INK, wide: float = 1.2, dash: str = "") -> None:
        """A line through the points."""
        along = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._put("polyline", points=along, fill="none", **_stroke(color, wide, dash))

    def area(self, *points: Point, fill: str = PALE, color: str = "none", wide: float = 1.2) -> None:
        """A filled polygon."""
        along = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._put("polygon", points=along, fill=fill, **_stroke(color, wide, ""))

    def box(  # noqa: PLR0913
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = PALE,
        color: str = INK,
        round_: float = 2,
    ) -> None:
        """A rectangle with its left upper corner at x, y."""
        place = {"x": f"{x:.2f}", "y": f"{y:.2f}", "width": f"{width:.2f}", "height": f"{height:.2f}"}
        self._put("rect", **place, rx=f"{round_}", fill=fill, **_stroke(color, 1.2, ""))

    def disc(
        self, x: float, y: float, radius: float, fill: str = PALE, color: str = INK, dash: str = ""
    ) -> None:
        """A circle."""
        place = {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": f"{radius:.2f}"}
        self._put("circle", **place, fill=fill, **_stroke(color, 1.2, dash))

    def arrow(self, start: Point, end: Point, color: str = BLUE, wide: float = 1.8, dash: str = "") -> None:
        """A line with a solid head at its end."""
        (x0, y0), (x1, y1) = start, end
        long = math.hypot(x1 - x0, y1 - y0)
        ux, uy = (x1 - x0) / long, (y1 - y0) / long
        head = min(4.2 * wide, long * 0.6)
        neck = (x1 - ux * head, y1 - uy * head)
        self.line(start, (neck[0] + ux, neck[1] + uy), color=color, wide=wide, dash=dash)
        half = head * 0.42
        left, right = (neck[0] - uy * half, neck[1] + ux * half), (neck[0] + uy * half, neck[1] - ux * half)
        self.area((x1, y1), left, right, fill=color)

    def span(self, start: Point, end: Point, color: str = SOFT) -> None:
        """A thin line with a head at each end: a dimension."""
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.arrow(middle, start, color=color, wide=1)
        self.arrow(middle, end, color=color, wide=1)

    def arc(self, centre: Point, radius: float, first: float, last: float, color: str = SOFT) -> None:
        """Part of a circle; angles in degrees, counter-clockwise from the right."""
        steps = [first + (last - first) * step / 40 for step in range(41)]
        self.line(*(polar(centre, radius, angle) for angle in steps), color=color, wide=1)

    def text(  # noqa: PLR0913
        self,
        x: float,
        y: float,
        words: str,
        color: str = INK,
        at: str = "middle",
        size: float = 0,
        turn: float = 0,
    ) -> None:
        """A label; `at` is start, middle or end; y is the middle of its height."""
        size = size or self.size
        spin = {"transform": f"rotate({turn} {x:.2f} {y:.2f})"} if turn else {}
        style = {"font-family": self.font, "font-size": f"{size}", "text-anchor": at, "fill": color}
        place = {"x": f"{x:.2f}", "y": f"{y + size * 0.33:.2f}"}
        attributes = "".join(f' {key}="{value}"' for key, value in {**place, **style, **spin}.items())
        self.parts.append(f"<text{attributes}>{_spans(words, size)}</text>")

    def ground(self, x0: float, x1: float, y: float) -> None:
        """A floor with hatching below."""
        self.line((x0, y), (x1, y))
        for step in range(int((x1 - x0) // 8)):
            x = x0 + 8 * step + 6
            self.line((x, y), (x - 5, y + 5), color=SOFT, wide=0.8)

    def svg(self) -> str:
        """The figure as an SVG file."""
        size = f'width="{self.width}pt" height="{self.height}pt" viewBox="0 0 {self.width} {self.height}"'
        return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *self.parts, "</svg>", ""])

    def _put(self, name: str, **attributes: str) -> None:
        written = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
        self.parts.append(f"<{name}{written}/>")


@dataclass(frozen=True)
class Graph:
    """Axes on a canvas: `x` and `y` are ranges of values, `left, top, width, height` the frame in points."""

    canvas: Canvas
    frame: tuple[float, float, float, float]
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> Point:
        """Where a pair of values lies on the canvas."""
        left, top, width, height = self.frame
        return (
            left + width * (x - self.x[0]) / (self.x[1] - self.x[0]),
            top + height * (1 - (y - self.y[0]) / (self.y[1] - self.y[0])),
        )

    def axes(self, x_name: str, y_name: str, xs: Iterable[float] = (), ys: Iterable[float] = ()) -> None:
        """Draw both axes with a grid at the given values."""
        left, top, width, height = self.frame
        draw = self.canvas
        floor = min(max(0.0, self.y[0]), self.y[1])
        for value in xs:
            x = self.at(value, 0)[0]
            draw.line((x, top), (x, top + height), color=PALE, wide=0.8)
            draw.text(x, top + height + 9, _number(value), SOFT, size=9)
        for value in ys:
            y = self.at(0, value)[1]
            draw.line((left, y), (left + width, y), color=PALE, wide=0.8)
            draw.text(left - 5, y, _number(value), SOFT, at="end", size=9)
        zero = self.at(self.x[0], floor)[1]
        draw.arrow((left, zero), (left + width + 10, zero), INK, 1.1)
        draw.arrow((left, top + height), (left, top - 10), INK, 1.1)
        draw.text(left + width / 2, top + height + 23, x_name)
        draw.text(left - 32, top + height / 2, y_name, turn=-90)

    def curve(
        self, value: Callable[[float], float], first: float, last: float, color: str = BLUE, dash: str = ""
    ) -> None:
        """The graph of a function between two values of x."""
        steps = (first + (last - first) * step / 120 for step in range(121))
        self.canvas.line(*(self.at(x, value(x)) for x in steps), color=color, wide=2, dash=dash)

    def through(self, values: Sequence[Point], color: str = BLUE) -> None:
        """Straight lines through pairs of values."""
        self.canvas.line(*(self.at(*pair) for pair in values), color=color, wide=2)


def polar(centre: Point, radius: float, degrees: float) -> Point:
    """The point at an angle counter-clockwise from the right."""
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] - radius * math.sin(angle)


def _stroke(color: str, wide: float, dash: str) -> dict[str, str]:
    style = {
        "stroke": color,
        "stroke_width": f"{wide}",
        "stroke_linejoin": "round",
        "stroke_linecap": "round",
    }
    return style | ({"stroke_dasharray": dash} if dash else {})


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _spans(words: str, size: float) -> str:
    parts, last, raised = [], 0, 0.0
    for match in _MARK.finditer(words):
        parts.append(_span(words[last : match.start()], -raised))
        raised = 0.0 if match.start() > last else raised
        shift = 0.0
        if match["italic"]:
            parts.append(
                _span(match["italic"], -raised, 'font-style="italic" font-family="Libertinus Serif"')
            )
            raised = 0.0
        else:
            shift = size * (0.22 if match["below"] else -0.38)
            small = f'font-size="{size * 0.72:.1f}"'
            parts.append(_span(match["below"] or match["above"], shift - raised, small))
            raised = shift
        last = match.end()
    parts.append(_span(words[last:], -raised))
    return "".join(parts)


def _span(words: str, shift: float, style: str = "") -> str:
    if not words:
        return ""
    moved = f' dy="{shift:.2f}"' if shift else ""
    return f"<tspan{moved} {style}>{escape(words)}</tspan>"
