"""How near written captions come to the book's own."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch

from tutor_app.engine.fusion.inputs import Asked
from tutor_app.training.fusion.caption import MOST_PIECES, STRANGE, write
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.judge import TorchJudge

MOST_WRITTEN = 150
AT_ONCE = 32


def captioning(bench: Bench) -> dict[str, float]:
    """ROUGE-L in word pieces of captions that the model writes; beside those it writes for another figure.

    Pieces that it can't write count as missed. Empty for an exported judge, which has no such head.
    """
    if not isinstance(bench.judge, TorchJudge):
        return {}
    c, network = bench.corpus, bench.judge.network
    places = {int(piece): place for place, piece in enumerate(network.vocabulary) if place > STRANGE}
    of_module = {module: row for row, module in reversed(list(enumerate(c.passage_modules)))}
    figures = [f for f, figure in enumerate(c.figures) if figure.module in of_module]
    figures = sorted(np.random.default_rng(21).permutation(figures)[:MOST_WRITTEN].tolist())
    items, truths = bench.items(), []
    for f in figures:
        truths.append([places.get(piece, -piece) for piece in c.pieces[f][:MOST_PIECES]])
    near = [c.texts("passage").row(of_module[c.figures[f].module], 64) for f in figures]
    whole = [replace(items[f], note=text) for f, text in zip(figures, near, strict=True)]
    blind = [Asked(note=text) for text in near]
    written = {"ours": _written(bench.judge, whole), "without the figure": _written(bench.judge, blind)}
    found = {name: _mean_rouge(texts, truths) for name, texts in written.items()}
    found["of another figure"] = _mean_rouge(written["ours"], truths[1:] + truths[:1])
    return found


def rouge_l(written: Sequence[int], truth: Sequence[int]) -> float:
    """F1 of the longest common subsequence. Source: C.-Y. Lin, ROUGE (2004)."""
    if not written or not truth:
        return 0.0
    row = [0] * (len(truth) + 1)
    for piece in written:
        before = row
        row = [0]
        for place, wanted in enumerate(truth):
            row.append(before[place] + 1 if piece == wanted else max(before[place + 1], row[-1]))
    return 2 * row[-1] / (len(written) + len(truth))


def _mean_rouge(written: Sequence[Sequence[int]], truths: Sequence[Sequence[int]]) -> float:
    return float(np.mean([rouge_l(one, truth) for one, truth in zip(written, truths, strict=True)]))


def _written(judge: TorchJudge, asked: Sequence[Asked]) -> list[list[int]]:
    network, found = judge.network, []
    with torch.no_grad():
        for start in range(0, len(asked), AT_ONCE):
            given = Given.of(asked[start : start + AT_ONCE], network.fusion.shape.grid)
            fused = network.fusion(given)
            found += write(network.caption, fused.tokens, fused.mask)
    return found
