"""Every figure that a book allows, and their table."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tutor_app.engine.fusion.inputs import MODALITIES
from tutor_app.training.fusion import evaluate as of
from tutor_app.training.fusion.captions import captioning
from tutor_app.training.fusion.choices import multiple_choice
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.given import SPEECH
from tutor_app.training.fusion.honesty import honesty

Figures = dict[str, Any]
BINS = 10  # of the reliability diagram


def measured(bench: Bench, other: Bench | None, noise: Path | None = None) -> Figures:
    """`other`: a book whose questions this one can't answer; `noise`: of `voices.prepare_noise`."""
    answers = of.answerable(bench, other)
    yes, no = answers.pop("yes"), answers.pop("no")
    no = np.concatenate([no, answers.pop("far", no[:0])])
    found: Figures = {
        "screenshot to figure": of.screenshot_to_figure(bench),
        "pointing and screenshot to section": of.pointing_to_section(bench),
        "text and figure": of.text_to_figure(bench),
        "exercise to section": of.exercise_to_section(bench),
        "misheard question to section": of.misheard_to_section(bench),
        "answerable": answers | {"reliability": reliability(bench, yes, no)},
        "multiple choice": multiple_choice(bench),
        "captioning, ROUGE-L": captioning(bench),
        "honesty": honesty(bench),
    }
    cases = of.mixes(bench)
    if cases:
        found["subsets"] = of.subsets(bench, cases, of.ways(cases))
    if cases and other and (strangers := of.mixes(other)):
        for which, name in enumerate(MODALITIES):
            keeps = [keep for keep in of.ways(cases) if keep[which] and sum(keep) > 1]
            if not keeps:
                continue
            found[f"somebody else's {name}"] = of.subsets(bench, of.strayed(cases, strangers, which), keeps)
    if cases and noise and (noise / "speech.npy").is_file():
        keeps = [keep for keep in of.SUBSETS if keep[SPEECH] and sum(keep) > 1]
        found["noise as speech"] = of.subsets(bench, of.noisy(cases, noise), keeps)
    return found


def reliability(bench: Bench, yes: np.ndarray, no: np.ndarray) -> list[tuple[float, float, int]]:
    """For each tenth of the stated chance: the mean stated, the share that was answerable, how many."""
    logits, truth = np.concatenate([yes, no]), np.r_[np.ones(len(yes)), np.zeros(len(no))]
    stated = np.array([bench.calibration.answered(logit) for logit in logits])
    bins = np.minimum((stated * BINS).astype(int), BINS - 1)
    return [
        (float(stated[bins == b].mean()), float(truth[bins == b].mean()), int((bins == b).sum()))
        for b in range(BINS)
        if (bins == b).any()
    ]


def table(found: Mapping[str, Figures]) -> str:
    """As Markdown: a row for each figure, a column for each book."""
    books = list(found)
    lines = ["| | " + " | ".join(books) + " |", "|---|" + "---|" * len(books)]
    for group, figures in found[books[0]].items():
        for name in _leaves(figures):
            values = [_leaf(found[book].get(group, {}), name) for book in books]
            shown = ["" if value is None else f"{value:.3f}" for value in values]
            lines.append(f"| {group}: {name} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def _leaves(figures: Figures) -> list[str]:
    names = []
    for name, value in figures.items():
        if isinstance(value, Mapping):
            names += [f"{name}/{inner}" for inner in value]
        elif isinstance(value, int | float):
            names.append(name)
    return names


def _leaf(figures: Figures, name: str) -> float | None:
    first, _, rest = name.partition("/")
    value = figures.get(first)
    value = value.get(rest) if rest and isinstance(value, Mapping) else value
    return float(value) if isinstance(value, int | float) else None
