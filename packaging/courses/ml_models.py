"""The pictures of 机器学习入门, chapters 5 to 8."""

import math
import random
from itertools import pairwise

import numpy as np
from drawing import BLUE, GOLD, GREEN, INK, MINT, RED, ROSE, SAND, SKY, SOFT, VIOLET, Canvas, Graph
from ml_basics import sheet


def sigmoid(z: float) -> float:
    """1 / (1 + e^{-z})."""
    return 1 / (1 + math.exp(-z))


def three_fits() -> Canvas:
    draw = sheet(420, 170)
    rng = random.Random(3)
    points = [(x / 9, math.sin(2.6 * x / 9) * 1.1 + rng.gauss(0, 0.13)) for x in range(10)]
    xs, ys = np.array(points).T
    for place, (degree, name, color) in enumerate(
        ((1, "欠拟合", GREEN), (3, "恰当", BLUE), (9, "过拟合", RED))
    ):
        graph = Graph(draw, (14 + 136 * place, 30, 122, 116), (-0.06, 1.06), (-0.5, 1.7))
        draw.box(14 + 136 * place, 30, 122, 116, "white", SOFT, 0)
        fit = np.polynomial.Polynomial.fit(xs, ys, degree)
        inside = [x for x in np.linspace(0, 1, 200) if -0.5 < fit(x) < 1.7]
        draw.line(*(graph.at(x, float(fit(x))) for x in inside), color=color, wide=2)
        for x, y in points:
            draw.disc(*graph.at(x, y), 3, SAND, GOLD)
        draw.text(75 + 136 * place, 16, name, color, size=12)
        draw.text(75 + 136 * place, 158, f"{degree} 次多项式", SOFT, size=9)
    return draw


def errors() -> Canvas:
    draw = sheet(370, 200)
    graph = Graph(draw, (52, 20, 290, 140), (0, 10), (0, 10))
    graph.axes("模型复杂度 →", "误差")
    graph.curve(lambda x: 8.2 * math.exp(-0.42 * x) + 0.4, 0.2, 10)
    graph.curve(lambda x: 8.2 * math.exp(-0.42 * x) + 1.2 + 0.062 * x * x, 0.2, 10, RED)
    best = 4.39
    draw.line(graph.at(best, 0), graph.at(best, 9.4), color=SOFT, dash="4 3")
    draw.text(*graph.at(8.4, 1.4), "训练误差", BLUE)
    draw.text(*graph.at(7.2, 6.4), "验证误差", RED)
    draw.text(*graph.at(1.9, 9.4), "欠拟合", GREEN)
    draw.text(*graph.at(best + 0.2, 9.4), "过拟合 →", VIOLET, at="start")
    draw.text(*graph.at(best + 0.2, 0.9), "最佳", SOFT, at="start", size=9)
    return draw


def ridge() -> Canvas:
    draw = sheet(370, 200)
    graph = Graph(draw, (62, 20, 280, 140), (0, 5), (0, 10))
    graph.axes("正则化强度 *λ*", "斜率 *w*", range(0, 6), range(0, 11, 2))
    graph.curve(lambda strength: 40 / (5 + 4 * strength), 0, 5)
    for strength in (0, 1.25, 3.75):
        x, y = graph.at(strength, 40 / (5 + 4 * strength))
        draw.disc(x, y, 3.5, SAND, RED)
        draw.text(x + 7, y - 8, f"{40 / (5 + 4 * strength):.0f}", RED, at="start")
    return draw


def sigmoid_curve() -> Canvas:
    draw = sheet(370, 200)
    graph = Graph(draw, (62, 20, 280, 140), (-6, 6), (0, 1))
    graph.axes("*z*", "*σ*(*z*)", range(-6, 7, 2), (0, 0.25, 0.5, 0.75, 1))
    graph.curve(sigmoid, -6, 6)
    for z in (-1.5, 1.5):
        draw.disc(*graph.at(z, sigmoid(z)), 4, SAND, RED)
        side = "start" if z > 0 else "end"
        draw.text(
            graph.at(z, 0)[0] + math.copysign(9, z),
            graph.at(0, sigmoid(z))[1] + 2,
            f"{sigmoid(z):.3f}",
            RED,
            at=side,
        )
    return draw


