"""The figures of chapters 3 and 4: energy and momentum."""

import math

from drawing import BLUE, GOLD, GREEN, INK, MINT, PALE, RED, SAND, SKY, SOFT, VIOLET, Canvas, Graph, polar


def sledge() -> Canvas:
    draw = Canvas(390, 130)
    draw.ground(20, 370, 100)
    draw.box(70, 70, 70, 22, SAND, GOLD)
    draw.line((62, 98), (150, 98), color=GOLD, wide=3)
    draw.line((80, 92), (80, 98), color=GOLD, wide=2)
    draw.line((130, 92), (130, 98), color=GOLD, wide=2)
    pull = polar((140, 78), 110, 30)
    draw.arrow((140, 78), pull, RED, 2.2)
    draw.line((140, 78), (250, 78), color=SOFT, dash="3 3", wide=1)
    draw.arrow((140, 78), (140 + 110 * math.cos(math.radians(30)), 78), GREEN)
    draw.arc((140, 78), 50, 0, 30)
    draw.text(200, 62, "30°", size=9.5)
    draw.text(246, 20, "*F* = 120 N", RED, at="start")
    draw.text(246, 90, "*F* cos *θ* = 103.9 N", GREEN, at="start")
    draw.span((105, 116), (365, 116))
    draw.text(235, 124, "*s* = 25 m", size=9.5)
    return draw


def spring_work() -> Canvas:
    draw = Canvas(360, 190)
    graph = Graph(draw, (60, 20, 270, 126), (0, 0.25), (0, 60))
    draw.area(graph.at(0, 0), graph.at(0.2, 0), graph.at(0.2, 50), fill=SKY)
    graph.axes("stretch *x* (m)", "force (N)", [0, 0.05, 0.1, 0.15, 0.2, 0.25], range(0, 61, 10))
    graph.through([(0, 0), (0.24, 60)])
    draw.text(*graph.at(0.142, 13), "work = 5.0 J", BLUE)
    draw.text(*graph.at(0.12, 46), "*F* = *kx*, *k* = 250 N/m")
    return draw


def roller_coaster() -> Canvas:
    draw = Canvas(400, 190)
    graph = Graph(draw, (44, 24, 330, 130), (0, 100), (0, 34))

    def height(x: float) -> float:
        return 15 + 15 * math.cos(math.pi * x / 40) if x < 40 else 9 - 9 * math.cos(math.pi * (x - 40) / 25)

    draw.area(graph.at(0, 0), *(graph.at(x, height(x)) for x in range(0, 91)), graph.at(90, 0), fill=PALE)
    graph.axes("", "height (m)", (), range(0, 31, 10))
    graph.curve(height, 0, 90, INK)
    for x, name, words, dx in (
        (0, "A", "30 m, at rest", 16),
        (40, "B", "0 m, 24.3 m/s", 0),
        (65, "C", "18 m, 15.3 m/s", 0),
    ):
        px, py = graph.at(x, height(x))
        draw.disc(px, py - 6, 6, SAND, RED)
        draw.text(px, py - 6, name, size=8)
        below = 168 if name == "B" else py - 20
        draw.text(px + (dx + 30 if name == "A" else 0), below, words, at="middle", size=9.5)
    return draw


def energy_bars() -> Canvas:
    draw = Canvas(390, 180)
    for place, (name, rest, moving) in enumerate((("A", 30, 0), ("B", 0, 30), ("C", 18, 12))):
        x = 70 + 115 * place
        draw.line((x - 30, 140), (x + 62, 140))
        for step, value, color, fill in ((0, rest, BLUE, SKY), (32, moving, RED, "#f6d5ce")):
            if value:
                draw.box(x - 20 + step, 140 - 3.4 * value, 24, 3.4 * value, fill, color, 0)
            draw.text(x - 8 + step, 131 - 3.4 * value, f"{round(value / 0.3)} %", color, size=9)
        draw.text(x + 8, 153, f"point {name}")
    draw.box(110, 166, 9, 9, SKY, BLUE, 0)
    draw.text(124, 170, "potential", at="start", size=9.5)
    draw.box(210, 166, 9, 9, "#f6d5ce", RED, 0)
    draw.text(224, 170, "kinetic", at="start", size=9.5)
    return draw


def pendulum() -> Canvas:
    draw = Canvas(340, 200)
    pivot, long = (170, 20), 140
    draw.line((130, 20), (210, 20), wide=2.4)
    for angle, fill in ((-90 - 35, PALE), (-90, PALE), (-90 + 35, SAND)):
        bob = polar(pivot, long, angle)
        draw.line(pivot, bob, color=INK if fill == SAND else SOFT, dash="" if fill == SAND else "4 3")
        draw.disc(*bob, 10, fill, RED if fill == SAND else SOFT)
    draw.arc(pivot, long, -125, -55)
    draw.arc(pivot, 44, -90, -55)
    draw.text(187, 72, "35°")
    draw.text(232, 76, "*L* = 1.20 m", at="start")
    bob = polar(pivot, long, -55)
    draw.line((170, 160), (300, 160), color=SOFT, dash="2 3", wide=0.9)
    draw.line((bob[0], bob[1]), (300, bob[1]), color=SOFT, dash="2 3", wide=0.9)
    draw.span((286, bob[1]), (286, 160))
    draw.text(292, (bob[1] + 160) / 2, "0.217 m", at="start", size=9.5)
    draw.arrow((170, 160), (122, 160), BLUE)
    draw.text(126, 176, "*v* = 2.06 m/s", BLUE)
    return draw


