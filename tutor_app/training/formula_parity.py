"""Does an exported formula reader write what its source writes? On formulas drawn here."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from matplotlib import mathtext, rc_context
from matplotlib.font_manager import FontProperties
from numpy.typing import NDArray
from PIL import Image

from tutor_app.core.arrays import Pixels
from tutor_app.engine.formulas.picture import Input, cropped, grey, to_input
from tutor_app.training.formula_graph import no_past
from tutor_app.training.formula_network import FormulaNetwork
from tutor_app.training.parity import Parity, graph_of

BEGIN, END = 1, 2
MOST_TOKENS = 60
FORMULAS = (
    r"E = m c^2",
    r"\frac{1}{2} m v^2",
    r"a^2 + b^2 = c^2",
    r"x = \frac{-b + \sqrt{b^2 - 4 a c}}{2 a}",
    r"\sum_{i=1}^{n} x_i",
    r"\int_0^1 f(x) d x",
    r"\alpha + \beta = \gamma",
    r"F = G \frac{m_1 m_2}{r^2}",
)


def compare(
    folder: Path, precision: str, network: FormulaNetwork, words: int, formulas: Sequence[str] = FORMULAS
) -> Parity:
    """Greedy decoding, token for token; `words` of the logits belong to the vocabulary."""
    encoder = graph_of(folder / "encoder.float32.onnx")
    decoder = graph_of(folder / f"decoder.{precision}.onnx")
    same, differences = 0, []
    for formula in formulas:
        pixels = to_input(cropped(grey(drawn(formula))), 1.0)
        tokens, theirs = _written(network, pixels, words)
        ours = _logits(encoder, decoder, pixels, tokens)[:, :words]
        differences.append(np.abs(theirs - ours))
        same += bool(np.array_equal(ours.argmax(-1), theirs.argmax(-1)))
    worst = max(float(d.max()) for d in differences)
    return Parity(len(formulas), same, worst, float(np.mean([d.mean() for d in differences])))


def drawn(formula: str, size_pt: float = 20, fonts: str = "cm") -> Pixels:
    """A formula black on white; `fonts`: a set of matplotlib's ("cm", "stix", "dejavusans", …)."""
    content = io.BytesIO()
    with rc_context({"mathtext.fontset": fonts}):
        size = FontProperties(size=size_pt)
        mathtext.math_to_image(f"${formula}$", content, dpi=100, format="png", prop=size)
    picture = Image.open(content).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(white, picture).convert("RGB"))


def _written(network: FormulaNetwork, pixels: Input, words: int) -> tuple[list[int], NDArray[Any]]:
    """The tokens that torch writes, begin first, and the logits after each; everything anew each time."""
    tokens = [BEGIN]
    with torch.no_grad():
        states = network.encoder(torch.from_numpy(pixels))
        while len(tokens) < MOST_TOKENS:
            logits = network.decoder.net(torch.tensor([tokens]), states)[0, :, :words]
            token = int(logits[-1].argmax())
            if token == END:
                break
            tokens.append(token)
    return tokens, logits.numpy()


def _logits(encoder: Any, decoder: Any, pixels: Input, tokens: list[int]) -> NDArray[Any]:
    [cross] = encoder.run(None, {"pixels": pixels})
    past, rows = no_past().numpy(), []
    for place, token in enumerate(tokens):
        feeds = {"token": np.array([token]), "place": np.array([place]), "past": past, "cross": cross}
        logits, past = decoder.run(None, feeds)
        rows.append(logits)
    return np.stack(rows)