def boundary() -> Canvas:
    draw = sheet(360, 210)
    graph = Graph(draw, (62, 20, 260, 150), (0, 10), (0, 10))
    draw.area(graph.at(0, 8.5), graph.at(0, 0), graph.at(8.5, 0), fill="#eaf3fb")
    draw.area(
        graph.at(0, 8.5), graph.at(8.5, 0), graph.at(10, 0), graph.at(10, 10), graph.at(0, 10), fill="#fbefec"
    )
    graph.axes("感叹号个数 *x*_{1}", "链接个数 *x*_{2}", range(0, 11, 2), range(0, 11, 2))
    rng = random.Random(7)
    for _ in range(18):
        x, y = rng.gauss(2.4, 1.2), rng.gauss(2.6, 1.2)
        draw.disc(*graph.at(max(0.3, x), max(0.3, y)), 4, SKY, BLUE)
        x, y = rng.gauss(6.6, 1.3), rng.gauss(6.2, 1.3)
        draw.disc(*graph.at(min(9.7, x), min(9.7, y)), 4, ROSE, RED)
    draw.line(graph.at(0, 8.5), graph.at(8.5, 0), color=INK, wide=1.8, dash="5 3")
    draw.text(*graph.at(1.2, 9.2), "*p* > 0.5：垃圾邮件", RED, at="start")
    draw.text(*graph.at(4.9, 0.7), "*p* < 0.5：正常", BLUE)
    return draw


def cross_entropy() -> Canvas:
    draw = sheet(370, 200)
    graph = Graph(draw, (62, 20, 280, 140), (0, 1), (0, 5))
    graph.axes("预测的概率 *p*", "损失", (0, 0.2, 0.4, 0.6, 0.8, 1), range(0, 6))
    graph.curve(lambda p: -math.log(p), 0.007, 1)
    graph.curve(lambda p: -math.log(1 - p), 0, 0.993, RED)
    draw.text(*graph.at(0.1, 4.2), "*y* = 1：−ln *p*", BLUE, at="start")
    draw.text(*graph.at(0.9, 4.2), "*y* = 0：−ln(1−*p*)", RED, at="end")
    return draw


def neuron() -> Canvas:
    draw = sheet(400, 150)
    for y, name, weight in ((34, "*x*_{1}", "*w*_{1}"), (74, "*x*_{2}", "*w*_{2}"), (114, "1", "*b*")):
        draw.disc(44, y, 14, SKY, BLUE)
        draw.text(44, y, name)
        draw.arrow((59, y), (150, 74 + (y - 74) * 0.3), SOFT, 1.4)
        draw.text(100, y + (74 - y) * 0.36 - 9, weight, RED)
    draw.disc(176, 74, 25, SAND, GOLD)
    draw.text(176, 74, "求和 *z*")
    draw.arrow((202, 74), (240, 74), SOFT, 1.4)
    draw.box(242, 52, 66, 44, MINT, GREEN, 6)
    draw.text(275, 66, "激活函数")
    draw.text(275, 83, "*σ*(*z*)")
    draw.arrow((310, 74), (350, 74), SOFT, 1.4)
    draw.text(366, 74, "输出 *a*", at="middle")
    return draw


def network() -> Canvas:
    draw = sheet(400, 220)
    layers = (
        (60, (56, 96, 136), SKY, BLUE, "输入层"),
        (160, (36, 76, 116, 156), SAND, GOLD, "隐藏层 1"),
        (260, (36, 76, 116, 156), SAND, GOLD, "隐藏层 2"),
        (350, (76, 116), MINT, GREEN, "输出层"),
    )
    for (x0, first, *_), (x1, second, *_) in pairwise(layers):
        for y0 in first:
            for y1 in second:
                draw.line((x0, y0), (x1, y1), color="#c3ccd5", wide=0.9)
    for x, places, fill, color, name in layers:
        for y in places:
            draw.disc(x, y, 13, fill, color)
        draw.text(x, 190, name, color)
    draw.arrow((140, 208), (280, 208), BLUE, 1.4)
    draw.text(300, 208, "前向传播", BLUE, at="start", size=9)
    return draw


