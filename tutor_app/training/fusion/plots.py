"""The comparison as pictures: variants, subsets, what damage does, and whether stated chances are true."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from tutor_app.training.fusion.comparison import VARIANTS, Found
from tutor_app.training.fusion.robustness import Curve

mpl.rcParams["svg.hashsalt"] = "fusion"  # the same figures give the same file
HEADLINES = (
    "screenshot to figure: ours", "pointing and screenshot to section: ours", "exercise to section: ours",
    "text and figure: caption to figure", "text and figure: alt to figure",
    "answerable: ROC-AUC, its chapter gone", "multiple choice: exercise with passages",
    "multiple choice: figure with screenshot",
)  # fmt: skip
LATE = {  # the baseline's names of the same rows
    "screenshot to figure: ours": "screenshot to figure",
    "pointing and screenshot to section: ours": "pointing and screenshot to section",
    "exercise to section: ours": "exercise to section",
    "text and figure: caption to figure": "caption to figure",
    "text and figure: alt to figure": "alt to figure",
}


def compared(found: Mapping[str, Found], file: Path) -> None:
    """A bar for each variant, with the range over seeds; a panel for each book."""
    figure = Figure(figsize=(11, 4 * len(found)), layout="constrained")
    for axes, (book, rows) in zip(_column(figure, len(found)), found.items(), strict=True):
        places = np.arange(len(HEADLINES))
        for k, variant in enumerate(VARIANTS):
            names = [LATE.get(name, "") if variant == "late" else name for name in HEADLINES]
            values = [rows.get(name, {}).get(variant, []) for name in names]
            means = [float(np.mean(v)) if v else np.nan for v in values]
            range_ = [  # a mean may lie outside by a rounding
                [max(0.0, m - min(v)) if v else 0.0 for m, v in zip(means, values, strict=True)],
                [max(0.0, max(v) - m) if v else 0.0 for m, v in zip(means, values, strict=True)],
            ]
            label = variant.replace("_", " ")
            axes.bar(places + 0.2 * (k - 1.5), means, 0.19, yerr=range_, capsize=2, label=label)
        axes.set_xticks(places, [_broken(name) for name in HEADLINES])
        axes.tick_params(axis="x", labelsize=7)
        axes.set(title=book, ylim=(0, 1), ylabel="R@1, AUC, share")
        axes.legend(ncols=4, fontsize=8, loc="upper right")
    _save(figure, file)


def by_subset(found: Mapping[str, Found], file: Path) -> None:
    """Section R@1 of every subset of modalities."""
    figure = Figure(figsize=(9, 5 * len(found)), layout="constrained")
    for axes, (book, rows) in zip(_column(figure, len(found)), found.items(), strict=True):
        names = [name for name in rows if name.startswith("subsets: ")]
        for variant in VARIANTS:
            values = [rows[name].get(variant, []) for name in names]
            if all(values):
                means = [float(np.mean(v)) for v in values]
                axes.plot(means, range(len(names)), "o", label=variant.replace("_", " "), alpha=0.7)
        axes.set_yticks(range(len(names)), [name.removeprefix("subsets: ") for name in names])
        axes.grid(axis="x", alpha=0.3)
        axes.set(title=book, xlim=(0, 1), xlabel="section R@1")
        axes.legend(fontsize=8)
    _save(figure, file)


def robustness(curves: Mapping[str, Mapping[str, Curve]], file: Path) -> None:
    """`curves`: by book and kind of damage: ours as a line, the baseline dashed."""
    kinds = list(next(iter(curves.values())))
    rows = (len(kinds) + 3) // 4
    figure = Figure(figsize=(12, 3 * rows), layout="constrained")
    panels = figure.subplots(rows, 4, squeeze=False).flat
    for axes, kind in zip(panels, kinds, strict=False):
        for k, (book, of) in enumerate(curves.items()):
            curve = sorted(of.get(kind, []))
            if curve:
                x, ours, plain = zip(*curve, strict=True)
                axes.plot(x, ours, "-o", color=f"C{k}", markersize=3, label=book)
                axes.plot(x, plain, "--", color=f"C{k}", label=f"{book}, baseline")
        axes.set(title=kind, ylim=(0, 1.02))
        axes.title.set_fontsize(9)
        axes.grid(alpha=0.3)
    for axes in list(figure.axes)[len(kinds) :]:
        axes.remove()
    figure.axes[0].legend(fontsize=7)
    _save(figure, file)


def reliability(bins: Mapping[str, Sequence[Sequence[float]]], file: Path) -> None:
    """Stated chance against the share that was answerable, by book."""
    figure = Figure(figsize=(5, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="gray", linewidth=0.8)
    for book, rows in bins.items():
        axes.plot([row[0] for row in rows], [row[1] for row in rows], "-o", label=book)
    axes.set(xlabel="stated chance that the book answers", ylabel="share that it answered")
    axes.legend(fontsize=8)
    _save(figure, file)


def _column(figure: Figure, count: int) -> list[Any]:
    return list(figure.subplots(count, 1, squeeze=False)[:, 0])


def _save(figure: Figure, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None})


def _broken(name: str) -> str:
    """In short lines."""
    for mark in (": ", " to ", ", "):
        name = name.replace(mark, mark.rstrip() + "\n")
    return name
