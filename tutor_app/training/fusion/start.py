"""Where training starts: projections that have a closed form are computed, not learnt from noise."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from tutor_app.training.fusion.caption import STRANGE
from tutor_app.training.fusion.corpus import VIEWS, Corpus
from tutor_app.training.fusion.model import LOOK, WORD, FusionModel

SHRINKAGE = 0.1  # of the within-figure spread towards a sphere
TOKENS = 60_000  # word states that the principal axes are taken from


def start(model: FusionModel, corpora: Sequence[Corpus]) -> None:
    """Looks by discriminant analysis, words by principal axes."""
    mean, axes = look_axes(corpora)
    with torch.no_grad():
        model.look_base.weight.copy_(torch.from_numpy(axes.T))
        model.look_base.bias.copy_(torch.from_numpy(-(mean @ axes)))
        mean, axes = word_axes(corpora)
        model.word.weight.copy_(torch.from_numpy(axes.T))
        model.word.bias.copy_(torch.from_numpy(-(mean @ axes)))


def vocabulary(corpora: Sequence[Corpus], most: int) -> list[int]:
    """The word pieces that captions use most, behind two places that are no pieces."""
    used = Counter(piece for corpus in corpora for row in corpus.pieces for piece in row)
    return [0] * (STRANGE + 1) + [piece for piece, _ in used.most_common(most - STRANGE - 1)]


def look_axes(corpora: Sequence[Corpus]) -> tuple[np.ndarray, np.ndarray]:
    """Mean (width,) and axes (width, 256) on which screenshots of one figure lie close and figures far apart.
    Of narrower looks than that the last axes are zero.

    Source: linear discriminant analysis, R. A. Fisher (1936); a class is a figure with its damaged views.
    """
    looks, figures, count = [], [], 0
    for corpus in corpora:
        for view in ("", *(f"wild{v}" for v in range(VIEWS))):
            looks.append(_unit(strongest(corpus.grids(view))))
            figures.append(np.arange(len(looks[-1])) + count)
        count += len(corpus.figures)
    x, y = np.concatenate(looks), np.concatenate(figures)
    mean = x.mean(0)
    x = x - mean
    means = np.zeros((count, x.shape[1]), np.float32)
    np.add.at(means, y, x)
    means /= np.bincount(y)[:, None]
    within = x - means[y]
    spread = within.T @ within / len(x)
    width = len(spread)
    values, vectors = np.linalg.eigh(spread + SHRINKAGE * np.trace(spread) / width * np.eye(width))
    whitening = vectors / np.sqrt(values)
    between = whitening.T @ (means.T @ means / count) @ whitening
    _, best = np.linalg.eigh(between)
    axes = (whitening @ best[:, ::-1][:, :LOOK]).astype(np.float32)
    axes = np.pad(axes, ((0, 0), (0, LOOK - axes.shape[1])))
    return mean.astype(np.float32), axes


def word_axes(corpora: Sequence[Corpus]) -> tuple[np.ndarray, np.ndarray]:
    """Mean (384,) and axes (384, 64) along which the states of words differ most."""
    random = np.random.default_rng(0)
    states = []
    for corpus in corpora:
        texts = corpus.texts("passage")
        rows = random.permutation(len(texts))[: max(1, TOKENS // (120 * len(corpora)))]
        states += [texts.row(int(row)) for row in rows]
    x = np.concatenate(states)
    mean = x.mean(0)
    _, vectors = np.linalg.eigh(np.cov((x - mean).T))
    return mean.astype(np.float32), vectors[:, ::-1][:, :WORD].astype(np.float32).copy()


def strongest(grids: np.ndarray) -> np.ndarray:
    """(n, cells, width) → (n, width), as `parts.strongest`, some at a time."""
    return np.concatenate(
        [
            np.cbrt((np.maximum(np.asarray(grids[i : i + 256], np.float32), 1e-3) ** 3).mean(1))
            for i in range(0, len(grids), 256)
        ]
    )


def _unit(x: np.ndarray) -> np.ndarray:
    normed: np.ndarray = x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)
    return normed
