"""The figures of chapters 5 and 6: circles, gravity and fluids."""

import math

from drawing import BLUE, GOLD, GREEN, INK, MINT, PALE, RED, SAND, SKY, SOFT, VIOLET, Canvas, Graph, polar


def circle() -> Canvas:
    draw = Canvas(300, 220)
    centre = (140, 112)
    draw.disc(*centre, 84, "none", SOFT, "4 3")
    draw.disc(*centre, 2.5, INK)
    for angle in (35, 155, 275):
        body = polar(centre, 84, angle)
        ahead = polar(body, 48, angle + 90)
        draw.arrow(body, ahead, BLUE)
        draw.arrow(body, polar(centre, 42, angle), RED)
        draw.disc(*body, 6, SAND, GOLD)
    draw.text(196, 24, "*v*", BLUE)
    draw.text(182, 96, "*a*", RED)
    draw.line(centre, polar(centre, 84, 335), color=SOFT, wide=1)
    draw.text(178, 140, "*r*")
    return draw


def bend() -> Canvas:
    draw = Canvas(390, 180)
    centre = (120, 170)
    for radius, color in ((150, SOFT), (110, SOFT)):
        draw.arc(centre, radius, 0, 100, color)
    body = polar(centre, 130, 48)
    draw.disc(*body, 8, SKY, BLUE)
    draw.arrow(body, polar(body, 58, 138), BLUE)
    draw.arrow(body, polar(centre, 60, 48), RED)
    draw.disc(*centre, 2.5, INK)
    draw.text(158, 36, "*v* = 20 m/s", BLUE, at="end")
    draw.text(190, 130, "friction", RED, at="start")
    draw.text(120, 158, "centre", SOFT, at="end")
    draw.text(340, 40, "top view", SOFT)
    draw.text(340, 60, "*r* = 60 m")
    return draw


def cannon() -> Canvas:
    draw = Canvas(330, 250)
    centre, radius = (165, 138), 72
    draw.disc(*centre, radius, SKY, BLUE)
    draw.area((158, 68), (165, 48), (172, 68), fill=SAND, color=GOLD)
    draw.disc(*centre, radius + 18, "none", GREEN)
    for spread, color in ((46, RED), (92, GOLD)):
        points = []
        for step in range(41):
            angle = 90 - spread * step / 40
            points.append(polar(centre, radius + 18 * (1 - (step / 40) ** 2), angle))
        draw.line(*points, color=color, wide=1.8)
    draw.line(
        *(polar(centre, 90 * 1.35 / (1 + 0.35 * math.cos(math.radians(a - 90))), a) for a in range(62, 91)),
        color=VIOLET,
        wide=1.8,
    )
    draw.text(165, 140, "Earth")
    draw.text(262, 86, "in orbit: 7.9 km/s", GREEN, at="start", size=9)
    draw.text(150, 34, "mountain", SOFT, at="end")
    draw.text(226, 28, "faster: an ellipse", VIOLET, at="start", size=9)
    return draw


def kepler() -> Canvas:
    draw = Canvas(390, 210)
    centre, major, eccentric = (195, 105), 112, 0.5
    minor = major * math.sqrt(1 - eccentric**2)
    sun = (centre[0] - major * eccentric, centre[1])

    def place(anomaly: float) -> tuple[float, float]:
        return centre[0] + major * math.cos(anomaly), centre[1] - minor * math.sin(anomaly)

    def anomaly_at(mean: float) -> float:
        anomaly = mean
        for _ in range(50):  # Kepler's equation M = E − e sin E, perihelion at E = 0
            anomaly = mean + eccentric * math.sin(anomaly)
        return anomaly

    for first, fill in ((-0.32, "#f6d5ce"), (math.pi - 0.32, MINT)):
        sweep = [place(math.pi - anomaly_at(first + 0.64 * step / 30)) for step in range(31)]
        draw.area(sun, *sweep, fill=fill, color=SOFT, wide=0.8)
    draw.line(*(place(math.radians(a)) for a in range(0, 361, 3)), color=BLUE, wide=1.8)
    draw.disc(*sun, 10, "#f3c24f", GOLD)
    draw.text(sun[0] + 4, sun[1] + 22, "Sun")
    draw.text(66, 105, "fast", RED)
    draw.text(322, 105, "slow", GREEN, at="start")
    draw.disc(*place(math.radians(60)), 5, SKY, BLUE)
    return draw


def field_strength() -> Canvas:
    draw = Canvas(360, 190)
    graph = Graph(draw, (60, 20, 270, 126), (0, 6), (0, 10))
    graph.axes("distance from the centre (Earth radii)", "*g* (m/s^{2})", range(0, 7), range(0, 11, 2))
    graph.curve(lambda r: 9.81 / r**2, 1, 6)
    for r in (1, 2, 3):
        x, y = graph.at(r, 9.81 / r**2)
        draw.disc(x, y, 3, RED, RED)
        draw.text(x + 8, y - 7, f"{9.81 / r**2:.2f}", RED, at="start", size=9.5)
    return draw


