"""`evaluate`: the exported model in each precision, and every training beside the others."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.fusion.identity import calibration_file
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.settings.home import MANIFESTS, Home
from tutor_app.training.fusion import plots, robustness
from tutor_app.training.fusion.comparison import (
    NOISE,
    VARIANTS,
    beside_others,
    gathered,
    measure_variant,
    network_of,
    table,
    weights_file,
)
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.fit import Config, corpora_in
from tutor_app.training.fusion.judge import TorchJudge
from tutor_app.training.fusion.parity import open_exported, parity
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.report import measured

SEEDS = (1, 2, 3)
PARITY_ASKED = 40
GROUPS = {  # headings of the table, and what stands under them
    "What must be reached": (
        "screenshot to figure: ours", "screenshot to figure: untrained", "pointing and screenshot to section",
        "text and figure", "exercise to section: ours", "misheard", "answerable", "multiple choice",
        "captioning", "screenshot to figure", "caption to figure", "alt to figure", "figure to",
        "exercise to section", "honesty",
    ),
    "Every subset": ("subsets",),
    "A wrong modality": ("somebody else's", "noise as speech"),
}  # fmt: skip


def exports_of(work: Path, name: str) -> Path:
    return work / "exports" / name


def measure_exported(name: str, config: Config, work: Path, data: Path) -> dict[str, Any]:
    """Parity and every figure of each precision; written to `models/NAME/figures.json`."""
    calibration = Calibration.read(calibration_file(name.removeprefix("fusion-")))
    pointing, corpora = Ragged(work, "pointing"), corpora_in(work, data, config.left_out)
    network, found = TorchJudge(network_of(config, work)), {}
    for precision in ("float32", "float16", "int8"):
        judge = open_exported(exports_of(work, name), precision)
        benches = [Bench(corpus, judge, pointing, calibration) for corpus in corpora]
        near = parity(network, judge, _everything(benches[0]))
        found[precision] = {
            "parity": {subset: asdict(one) for subset, one in near.items()},
            **{b.corpus.name: measured(b, o, work / NOISE) for b, o in beside_others(benches)},
        }
    (MANIFESTS / name / "figures.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def _everything(bench: Bench) -> list[Asked]:
    """Questions in which every modality is given."""
    c, found = bench.corpus, []
    for i in range(min(PARITY_ASKED, len(c.figures), len(c.spoken) or PARITY_ASKED)):
        shot = bench.seen(i)
        words = shot.words if shot.words is not None else np.zeros((1, 388), np.float32)
        heard, sound = (c.texts("heard").row(i), c.texts("speech").row(i)) if c.spoken else (None, None)
        found.append(Asked(c.texts("fragment0").row(i), shot.grid, words, heard, sound))
    return found


def compare(home: Home, name: str, config: Config, work: Path, data: Path) -> str:
    """All trainings in `work`, and what damage does to that of `config`: into `models/fusion`."""
    folder = MANIFESTS / "fusion"
    trained = [
        (variant, seed)
        for variant in VARIANTS
        for seed in SEEDS
        if weights_file(work, _of(config, variant, seed)).is_file()
    ]
    figures = [(v, measure_variant(_of(config, v, seed), work, data)) for v, seed in trained]
    found = {book: gathered(figures, book) for book in config.left_out}
    curves = _curves(home, name, config, work, data)
    folder.mkdir(parents=True, exist_ok=True)
    plots.compared(found, folder / "variants.svg")
    plots.by_subset(found, folder / "subsets.svg")
    plots.robustness(curves, folder / "robustness.svg")
    chosen = measure_variant(config, work, data)
    bins = {book: chosen[book]["answerable"]["reliability"] for book in config.left_out}
    plots.reliability(bins, folder / "reliability.svg")
    kept = {
        "trainings": [
            {"variant": v, "seed": s, "figures": of} for (v, s), (_, of) in zip(trained, figures, strict=True)
        ],
        "robustness": curves,
    }
    (folder / "figures.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    text = "\n\n".join(f"## {heading}\n\n{table(found, names)}" for heading, names in GROUPS.items())
    (folder / "tables.md").write_text(f"# Ways of fusing, compared\n\n{HOW}\n\n{text}\n", encoding="utf-8")
    return text


HOW = (
    "Mean ± half the range over the seeds; the same data, batches and steps for all. `late` is the baseline"
    " in the manner of CLIP, which has no matching head. Written by `python -m tutor_app.training evaluate`."
)


def _of(config: Config, variant: str, seed: int) -> Config:
    return replace(config, seed=seed).of_variant(variant)


def _curves(
    home: Home, name: str, config: Config, work: Path, data: Path
) -> dict[str, dict[str, robustness.Curve]]:
    kept = work / "compared" / f"robustness-{config.shape.variant}-{config.seed}.json"
    if kept.is_file():
        known: dict[str, dict[str, robustness.Curve]] = json.loads(kept.read_text(encoding="utf-8"))
        return known
    image = ImageEncoder.open(home, config.picture)
    text = TextEncoder.open(home, name.removeprefix("fusion-"))
    judge = TorchJudge(network_of(config, work))
    curves: dict[str, dict[str, robustness.Curve]] = {}
    for corpus in corpora_in(work, data, config.left_out):
        bench = Bench(corpus, judge, Ragged(work, "pointing"))
        curves[corpus.name] = robustness.of_pictures(bench, image)
        curves[corpus.name]["share of words wrong"] = robustness.of_words(bench, text)
    kept.write_text(json.dumps(curves, indent=1), encoding="utf-8")
    return curves
