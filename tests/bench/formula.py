"""Formulas read from pictures: 60 of our own, in two fonts, with noise; what is equal, and how far off.

`./check --bench formula`; with `--json FILE`. Formulas are compared as `in_one_way` writes them.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.row import Row
from tests.formulas.drawing import noisy
from tutor_app.core.cancel import Cancellation
from tutor_app.core.maths.written import in_one_way
from tutor_app.engine.formulas.picture import grey
from tutor_app.engine.formulas.reader import FormulaReader
from tutor_app.settings.home import find_home
from tutor_app.training.formula_parity import drawn

FONTS = ("cm", "stix")
SIZES_PT = (14, 24)  # at 100 dots an inch: a usual screen and a fine one
FORMULAS = r"""
E = m c^2
F = m a
p = m v
v = v_0 + a t
s = v_0 t + \frac{1}{2} a t^2
W = F s \cos \theta
P = \frac{W}{t}
F = G \frac{m_1 m_2}{r^2}
\omega = 2 \pi f
T = 2 \pi \sqrt{\frac{l}{g}}
\rho = \frac{m}{V}
p V = n R T
U = R I
Q = m c \Delta T
\lambda = \frac{h}{p}
a^2 + b^2 = c^2
x = \frac{-b + \sqrt{b^2 - 4 a c}}{2 a}
(a + b)^2 = a^2 + 2 a b + b^2
\sin^2 x + \cos^2 x = 1
e^{i \pi} + 1 = 0
\frac{d y}{d x} = 2 x
\int_0^1 x^2 d x = \frac{1}{3}
\int_a^b f(x) d x = F(b) - F(a)
\sum_{i=1}^{n} i = \frac{n (n + 1)}{2}
\sum_{k=0}^{\infty} \frac{x^k}{k!}
\lim_{x \to 0} \frac{\sin x}{x} = 1
f(x) = a x^2 + b x + c
\log(a b) = \log a + \log b
\frac{a}{b} + \frac{c}{d} = \frac{a d + b c}{b d}
\sqrt{x^2 + y^2}
y = w^T x + b
\hat{y} = w x + b
L = \frac{1}{n} \sum_{i=1}^{n} (y_i - \hat{y}_i)^2
w \to w - \eta \frac{\partial L}{\partial w}
\sigma(z) = \frac{1}{1 + e^{-z}}
P(A | B) = \frac{P(B | A) P(A)}{P(B)}
\mu = \frac{1}{n} \sum_{i=1}^{n} x_i
\sigma^2 = \frac{1}{n} \sum_{i=1}^{n} (x_i - \mu)^2
H = - \sum_{i} p_i \log p_i
\nabla f = 0
\alpha + \beta + \gamma = \pi
x_{n+1} = x_n - \frac{f(x_n)}{f'(x_n)}
\frac{\partial u}{\partial t} = k \frac{\partial^2 u}{\partial x^2}
A x = \lambda x
z = x + i y
|x - a| < \delta
x \leq y
a \neq b
n! = n (n - 1)!
10^{-3}
\frac{3}{4} + \frac{1}{4} = 1
v = \sqrt{2 g h}
\theta_0 = 30^{\circ}
E_k = \frac{1}{2} m v^2
E_p = m g h
\frac{1}{f} = \frac{1}{a} + \frac{1}{b}
n_1 \sin \alpha = n_2 \sin \beta
I = I_0 e^{-\mu x}
N(t) = N_0 e^{-\lambda t}
\vec{F} = q \vec{E}
""".strip().splitlines()


def run(_: Path | None) -> Iterator[Row]:
    """For each font: equal, mean edit distance, and how many of the certain readings are wrong."""
    reader = FormulaReader.open(find_home())
    for font in FONTS:
        distances, certain, wrong, seconds = [], 0, 0, []
        for seed, latex in enumerate(FORMULAS):
            wanted = in_one_way(latex)
            for size in SIZES_PT:
                picture = grey(noisy(drawn(latex, size, font), seed))
                start = time.perf_counter()
                read = reader.read(picture, Cancellation())
                seconds.append(time.perf_counter() - start)
                got = read.latex if read else ""
                distances.append(edit_distance(got, wanted) / len(wanted))
                certain += bool(read and read.is_certain)
                wrong += bool(read and read.is_certain and got != wanted)
                if got != wanted:
                    print(f"{font} {size} pt  {wanted}  →  {got}  ({read.confidence if read else 0:.4f})")
        print(f"{font}: certain {certain} of {len(distances)}, of those wrong {wrong}")
        yield from [
            Row(f"{font}: read exactly", 100 * distances.count(0) / len(distances), "%"),
            Row(
                f"{font}: edit distance, mean share of the formula",
                100 * sum(distances) / len(distances),
                "%",
            ),
            Row(f"{font}: shown as certain", 100 * certain / len(distances), "%"),
            Row(f"{font}: wrong among those shown as certain", 100 * wrong / max(certain, 1), "%"),
            Row(f"{font}: time a formula, median", 1000 * median(seconds), "ms"),
        ]


def edit_distance(one: str, other: str) -> int:
    """Characters to insert, delete or exchange."""
    before = list(range(len(other) + 1))
    for row, char in enumerate(one, start=1):
        now = [row]
        for column, wanted in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (char != wanted)))
        before = now
    return before[-1]
