"""The figures of chapters 1 and 2: describing motion, forces."""

import math
from functools import partial

from drawing import BLUE, GOLD, GREEN, INK, MINT, RED, SAND, SKY, SOFT, VIOLET, Canvas, Graph

G = 9.81  # m/s²


def walk() -> Canvas:
    draw = Canvas(400, 108)
    draw.arrow((20, 70), (390, 70), INK, 1.2)
    for metre in range(0, 101, 20):
        x = 40 + 3.2 * metre
        draw.line((x, 66), (x, 74))
        draw.text(x, 84, str(metre), SOFT, size=9)
    draw.text(215, 100, "position *x* (m)")
    draw.arrow((40, 30), (296, 30), BLUE)
    draw.arrow((296, 42), (136, 42), GOLD)
    draw.arrow((40, 58), (136, 58), RED, 2.4)
    draw.text(168, 20, "80 m out", BLUE)
    draw.text(230, 52, "50 m back", GOLD)
    draw.text(88, 48, "displacement +30 m", RED, size=9.5)
    draw.disc(40, 70, 3.5, INK)
    draw.disc(136, 70, 3.5, RED, RED)
    return draw


def position_graph() -> Canvas:
    draw = Canvas(360, 190)
    graph = Graph(draw, (60, 24, 270, 122), (0, 60), (0, 200))
    graph.axes("time *t* (s)", "position *x* (m)", range(0, 61, 10), range(0, 201, 50))
    graph.through([(0, 0), (20, 120), (35, 120), (60, 0)])
    for t, x, words, color in (
        (8, 88, "6.0 m/s", GREEN),
        (27.5, 134, "at rest", SOFT),
        (54, 76, "−4.8 m/s", RED),
    ):
        draw.text(*graph.at(t, x), words, color)
    return draw


def velocity_graph() -> Canvas:
    draw = Canvas(360, 190)
    graph = Graph(draw, (60, 24, 270, 122), (0, 30), (0, 20))
    corners = [(0, 0), (8, 16), (20, 16), (28, 0)]
    draw.area(*(graph.at(*corner) for corner in corners), fill=SKY)
    graph.axes("time *t* (s)", "velocity *v* (m/s)", range(0, 31, 4), range(0, 21, 4))
    graph.through(corners)
    for t, v, words in ((5.4, 3.4, "64 m"), (14, 8, "192 m"), (22.6, 3.4, "64 m")):
        draw.text(*graph.at(t, v), words, BLUE)
    draw.text(*graph.at(2.3, 10), "*a* = 2.0 m/s^{2}", GREEN, size=9.5, at="middle", turn=-48)
    return draw


def falling_ball() -> Canvas:
    draw = Canvas(330, 210)
    for tenth in range(0, 7):
        t = tenth / 10
        y = 20 + 100 * 0.5 * G * t * t
        draw.disc(110, y, 6, SAND, GOLD)
        if tenth != 1:
            draw.text(92, y, f"{t:.1f} s", SOFT, at="end", size=9)
        if tenth:
            draw.arrow((122, y), (122 + 18 * G * t, y), BLUE)
            draw.text(128 + 18 * G * t, y, f"{G * t:.1f} m/s", BLUE, at="start", size=9)
    draw.span((40, 20), (40, 20 + 100 * 0.5 * G * 0.36))
    draw.text(28, 108, "1.77 m", INK, turn=-90)
    return draw


def _rise(vx: float, vy: float, x: float) -> float:
    """The height of a projectile above the ground at a distance x."""
    return x * vy / vx - G * x * x / (2 * vx * vx)


def projectile() -> Canvas:
    draw = Canvas(400, 196)
    speed, angle = 20.0, math.radians(40)
    vx, vy = speed * math.cos(angle), speed * math.sin(angle)
    graph = Graph(draw, (40, 20, 330, 140), (0, 42), (0, 17.8))
    graph.curve(partial(_rise, vx, vy), 0, 2 * vx * vy / G, RED)
    flight = 2 * vy / G
    draw.ground(40, 380, 160)
    for part in (0.0, 0.25, 0.5, 0.75):
        t = part * flight
        x, y = graph.at(vx * t, vy * t - G * t * t / 2)
        rise = 2.4 * (vy - G * t)
        draw.arrow((x, y), (x + 2.4 * vx, y), BLUE, 1.5)
        if abs(rise) > 1:
            draw.arrow((x, y), (x, y - rise), GREEN, 1.5)
        draw.disc(x, y, 4, SAND, RED)
    draw.text(88, 148, "*v*_{x}", BLUE)
    draw.text(28, 138, "*v*_{y}", GREEN, at="middle")
    top = graph.at(vx * flight / 2, vy * vy / (2 * G))
    draw.span((top[0], top[1] + 8), (top[0], 158))
    draw.text(top[0] + 6, 112, "height 8.4 m", at="start")
    draw.span((40, 178), (graph.at(2 * vx * vy / G, 0)[0], 178))
    draw.text(200, 190, "range 40.2 m")
    return draw


