"""The pictures of 机器学习入门, chapters 1 to 4."""

import math

from drawing import BLUE, GOLD, GREEN, INK, MINT, PALE, RED, ROSE, SAND, SKY, SOFT, Canvas, Graph

CJK = "Noto Sans CJK SC"
DELIVERIES = ((1, 15), (2, 25), (3, 30), (4, 40))  # km, minutes
SLOPE, START = 8.0, 7.5  # the least-squares line through them


def sheet(width: float, height: float) -> Canvas:
    """A canvas for Chinese labels."""
    return Canvas(width, height, CJK, 10)


def rules_or_examples() -> Canvas:
    draw = sheet(400, 170)
    rows = (
        (46, "传统程序", ("数据", "人写的规则"), "答案", SKY, BLUE),
        (124, "机器学习", ("数据", "答案（标签）"), "规则（模型）", MINT, GREEN),
    )
    for y, name, inputs, output, fill, color in rows:
        for offset, words in zip((-17, 17), inputs, strict=True):
            draw.box(20, y + offset - 12, 96, 24, PALE, SOFT, 4)
            draw.text(68, y + offset, words)
            draw.arrow((118, y + offset), (156, y + offset * 0.4), color)
        draw.box(158, y - 24, 92, 48, fill, color, 6)
        draw.text(204, y, name, color, size=12)
        draw.arrow((252, y), (290, y), color)
        draw.box(292, y - 14, 92, 28, SAND, GOLD, 4)
        draw.text(338, y, output)
    return draw


def three_kinds() -> Canvas:
    draw = sheet(400, 160)
    draw.text(68, 16, "监督学习", BLUE, size=12)
    draw.text(200, 16, "无监督学习", GREEN, size=12)
    draw.text(334, 16, "强化学习", RED, size=12)
    for x, y, kind in (
        (40, 60, 0),
        (52, 88, 0),
        (34, 104, 0),
        (62, 66, 0),
        (84, 104, 1),
        (98, 78, 1),
        (106, 112, 1),
        (80, 122, 1),
    ):
        draw.disc(x, y, 5, ROSE if kind else SKY, RED if kind else BLUE)
    draw.line((54, 126), (88, 46), color=INK, dash="4 3")
    draw.text(68, 148, "有标签：学会分界", SOFT, size=9)
    for x, y in (
        (172, 62),
        (184, 76),
        (166, 82),
        (214, 104),
        (230, 96),
        (226, 116),
        (226, 56),
        (238, 64),
        (234, 46),
    ):
        draw.disc(x, y, 5, PALE, INK)
    for x, y, radius in ((174, 74, 22), (223, 106, 22), (233, 56, 20)):
        draw.disc(x, y, radius, "none", GREEN, "4 3")
    draw.text(200, 148, "无标签：发现分组", SOFT, size=9)
    draw.box(292, 40, 84, 26, SKY, BLUE, 5)
    draw.text(334, 53, "智能体")
    draw.box(292, 100, 84, 26, MINT, GREEN, 5)
    draw.text(334, 113, "环境")
    draw.arrow((310, 68), (310, 98), RED)
    draw.arrow((358, 98), (358, 68), GOLD)
    draw.text(300, 83, "动作", RED, at="end", size=9)
    draw.text(366, 83, "奖励", GOLD, at="start", size=9)
    draw.text(334, 148, "试错：争取更多奖励", SOFT, size=9)
    return draw


def split() -> Canvas:
    draw = sheet(400, 110)
    x = 20.0
    for share, name, use, fill, color in (
        (60, "训练集 60%", "学习参数", SKY, BLUE),
        (20, "验证集 20%", "挑选模型", SAND, GOLD),
        (20, "测试集 20%", "最后评分", ROSE, RED),
    ):
        wide = 3.6 * share
        draw.box(x, 36, wide, 36, fill, color, 0)
        draw.text(x + wide / 2, 54, name, color)
        draw.text(x + wide / 2, 88, use, SOFT, size=9)
        x += wide
    draw.text(200, 18, "全部数据（先打乱，再划分）")
    return draw


def folds() -> Canvas:
    draw = sheet(400, 164)
    for row in range(5):
        draw.text(62, 24 + 26 * row, f"第 {row + 1} 轮", at="end")
        for column in range(5):
            held = row == column
            draw.box(
                74 + 50 * column, 14 + 26 * row, 48, 20, SAND if held else SKY, GOLD if held else BLUE, 2
            )
            draw.text(98 + 50 * column, 24 + 26 * row, "验证" if held else "训练", size=8.5)
        draw.text(334, 24 + 26 * row, f"得分 *s*_{{{row + 1}}}", at="start")
    draw.text(200, 152, "五轮得分取平均，每个样本恰好验证一次", SOFT, size=9)
    return draw


