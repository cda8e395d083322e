"""The ways of fusing beside each other: same data, batches and steps, several seeds.

As E. Bugliarello et al., Multimodal pretraining unmasked, TACL 2021, ask of such claims.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tutor_app.training.fusion.baseline import measured_late
from tutor_app.training.fusion.calibrate import calibrated
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.fit import Config, corpora_in, divided
from tutor_app.training.fusion.judge import TorchJudge
from tutor_app.training.fusion.late import read_late
from tutor_app.training.fusion.network import Network
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.report import measured

VARIANTS = ("cross_attention", "two_stream", "single_stream", "late")
CALIBRATED_ON = 2  # books: their chapters that were held back

NOISE = "noise"  # the folder of `voices.prepare_noise`

Found = dict[str, dict[str, list[float]]]  # figure → variant → of each seed


def weights_file(work: Path, config: Config) -> Path:
    folder = work / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"net-{config.shape.variant}-{config.seed}.pt"


def network_of(config: Config, work: Path) -> Network:
    """Raises: OSError: it isn't trained yet."""
    network = Network(config.shape)
    network.load_state_dict(torch.load(weights_file(work, config), weights_only=True))
    return network.eval()


def held_back(config: Config, work: Path, data: Path) -> tuple[list[Bench], list[frozenset[int]]]:
    """What a model is calibrated on, of its network; its chapters that were not trained on."""
    network = network_of(config, work)
    used = corpora_in(work, data, config.books[:CALIBRATED_ON])
    benches = [Bench(corpus, TorchJudge(network), Ragged(work, "pointing")) for corpus in used]
    return benches, [divided(corpus, config.held_back)[1] for corpus in used]


def measure_variant(config: Config, work: Path, data: Path) -> dict[str, Any]:
    """Every figure of one training, by book left out; kept in `work/compared`."""
    kept = work / "compared" / f"{config.shape.variant}-{config.seed}.json"
    if kept.is_file():
        known: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return known
    found = _late(config, work, data) if config.shape.variant == "late" else _fused(config, work, data)
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return found


def _fused(config: Config, work: Path, data: Path) -> dict[str, Any]:
    network, by = network_of(config, work), calibrated(*held_back(config, work, data))
    judge, pointing = TorchJudge(network), Ragged(work, "pointing")
    benches = [Bench(c, judge, pointing, by) for c in corpora_in(work, data, config.left_out)]
    return {b.corpus.name: measured(b, other, work / NOISE) for b, other in beside_others(benches)}


def beside_others(benches: Sequence[Bench]) -> list[tuple[Bench, Bench | None]]:
    """Each book with one whose questions it can't answer; None for the only book."""
    return [(bench, benches[i - 1] if len(benches) > 1 else None) for i, bench in enumerate(benches)]


def _late(config: Config, work: Path, data: Path) -> dict[str, Any]:
    late = read_late(weights_file(work, config), config.shape.grid)
    judge = TorchJudge(Network(config.of_variant(VARIANTS[0]).shape))  # for what a bench looks up; not used
    corpora = corpora_in(work, data, config.left_out)
    pointing = Ragged(work, "pointing")
    return {c.name: measured_late(Bench(c, judge, pointing), late) for c in corpora}


def gathered(trainings: Sequence[tuple[str, Mapping[str, Any]]], book: str) -> Found:
    """`trainings`: variant and figures of each. Every number of one book, by its name."""
    found: Found = defaultdict(lambda: defaultdict(list))
    for variant, figures in trainings:
        for name, value in numbers(figures[book]):
            found[name][variant].append(value)
    return found


def numbers(figures: Mapping[str, Any], before: str = "") -> list[tuple[str, float]]:
    """Nested figures as flat ones: `screenshot to figure: ours`."""
    flat: list[tuple[str, float]] = []
    for name, value in figures.items():
        if isinstance(value, Mapping):
            flat += numbers(value, f"{before}{name}: ")
        elif isinstance(value, int | float):
            flat.append((f"{before}{name}", float(value)))
    return flat


def table(found: Mapping[str, Found], groups: Sequence[str]) -> str:
    """Markdown: mean ± half the range over seeds; a column for each variant and book."""
    books = list(found)
    variants = [v for v in VARIANTS if any(v in row for row in found[books[0]].values())]
    lines = ["| | " + " | ".join(f"{v.replace('_', ' ')}, {book}" for book in books for v in variants) + " |"]
    lines.append("|---|" + "---|" * (len(books) * len(variants)))
    for name in found[books[0]]:
        if name.startswith(tuple(groups)):
            cells = [spread(found[book].get(name, {}).get(v, [])) for book in books for v in variants]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def spread(values: Sequence[float]) -> str:
    """Mean ± half the range."""
    if not values:
        return ""
    mean, half = np.mean(values), (max(values) - min(values)) / 2
    return f"{mean:.3f} ± {half:.3f}" if len(values) > 1 else f"{mean:.3f}"