def launch_angles() -> Canvas:
    draw = Canvas(370, 190)
    graph = Graph(draw, (60, 20, 280, 126), (0, 45), (0, 20))
    graph.axes("distance (m)", "height (m)", range(0, 46, 5), range(0, 21, 5))
    for degrees, color in ((15, SOFT), (30, GREEN), (45, RED), (60, BLUE), (75, VIOLET)):
        angle = math.radians(degrees)
        vx, vy = 20 * math.cos(angle), 20 * math.sin(angle)
        graph.curve(partial(_rise, vx, vy), 0, 2 * vx * vy / G, color)
        top = graph.at(vx * vy / G, vy * vy / (2 * G))
        draw.text(top[0], top[1] - 8, f"{degrees}°", color, size=9.5)
    return draw


def vector_sum() -> Canvas:
    draw = Canvas(320, 150)
    start, east, end = (50, 125), (250, 125), (250, 15)
    draw.arrow(start, east, BLUE)
    draw.arrow(east, (250, 17), GREEN)
    draw.arrow(start, end, RED, 2.4)
    draw.line((240, 125), (240, 115), (250, 115), color=SOFT, wide=0.9)
    draw.arc(start, 42, 0, 28.8)
    draw.text(104, 112, "*θ*")
    draw.text(150, 138, "*F*_{1} = 40 N", BLUE)
    draw.text(256, 74, "*F*_{2} = 22 N", GREEN, at="start")
    draw.text(130, 56, "*F* = 45.7 N", RED)
    return draw


def book_on_table() -> Canvas:
    draw = Canvas(360, 180)
    draw.box(30, 96, 150, 10, SAND, GOLD)
    draw.box(66, 72, 78, 24, SKY, BLUE)
    draw.ground(20, 190, 160)
    for x in (42, 162):
        draw.box(x - 4, 106, 8, 54, SAND, GOLD)
    draw.text(105, 84, "book")
    draw.text(105, 30, "The situation", SOFT)
    draw.disc(280, 92, 4, INK)
    draw.arrow((280, 88), (280, 44), GREEN)
    draw.arrow((280, 96), (280, 140), RED)
    draw.text(288, 58, "*N* = 11.8 N", GREEN, at="start")
    draw.text(288, 126, "*mg* = 11.8 N", RED, at="start")
    draw.text(280, 30, "Free-body diagram", SOFT)
    return draw


def incline() -> Canvas:
    draw = Canvas(380, 210)
    angle = math.radians(25)
    foot, top = (40, 180), (320, 180 - 280 * math.tan(angle))
    draw.area(foot, (320, 180), top, fill=SAND, color=GOLD)
    along, away = (math.cos(angle), -math.sin(angle)), (-math.sin(angle), -math.cos(angle))
    base = (foot[0] + 150 * along[0], foot[1] + 150 * along[1])
    corners = [
        (base[0] + a * along[0] + b * away[0], base[1] + a * along[1] + b * away[1])
        for a, b in ((-24, 0), (24, 0), (24, 32), (-24, 32))
    ]
    draw.area(*corners, fill=SKY, color=BLUE)
    x, y = base[0] + 16 * away[0], base[1] + 16 * away[1]
    draw.arrow((x, y), (x, y + 80), RED)
    draw.arrow((x, y), (x + 72 * away[0], y + 72 * away[1]), GREEN)
    draw.arrow((x, y), (x + 62 * along[0], y + 62 * along[1]), VIOLET)
    draw.arrow((x, y), (x - 34 * along[0], y - 34 * along[1]), RED, 1.2, "3 2")
    draw.arrow((x, y), (x - 72 * away[0], y - 72 * away[1]), RED, 1.2, "3 2")
    draw.text(x + 8, y + 90, "*mg*", RED, at="middle")
    draw.text(x - 36, y - 62, "*N*", GREEN)
    draw.text(x + 66, y - 34, "friction *f*", VIOLET)
    draw.text(x - 44, y + 4, "*mg* sin *θ*", RED, at="end")
    draw.text(x + 42, y + 66, "*mg* cos *θ*", RED, at="start")
    draw.arc(foot, 46, 0, 25)
    draw.text(98, 170, "*θ*")
    draw.disc(x, y, 3, INK)
    return draw