def tackle() -> Canvas:
    draw = Canvas(300, 220)
    draw.line((80, 20), (220, 20), wide=2.4)
    draw.line((150, 20), (150, 52))
    draw.disc(150, 64, 16, SAND, GOLD)
    draw.disc(150, 136, 16, SAND, GOLD)
    draw.line((134, 64), (134, 136), color=BLUE)
    draw.line((166, 136), (150, 82), color=BLUE)
    draw.arrow((166, 64), (206, 130), RED)
    draw.line((150, 152), (150, 166))
    draw.box(122, 166, 56, 40, SKY, BLUE)
    draw.text(150, 186, "480 N")
    draw.text(212, 110, "pull 240 N", RED, at="start")
    draw.text(126, 100, "*T*", BLUE, at="end")
    draw.text(168, 108, "*T*", BLUE, at="start")
    draw.disc(150, 64, 2.5, INK)
    draw.disc(150, 136, 2.5, INK)
    return draw


def impulse_area() -> Canvas:
    draw = Canvas(370, 190)
    graph = Graph(draw, (64, 20, 270, 126), (0, 12), (0, 4))
    short = [graph.at(t / 10, 3.2 * math.sin(math.pi * t / 30) ** 2) for t in range(0, 31)]
    long = [graph.at(t / 10, 0.8 * math.sin(math.pi * t / 120) ** 2) for t in range(0, 121)]
    draw.area(*short, fill="#f6d5ce")
    draw.area(*long, fill=SKY)
    graph.axes("time (ms)", "force (kN)", range(0, 13, 2), range(0, 5))
    draw.line(*short, color=RED, wide=2)
    draw.line(*long, color=BLUE, wide=2)
    draw.text(*graph.at(2.7, 2.8), "hard wall: 3 ms", RED, at="start")
    draw.text(*graph.at(7.4, 1.15), "foam: 12 ms", BLUE, at="start")
    return draw


def _trolley(draw: Canvas, x: float, y: float, words: str, fill: str, color: str) -> None:
    draw.box(x - 28, y - 24, 56, 22, fill, color)
    draw.text(x, y - 13, words, size=9.5)
    for wheel in (-16, 16):
        draw.disc(x + wheel, y + 2, 4, PALE, INK)


def sticking() -> Canvas:
    draw = Canvas(390, 150)
    for y, name in ((56, "before"), (132, "after")):
        draw.line((60, y + 6), (370, y + 6))
        draw.text(50, y - 10, name, SOFT, at="end")
    _trolley(draw, 120, 56, "2.0 kg", SKY, BLUE)
    _trolley(draw, 290, 56, "3.0 kg", MINT, GREEN)
    draw.arrow((150, 43), (212, 43), RED)
    draw.text(182, 32, "4.0 m/s", RED)
    draw.text(290, 20, "at rest", SOFT)
    _trolley(draw, 216, 132, "2.0 kg", SKY, BLUE)
    _trolley(draw, 272, 132, "3.0 kg", MINT, GREEN)
    draw.arrow((302, 119), (336, 119), RED)
    draw.text(324, 106, "1.6 m/s", RED)
    return draw


def cradle() -> Canvas:
    draw = Canvas(400, 150)
    for left, swung, name in ((40, 0, "before"), (230, 4, "after")):
        draw.line((left, 20), (left + 130, 20), wide=2.4)
        for ball in range(5):
            pivot = (left + 25 + 20 * ball, 20)
            angle = -90 + (-38 if swung == 0 else 38) * (ball == swung)
            bob = polar(pivot, 82, angle)
            draw.line(pivot, bob, color=SOFT)
            draw.disc(*bob, 10, SAND if ball == swung else PALE, RED if ball == swung else INK)
        draw.text(left + 65, 136, name, SOFT)
    draw.arrow((14, 96), (34, 108), RED)
    draw.arrow((364, 108), (384, 96), RED)
    return draw


def recoil() -> Canvas:
    draw = Canvas(390, 120)
    draw.line((30, 88), (370, 88), color=BLUE, wide=2)
    draw.area((90, 70), (200, 70), (186, 86), (104, 86), fill=SAND, color=GOLD)
    draw.disc(145, 36, 8, MINT, GREEN)
    draw.box(137, 45, 16, 26, MINT, GREEN, 5)
    draw.disc(270, 42, 7, "#f6d5ce", RED)
    draw.arrow((282, 42), (352, 42), RED)
    draw.arrow((84, 74), (56, 74), VIOLET)
    draw.text(318, 28, "5.0 kg, 6.0 m/s", RED)
    draw.text(62, 56, "0.25 m/s", VIOLET)
    draw.text(145, 104, "boat and sailor: 120 kg")
    return draw


FIGURES = {
    "sledge": sledge,
    "spring-work": spring_work,
    "coaster": roller_coaster,
    "energy-bars": energy_bars,
    "pendulum": pendulum,
    "tackle": tackle,
    "impulse": impulse_area,
    "sticking": sticking,
    "cradle": cradle,
    "recoil": recoil,
}