def depth() -> Canvas:
    draw = Canvas(370, 190)
    draw.box(40, 40, 110, 136, SKY, BLUE, 0)
    draw.line((40, 24), (40, 176), (150, 176), (150, 24), wide=2)
    for metre in (0, 1, 2, 3, 4):
        y = 40 + 32 * metre
        draw.text(32, y, f"{metre} m", SOFT, at="end", size=9)
        if metre:
            draw.arrow((95, y), (95 + 8 * metre, y), RED, 1.5)
            draw.arrow((95, y), (95 - 8 * metre, y), RED, 1.5)
    graph = Graph(draw, (226, 40, 110, 120), (100, 145), (-4.2, 0))
    draw.arrow((226, 40), (346, 40), INK, 1.1)
    draw.arrow((226, 40), (226, 172), INK, 1.1)
    draw.line(graph.at(101.3, 0), graph.at(101.3 + 9.81 * 4, -4), color=RED, wide=2)
    draw.text(286, 14, "pressure (kPa)")
    draw.text(graph.at(101.3, 0)[0] + 4, 31, "101", SOFT, size=9)
    draw.text(graph.at(140.5, 0)[0], 31, "141", SOFT, size=9)
    draw.line(graph.at(140.54, 0), graph.at(140.54, -4), color=SOFT, dash="2 3", wide=0.9)
    draw.text(214, 106, "depth", turn=-90)
    return draw


def press() -> Canvas:
    draw = Canvas(380, 170)
    draw.area(
        (60, 90),
        (60, 140),
        (320, 140),
        (320, 90),
        (220, 90),
        (220, 122),
        (92, 122),
        (92, 90),
        fill=SKY,
        color=BLUE,
    )
    draw.box(60, 80, 32, 10, PALE, INK, 0)
    draw.box(220, 80, 100, 10, PALE, INK, 0)
    draw.arrow((76, 30), (76, 78), RED)
    draw.arrow((270, 78), (270, 16), GREEN, 3)
    draw.line((60, 60), (60, 90), wide=1.8)
    draw.line((92, 60), (92, 90), wide=1.8)
    draw.line((220, 60), (220, 90), wide=1.8)
    draw.line((320, 60), (320, 90), wide=1.8)
    draw.text(84, 40, "200 N", RED, at="start")
    draw.text(280, 36, "5000 N", GREEN, at="start")
    draw.text(76, 156, "4.0 cm^{2}")
    draw.text(270, 156, "100 cm^{2}")
    draw.text(156, 132, "500 kPa everywhere", size=9)
    return draw


def torricelli() -> Canvas:
    draw = Canvas(390, 210)
    draw.box(50, 30, 90, 150, SKY, "none", 0)
    draw.line((50, 16), (50, 180), (140, 180), (140, 16), wide=2)
    draw.ground(30, 380, 180)
    for below, color in ((0.25, GREEN), (0.5, RED), (0.75, VIOLET)):
        y = 30 + 150 * below
        points = []
        for step in range(41):
            fall = (1 - below) * step / 40
            points.append((140 + 150 * 2 * math.sqrt(below * fall), y + 150 * fall))
        draw.line(*points, color=color, wide=2)
        draw.disc(140, y, 2.5, color, color)
    draw.span((38, 30), (38, 105))
    draw.text(28, 68, "*h*")
    draw.line((32, 105), (140, 105), color=SOFT, dash="2 3", wide=0.9)
    draw.text(150, 96, "*v* = √(2*gh*)", RED, at="start")
    draw.text(270, 194, "same reach", SOFT, size=9)
    draw.text(296, 172, "farthest", RED, at="start", size=9)
    return draw


def floating() -> Canvas:
    draw = Canvas(330, 190)
    draw.box(40, 60, 240, 114, SKY, "none", 0)
    draw.line((40, 60), (280, 60), color=BLUE)
    draw.line((40, 34), (40, 174), (280, 174), (280, 34), wide=2)
    draw.box(125, 47, 70, 117, "#f4f9fd", SOFT)
    draw.arrow((160, 110), (160, 166), RED)
    draw.arrow((160, 110), (160, 54), GREEN)
    draw.text(168, 150, "*mg*", RED, at="start")
    draw.text(168, 74, "*F*_{B}", GREEN, at="start")
    draw.text(204, 52, "11 % above", at="start", size=9)
    draw.text(204, 116, "89 % below", at="start", size=9)
    draw.text(82, 120, "sea water", BLUE)
    draw.text(140, 92, "ice", SOFT)
    return draw


FIGURES = {
    "circle": circle,
    "bend": bend,
    "cannon": cannon,
    "kepler": kepler,
    "field": field_strength,
    "depth": depth,
    "press": press,
    "torricelli": torricelli,
    "floating": floating,
}