def friction_graph() -> Canvas:
    draw = Canvas(360, 190)
    graph = Graph(draw, (60, 20, 270, 126), (0, 100), (0, 60))
    graph.axes("applied force (N)", "friction (N)", range(0, 101, 20), range(0, 61, 10))
    graph.through([(0, 0), (49.05, 49.05)])
    graph.through([(49.05, 39.24), (96, 39.24)], RED)
    draw.line(graph.at(49.05, 49.05), graph.at(49.05, 39.24), color=SOFT, dash="3 3")
    draw.text(*graph.at(15, 31), "at rest", BLUE)
    draw.text(*graph.at(75, 33), "sliding: 39.2 N", RED)
    draw.text(*graph.at(53, 54), "greatest: 49.1 N", INK, at="start")
    return draw


def two_masses() -> Canvas:
    draw = Canvas(330, 220)
    draw.line((90, 20), (240, 20), wide=2)
    draw.line((165, 20), (165, 56))
    draw.disc(165, 56, 26, SAND, GOLD)
    draw.disc(165, 56, 3, INK)
    draw.line((139, 56), (139, 150))
    draw.line((191, 56), (191, 116))
    draw.box(121, 150, 36, 40, SKY, BLUE)
    draw.box(177, 116, 28, 28, MINT, GREEN)
    draw.text(139, 170, "3.0 kg")
    draw.text(191, 130, "2.0 kg", size=8.5)
    draw.arrow((139, 150), (139, 112), VIOLET)
    draw.arrow((191, 116), (191, 80), VIOLET)
    draw.text(131, 122, "*T* = 23.5 N", VIOLET, at="end")
    draw.text(199, 92, "*T* = 23.5 N", VIOLET, at="start")
    draw.arrow((100, 158), (100, 194), RED)
    draw.arrow((226, 150), (226, 116), RED)
    draw.text(92, 176, "*a* = 1.96 m/s^{2}", RED, at="end")
    draw.text(234, 134, "*a*", RED, at="start")
    return draw


def skaters() -> Canvas:
    draw = Canvas(380, 130)
    draw.ground(30, 350, 106)
    for x, color, fill, name in ((165, BLUE, SKY, "50 kg"), (215, GREEN, MINT, "75 kg")):
        draw.disc(x, 38, 9, fill, color)
        draw.box(x - 9, 48, 18, 38, fill, color, 6)
        draw.line((x - 4, 86), (x - 6, 104), color=color, wide=3)
        draw.line((x + 4, 86), (x + 6, 104), color=color, wide=3)
        draw.text(x, 122, name, color)
    draw.line((174, 58), (206, 58), wide=3, color=SOFT)
    draw.arrow((152, 64), (72, 64), RED)
    draw.arrow((228, 64), (308, 64), RED)
    draw.text(112, 52, "150 N")
    draw.text(268, 52, "150 N")
    draw.text(100, 84, "*a* = 3.0 m/s^{2}", BLUE)
    draw.text(282, 84, "*a* = 2.0 m/s^{2}", GREEN)
    return draw


def terminal_speed() -> Canvas:
    draw = Canvas(360, 190)
    graph = Graph(draw, (60, 20, 270, 126), (0, 20), (0, 70))
    graph.axes("time *t* (s)", "speed (m/s)", range(0, 21, 4), range(0, 71, 10))
    final = 55.0
    draw.line(graph.at(0, final), graph.at(20, final), color=SOFT, dash="4 3")
    graph.curve(lambda t: final * math.tanh(G * t / final), 0, 20)
    graph.curve(lambda t: G * t, 0, 7, RED, "5 4")
    draw.text(*graph.at(17, 60), "terminal speed", SOFT)
    draw.text(*graph.at(7.4, 67), "without air", RED, at="start")
    draw.text(*graph.at(8, 37), "with air", BLUE, at="start")
    return draw


FIGURES = {
    "walk": walk,
    "position-graph": position_graph,
    "velocity-graph": velocity_graph,
    "falling-ball": falling_ball,
    "projectile": projectile,
    "launch-angles": launch_angles,
    "vector-sum": vector_sum,
    "book": book_on_table,
    "incline": incline,
    "friction": friction_graph,
    "two-masses": two_masses,
    "skaters": skaters,
    "terminal-speed": terminal_speed,
}