def backward() -> Canvas:
    draw = sheet(420, 150)
    nodes = ((70, "*wx*", "6"), (170, "+ *b*", "7"), (270, "− *y*", "2"), (370, "平方", "4"))
    for x, name, value in nodes:
        draw.box(x - 28, 56, 56, 30, SAND, GOLD, 6)
        draw.text(x, 71, name)
        draw.text(x, 42, value, BLUE)
    for (x0, *_), (x1, *_) in pairwise(nodes):
        draw.arrow((x0 + 30, 66), (x1 - 30, 66), BLUE, 1.5)
        draw.arrow((x1 - 30, 78), (x0 + 30, 78), RED, 1.5)
        draw.text((x0 + x1) / 2, 92, "4", RED)
    draw.text(210, 16, "前向：逐步算出损失 4（*w* = 2, *x* = 3, *b* = 1, *y* = 5）", BLUE)
    draw.text(210, 134, "反向：∂*L*/∂*w* = 4 × 3 = 12，∂*L*/∂*b* = 4", RED)
    draw.arrow((70, 88), (70, 112), RED, 1.5)
    draw.text(78, 104, "12", RED, at="start")
    draw.arrow((170, 88), (170, 112), RED, 1.5)
    draw.text(178, 104, "4", RED, at="start")
    return draw


def activations() -> Canvas:
    draw = sheet(420, 150)
    kinds = (("Sigmoid", sigmoid, BLUE), ("tanh", math.tanh, GREEN), ("ReLU", lambda z: max(0.0, z), RED))
    for place, (name, value, color) in enumerate(kinds):
        left = 22 + 136 * place
        graph = Graph(draw, (left, 30, 112, 104), (-3, 3), (-1.3, 3) if name == "ReLU" else (-1.3, 1.3))
        draw.arrow((left, graph.at(0, 0)[1]), (left + 116, graph.at(0, 0)[1]), SOFT, 1)
        draw.arrow((left + 56, 134), (left + 56, 28), SOFT, 1)
        graph.curve(value, -3, 3, color)
        draw.text(left + 56, 14, name, color, size=11)
        one = graph.at(0, 1)[1]
        draw.line((left + 53, one), (left + 59, one))
        draw.text(left + 50, one, "1", SOFT, at="end", size=9)
    return draw


def confusion() -> Canvas:
    draw = sheet(360, 190)
    cells = (
        (130, 50, "TP = 80", "抓住的垃圾", MINT, GREEN),
        (230, 50, "FN = 20", "漏掉的垃圾", ROSE, RED),
        (130, 112, "FP = 30", "冤枉的正常", ROSE, RED),
        (230, 112, "TN = 870", "放行的正常", MINT, GREEN),
    )
    for x, y, value, meaning, fill, color in cells:
        draw.box(x, y, 96, 58, fill, color, 0)
        draw.text(x + 48, y + 22, value, color, size=13)
        draw.text(x + 48, y + 42, meaning, SOFT, size=9)
    draw.text(178, 38, "预测：垃圾")
    draw.text(278, 38, "预测：正常")
    draw.text(122, 79, "实际：垃圾", at="end")
    draw.text(122, 141, "实际：正常", at="end")
    draw.text(228, 14, "1000 封邮件", size=12)
    return draw


def threshold() -> Canvas:
    draw = sheet(370, 210)
    graph = Graph(draw, (62, 20, 260, 150), (0, 1), (0, 1))
    graph.axes("召回率", "精确率", (0, 0.2, 0.4, 0.6, 0.8, 1), (0, 0.2, 0.4, 0.6, 0.8, 1))
    curve = 0.727 - 0.98  # chosen so that the curve meets the point of the example
    graph.curve(lambda r: 0.98 + curve * (r / 0.8) ** 6, 0.02, 0.98)
    draw.disc(*graph.at(0.8, 0.727), 4.5, SAND, RED)
    draw.text(*graph.at(0.77, 0.66), "阈值 0.5：(0.80, 0.73)", RED, at="end")
    draw.text(*graph.at(0.28, 0.88), "阈值高：宁缺毋滥", GREEN)
    draw.text(*graph.at(0.84, 0.24), "阈值低：宁滥毋缺", VIOLET, at="end")
    return draw


FIGURES = {
    "5-1": three_fits,
    "5-2": errors,
    "5-3": ridge,
    "6-1": sigmoid_curve,
    "6-2": boundary,
    "6-3": cross_entropy,
    "7-1": neuron,
    "7-2": network,
    "7-3": backward,
    "7-4": activations,
    "8-1": confusion,
    "8-2": threshold,
}