def _deliveries(draw: Canvas) -> Graph:
    graph = Graph(draw, (62, 20, 290, 140), (0, 5), (0, 50))
    graph.axes("距离 *x*（公里）", "时间 *y*（分钟）", range(0, 6), range(0, 51, 10))
    return graph


def fitted_line() -> Canvas:
    draw = sheet(380, 200)
    graph = _deliveries(draw)
    graph.curve(lambda x: SLOPE * x + START, 0, 5)
    for x, y in DELIVERIES:
        draw.line(graph.at(x, y), graph.at(x, SLOPE * x + START), color=RED, wide=2)
        draw.disc(*graph.at(x, y), 4.5, SAND, GOLD)
    draw.text(*graph.at(3.5, 45.5), "*ŷ* = 8*x* + 7.5", BLUE, at="middle", size=12)
    draw.text(*graph.at(3.12, 26.5), "残差 −1.5", RED, at="start", size=9.5)
    draw.text(*graph.at(1.9, 30), "残差 +1.5", RED, at="middle", size=9.5)
    return draw


def three_lines() -> Canvas:
    draw = sheet(380, 200)
    graph = _deliveries(draw)
    for slope, start, color in ((8, 7.5, BLUE), (5, 15, GREEN), (2, 30, RED)):
        graph.through([(0, start), (4.8, slope * 4.8 + start)], color)
    for x, y in DELIVERIES:
        draw.disc(*graph.at(x, y), 4.5, SAND, GOLD)
    draw.text(*graph.at(0.1, 35), "红线", RED, at="start")
    draw.text(*graph.at(0.1, 19.5), "绿线", GREEN, at="start")
    draw.text(*graph.at(0.1, 4), "蓝线", BLUE, at="start")
    return draw


def bowl() -> Canvas:
    draw = sheet(370, 200)
    graph = Graph(draw, (62, 20, 280, 140), (-1, 7), (0, 16))
    graph.axes("参数 *w*", "损失 *L*(*w*)", range(-1, 8), range(0, 17, 4))
    graph.curve(lambda w: (w - 3) ** 2, -1, 7)
    w = -0.8
    for _ in range(6):
        following = w - 0.15 * 2 * (w - 3)
        draw.arrow(graph.at(w, (w - 3) ** 2), graph.at(following, (following - 3) ** 2), RED, 1.4)
        draw.disc(*graph.at(w, (w - 3) ** 2), 3.5, SAND, RED)
        w = following
    draw.text(*graph.at(3, 2.4), "最低点 *w* = 3", GREEN)
    draw.disc(*graph.at(3, 0), 4, MINT, GREEN)
    return draw


def rates() -> Canvas:
    draw = sheet(370, 200)
    graph = Graph(draw, (62, 20, 280, 140), (0, 12), (0, 24))
    graph.axes("步数", "损失", range(0, 13, 2), range(0, 25, 6))
    for rate, color, steps in ((0.02, GREEN, 12), (0.2, BLUE, 12), (1.02, RED, 12)):
        graph.through([(step, 9 * (1 - 2 * rate) ** (2 * step)) for step in range(steps + 1)], color)
    draw.text(*graph.at(7.2, 7), "*η* = 0.02：太慢", GREEN, at="start")
    draw.text(*graph.at(3, 2), "*η* = 0.2：合适", BLUE, at="start")
    draw.text(*graph.at(5, 20), "*η* = 1.02：发散", RED, at="start")
    return draw


def contours() -> Canvas:
    draw = sheet(370, 220)
    graph = Graph(draw, (62, 20, 280, 160), (-5, 5), (-3, 4.4))
    graph.axes("*w*_{1}", "*w*_{2}", range(-4, 5, 2), range(-3, 5))
    for level in (0.5, 2, 4.5, 8, 12.5):
        across, up = math.sqrt(2 * level), math.sqrt(2 * level / 4)
        if across <= 5:
            draw.line(
                *(graph.at(across * math.cos(a / 20), up * math.sin(a / 20)) for a in range(127)),
                color=SOFT,
                wide=1,
            )
    for rate, color in ((0.43, RED), (0.12, BLUE)):
        place = (-4.4, 2.0)
        for _ in range(14):
            following = (place[0] - rate * place[0], place[1] - rate * 4 * place[1])
            draw.line(graph.at(*place), graph.at(*following), color=color, wide=1.8)
            draw.disc(*graph.at(*place), 2.6, color, color)
            place = following
    draw.text(*graph.at(0.6, 4.0), "红：步子大，左右摆动", RED, at="start", size=9)
    draw.text(*graph.at(0.6, 3.2), "蓝：步子小，平滑下降", BLUE, at="start", size=9)
    return draw


FIGURES = {
    "1-1": rules_or_examples,
    "1-2": three_kinds,
    "2-1": split,
    "2-2": folds,
    "3-1": fitted_line,
    "3-2": three_lines,
    "4-1": bowl,
    "4-2": rates,
    "4-3": contours,
}
